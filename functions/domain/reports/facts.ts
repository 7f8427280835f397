import type { Patient } from 'fhir/r4.js';
import { waysIn } from '../../../contracts/lifecycle/reasons.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { daysBetween, today } from '../calendar.ts';
import { codeIn, isOutput, kindOf, statusOf } from '../coding.ts';
import { companionMeeting } from '../companion/companions.ts';
import { exitsOf, type Pair, pairsIn } from '../measures/exit.ts';
import { measuresIn } from '../measures/measures.ts';
import { referrerOf } from '../parties.ts';
import { organisationOf, type Referral } from '../referral.ts';
import { hasReached } from '../request/age.ts';
import { outwardCode } from '../request/postcode.ts';
import { referrerOn } from '../request/referrer-kind.ts';
import { heldIn } from '../said/conversations.ts';
import { feedbackIn, repliesTo, replyTo } from '../said/feedback.ts';
import { segmentOf } from '../segments.ts';
import { endOf } from '../tasks/ended-as.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { onceFacts } from './once-facts.ts';
import { minutesOf, type OnwardFacts, onwardFacts } from './onward-facts.ts';

/** What was not said of somebody is a row like any other (users.md S86). */
export const notStated = 'not stated';
export const noReply = 'no reply yet';
export const noReplyInTime = 'no reply in 30 days';
/** A pair of numbers of which nobody said, at the beginning or at the end, what they are for (users.md S16). */
export const notExplained = 'answered, and it was not explained';

/**
 * One referral as reports count it: codes, bands and numbers of days. No name, number, birth date, address or word of anybody; its id is
 * the ledger's, so that a line can be held against what it was made from.
 */
export interface Facts {
  readonly referral: string;
  readonly version: number;
  /** Calendar dates in England. */
  readonly received: string;
  readonly ended?: string;
  readonly practice: string;
  readonly source: string;
  /** How it came: by software, or as a page of the hub says. */
  readonly wayIn: string;
  readonly reason: string;
  readonly age: string;
  readonly sex: string;
  readonly ethnicity: string;
  readonly deprivation: string;
  /** Quadrant of the service; `unsegmented`. */
  readonly segment: string;
  readonly urgent: boolean;
  /** `waiting`, `accepted`, `in-progress`, `on-hold`, `ended`. */
  readonly stage: string;
  /** How it ended: an outcome, or the status where none fits. */
  readonly way: string;
  /** Calendar days since it came. */
  readonly days: { readonly accepted?: number; readonly spoken?: number; readonly ended?: number };
  readonly contacts: number;
  readonly conversations: number;
  readonly reminders: number;
  /** The days in England of each of these contacts; of each time that the person came to a group, `onwards` has them. */
  readonly contactDays: readonly string[];
  /** For what there was no service, and the outward code of where they live. */
  readonly unmet?: { readonly needs: readonly string[]; readonly place: string };
  readonly onwards: readonly OnwardFacts[];
  /** Each time that a companion went along: their code in the register, the day, and how long. */
  readonly companions: readonly (readonly [string, string, number])[];
  readonly feedback: readonly FeedbackFacts[];
  readonly measures: readonly MeasureFacts[];
  /** Of what is asked once, by table: the number that was said last, or why there is none. */
  readonly once: Readonly<Record<string, string>>;
}

/** One thing that somebody said of the service, without its words. */
export interface FeedbackFacts {
  /** Calendar date. */
  readonly said: string;
  /** What became of it, `no reply yet`. */
  readonly reply: string;
  /** Calendar days until the first reply. */
  readonly days?: number;
}

/** One questionnaire that somebody answered at the beginning. */
export interface MeasureFacts {
  readonly instrument: string;
  /** Calendar date on which it is asked again. */
  readonly due: string;
  /** `answered`, why not, or `not yet`. */
  readonly exit: string;
  /** Of a pair: each time it was said what it is for; calendar days between; by question, or `score` of what is one number, the beginning and the end. */
  readonly pair?: {
    readonly explained: boolean;
    readonly days: number;
    readonly values: Readonly<Record<string, readonly [number, number]>>;
  };
}

/** Lower ends; the service is for people of 16 and over. */
const bands = [16, 25, 35, 45, 55, 65, 75, 85];

const ageBand = (birthDate: string | undefined, day: string): string => {
  const reached = birthDate === undefined ? undefined : bands.map((age) => hasReached(age, birthDate, day));
  if (!reached || reached.some((one) => one === undefined)) return notStated;
  const n = reached.lastIndexOf(true);
  if (n < 0) return 'under 16';
  const next = bands[n + 1];
  return next === undefined ? `${bands[n]} and over` : `${bands[n]} to ${next - 1}`;
};

/** The sixteen categories of the census of 2001, of which the NHS writes the first letter: `Z` is not stated, `99` not known. */
const ethnicityOf = ({ extension = [] }: Patient): string => {
  const coding = extension.find(({ url }) => url === ukCore.ethnicity)?.valueCodeableConcept?.coding?.[0];
  return coding?.code && /^[A-S]$/.test(coding.code) ? coding.code : notStated;
};

const sexOf = ({ gender }: Patient): string => (gender === undefined || gender === 'unknown' ? notStated : gender);

const reasonOf = ({ request: { reasonCode = [] } }: Referral): string =>
  reasonCode.flatMap(({ coding = [] }) => coding).find(({ system }) => system === systems.reason)?.code ?? notStated;

/** Only the hub's own codes. */
const wayInOf = ({ request: { extension = [] } }: Referral): string => {
  const code = extension.find(({ url }) => url === extensions.wayIn)?.valueCode ?? '';
  return Object.hasOwn(waysIn, code) ? code : 'software';
};

const measureFacts = (referral: Referral): MeasureFacts[] => {
  const measures = measuresIn(referral);
  const pairs = new Map(pairsIn(measures).map((pair) => [pair.instrument, pair]));
  return exitsOf(measures).map(({ instrument, due, known, notAnswered }) => {
    const pair = pairs.get(instrument);
    return {
      ...{ instrument: instrument.code, due: today(due), exit: notAnswered ?? (known ? 'answered' : 'not yet') },
      ...(pair ? { pair: pairFacts(pair) } : {}),
    };
  });
};

const pairFacts = ({ explained, days, changes }: Pair) => ({
  ...{ explained, days },
  values: Object.fromEntries(changes.map(({ of, entry, exit }) => [of, [entry, exit] as const])),
});

/** Written down without a code it is `other`. */
const unmetOf = ({ task, patient }: Referral): Facts['unmet'] => {
  const outputs = (task.output ?? []).filter((output) => isOutput(output, 'unmet-need'));
  if (outputs.length === 0) return undefined;
  const codes = outputs.flatMap(({ valueCodeableConcept }) => codeIn(systems.need, valueCodeableConcept) ?? []);
  const home = (patient.address ?? []).find(({ use }) => use === undefined || use === 'home');
  return { needs: codes.length > 0 ? codes : ['other'], place: outwardCode(home?.postalCode ?? '') ?? notStated };
};

const stageOf = ({ task }: Referral): string => {
  const status = statusOf(task);
  if (isTerminal(status)) return 'ended';
  return status === 'requested' ? 'waiting' : status;
};

/** What is not in the ledger: how deprived a place is, of a published list. */
export interface BesideFacts {
  readonly deprivationOf?: (postcode: string) => string | undefined;
}

const postcodeOf = ({ address = [] }: Patient): string | undefined =>
  address.find(({ use }) => use !== 'old' && use !== 'temp')?.postalCode;

const feedbackFacts = (referral: Referral): FeedbackFacts[] =>
  feedbackIn(referral).map((one) => {
    const said = one.sent ?? referral.at;
    const [first] = repliesTo(referral, one);
    return {
      ...{ said: today(said), reply: replyTo(referral, one) ?? noReply },
      ...(first ? { days: Math.max(0, daysBetween(said, first.sent ?? said)) } : {}),
    };
  });

/** When somebody first spoke to the person; a conversation of before may be written down after a later one. */
const firstHeld = (referral: Referral): string | undefined =>
  heldIn(referral)
    .flatMap(({ sent }) => sent ?? [])
    .sort()[0];

/** The line of a referral; undefined for a draft, which nobody but its author has seen, and for what was recalled as an error. */
export const factsOf = (
  referral: Referral,
  { deprivationOf = () => undefined }: BesideFacts = {},
): Facts | undefined => {
  const { task, patient, communications } = referral;
  if (!wasSent(task) || task.status === 'entered-in-error') return undefined;
  const received = task.authoredOn ?? referral.at;
  const unmet = unmetOf(referral);
  const since = (at: string | undefined) => (at === undefined ? undefined : Math.max(0, daysBetween(received, at)));
  const ended = isTerminal(statusOf(task)) ? task.executionPeriod?.end : undefined;
  const days = {
    accepted: since(task.executionPeriod?.start),
    spoken: since(firstHeld(referral)),
    ended: since(ended),
  };
  const count = (...kinds: string[]) => communications.filter((c) => kinds.includes(kindOf(c) ?? '')).length;
  return {
    ...{ referral: referral.id, version: referral.version, received: today(received) },
    ...(ended ? { ended: today(ended) } : {}),
    ...{ practice: referrerOf(referral) ?? '', source: referrerOn(task).kind, reason: reasonOf(referral) },
    wayIn: wayInOf(referral),
    ...{ age: ageBand(patient.birthDate, today(received)), sex: sexOf(patient), ethnicity: ethnicityOf(patient) },
    // Without a list of places nobody is counted as anything.
    deprivation: deprivationOf(postcodeOf(patient) ?? '') ?? notStated,
    segment: segmentOf(referral)?.code ?? 'unsegmented',
    ...{ urgent: task.priority === 'urgent', stage: stageOf(referral) },
    way: ended === undefined && !isTerminal(statusOf(task)) ? 'open' : (endOf(task) ?? statusOf(task)),
    days: Object.fromEntries(Object.entries(days).filter(([, n]) => n !== undefined)),
    ...{
      contacts: count('conversation', 'contact-attempt'),
      conversations: heldIn(referral).length,
      reminders: count('chase'),
      contactDays: communications
        .filter((c) => ['conversation', 'contact-attempt'].includes(kindOf(c) ?? '') && c.sent)
        .map(({ sent = '' }) => today(sent)),
    },
    ...(unmet ? { unmet } : {}),
    onwards: referral.onward.filter((o) => wasSent(o.task)).map((o) => onwardFacts(referral, o, received)),
    companions: referral.companions
      .filter(({ status }) => status === 'completed')
      .flatMap((companion) => {
        const meeting = companionMeeting(referral, companion);
        const who = organisationOf(companion.owner);
        return who && meeting?.start ? [[who, today(meeting.start), minutesOf(meeting)] as const] : [];
      }),
    feedback: feedbackFacts(referral),
    measures: measureFacts(referral),
    once: onceFacts(measuresIn(referral)),
  };
};
