import type { Appointment, Task } from 'fhir/r4.js';
import { isSynthetic } from '../../../contracts/areas/synthetic.ts';
import { outcomes } from '../../../contracts/lifecycle/codes.ts';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { dayOf, weekOf } from '../harness/days.ts';
import { satisfactionOf } from './report-measures.ts';
import { codeIn, codeOf, hasEnded, type Onward, recordOf, type State } from './state.ts';

/** A table counted by hand: its rows, and how many stand in each. */
export type Counts = Map<string, number>;

export const add = (counts: Counts, row: string, n = 1): void => {
  counts.set(row, (counts.get(row) ?? 0) + n);
};
export const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, n) => sum + n, 0);

const isUnsent = ({ status, extension = [] }: Task): boolean =>
  status === 'draft' ||
  extension.some(({ url, valueBoolean }) => url === extensions.neverSent && valueBoolean === true);

/** A report counts no draft, no mistake, and none of the made-up referrals by which the hub tries itself out. */
export const isCounted = ({ task }: State): boolean =>
  !isUnsent(task) && task.status !== 'entered-in-error' && !isSynthetic(codeIn(task.requester));

const daysFrom = (a: string, b: string): number => (Date.parse(dayOf(b)) - Date.parse(dayOf(a))) / 86_400_000;
/** Upper ends of the bands in which a report counts days. */
const bands = [
  [2, '0 to 2 days'],
  [7, '3 to 7 days'],
  [14, '8 to 14 days'],
  [28, '15 to 28 days'],
] as const;
const waited = (from: string, until: string | undefined): string => {
  if (until === undefined) return 'not yet';
  const days = Math.max(0, daysFrom(from, until));
  return bands.find(([most]) => days <= most)?.[1] ?? 'more than 28 days';
};
const often = (n: number): string => (n === 0 ? 'none' : n < 3 ? '1 or 2' : '3 or more');

const outputsOf = ({ output = [] }: Task, type: string, system: string): string[] =>
  output
    .filter((o) => codeOf(systems.taskOutput, o.type) === type)
    .flatMap((o) => codeOf(system, o.valueCodeableConcept) ?? []);

const isOutcome = (code: string | undefined): code is string => code !== undefined && Object.hasOwn(outcomes, code);

/** What was said last; else why it was stopped, where that is a way to end; else its status. */
const wayOf = ({ task }: State): string => {
  if (!hasEnded(task)) return 'open';
  const reason = codeOf(systems.statusReason, task.statusReason);
  const meant = reason === 'withdrawn-by-person' ? 'declined-by-person' : reason;
  const lost =
    codeOf(systems.businessStatus, task.businessStatus) === 'unable-to-contact' ? 'unable-to-contact' : meant;
  return outputsOf(task, 'outcome', systems.outcome).findLast(isOutcome) ?? (isOutcome(lost) ? lost : task.status);
};

const ageOf = (born: string | undefined, on: string): string => {
  if (born?.length !== 10) return 'not stated';
  const age = Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
  if (age < 16) return 'under 16';
  if (age >= 85) return '85 and over';
  const from = age < 25 ? 16 : age - ((age - 25) % 10);
  return `${from} to ${from === 16 ? 24 : from + 9}`;
};

const wasAccepted = ({ executionPeriod }: Task): boolean => executionPeriod?.start !== undefined;
const saidBy: Partial<Record<Appointment['status'], string>> = { fulfilled: 'attended', noshow: 'did-not-attend' };
const partOf = ({ extension }: Appointment, url: string): string | undefined =>
  extension?.find((e) => e.url === url)?.valueCode;
const resultOf = (meeting: Appointment): string | undefined =>
  saidBy[meeting.status] ?? partOf(meeting, extensions.attendance);

const isNamed = ({ status }: Appointment): boolean => status !== 'entered-in-error';
const isHeld = (one: Appointment): boolean =>
  isNamed(one) && (one.status !== 'cancelled' || resultOf(one) !== undefined);
export const cameTo = ({ meetings }: Onward): Appointment[] => meetings.filter(({ status }) => status === 'fulfilled');
const firstOf = (onward: Onward): Appointment | undefined =>
  cameTo(onward)[0] ?? onward.meetings.filter(isHeld).at(-1) ?? onward.meetings.filter(isNamed).at(-1);
const firstResult = (onward: Onward): string =>
  outputsOf(onward.task, 'first-meeting-result', systems.attendance)[0] ??
  (firstOf(onward) ? 'not said yet' : 'none named');

const best = [
  ...['attended', 'could-not-come', 'did-not-attend', 'not-sure', 'not-known', 'not said yet', 'none named'],
] as const;

/** Groups that were asked: a draft has asked nobody. */
export const askedIn = ({ onward }: State): Onward[] => onward.filter(({ task }) => !isUnsent(task));

const said = (state: State, ...kinds: string[]) => state.said.filter((one) => kinds.includes(recordOf(one) ?? ''));

/** In which row of each table a referral stands. */
export const rowsOfReferral = (state: State): Readonly<Record<string, string>> => {
  const { task, patient, onward, requests } = state;
  const came = task.authoredOn ?? state.at;
  const results = onward.filter((one) => wasAccepted(one.task)).map(firstResult);
  const [attended] = askedIn(state)
    .filter((one) => firstResult(one) === 'attended')
    .map((one) => firstOf(one)?.start ?? '')
    .sort();
  const [spoken] = said(state, 'conversation')
    .filter(({ status }) => ['completed', 'in-progress'].includes(status))
    .flatMap(({ sent }) => sent ?? [])
    .sort();
  const request = requests.find(({ id }) => task.focus?.reference === `ServiceRequest/${id}`);
  const ethnicity = patient?.extension?.find(({ url }) => url === ukCore.ethnicity)?.valueCodeableConcept?.coding?.[0];
  const referrer = task.extension?.find(({ url }) => url === extensions.referrer)?.extension;
  return {
    way: wayOf(state),
    meeting: best.find((one) => results.includes(one)) ?? 'nobody was asked, or nobody said yes',
    reminders: often(said(state, 'chase').length),
    stage: hasEnded(task) ? 'ended' : task.status === 'requested' ? 'waiting' : task.status,
    accepted: waited(came, task.executionPeriod?.start),
    spoken: waited(came, spoken),
    'first-meeting': waited(came, attended || undefined),
    contacts: often(said(state, 'conversation', 'contact-attempt').length),
    practice: codeIn(task.requester) || 'not stated',
    source: referrer?.find(({ url }) => url === 'kind')?.valueCode ?? 'practice',
    'way-in': request?.extension?.find(({ url }) => url === extensions.wayIn)?.valueCode ?? 'software',
    reason: request?.reasonCode?.map((one) => codeOf(systems.reason, one)).find(Boolean) ?? 'not stated',
    age: ageOf(patient?.birthDate, dayOf(came)),
    sex: patient?.gender === undefined || patient.gender === 'unknown' ? 'not stated' : patient.gender,
    ethnicity: /^[A-S]$/.test(ethnicity?.code ?? '') ? (ethnicity?.code ?? '') : 'not stated',
    segment: outputsOf(task, 'segment', systems.segment).at(-1) ?? 'unsegmented',
    deprivation: 'not stated',
    'once-satisfaction-overall': satisfactionOf(state),
  };
};

/** In which row of each table what a group was asked stands. */
export const rowsOfAsked = (onward: Onward): Readonly<Record<string, string>> => {
  const { task } = onward;
  const reason = codeOf(systems.statusReason, task.statusReason) ?? codeOf(systems.businessStatus, task.businessStatus);
  const first = firstOf(onward);
  const isWaiting = task.status === 'accepted' && reason === 'waiting-list';
  return {
    declined:
      task.status === 'rejected'
        ? `declined: ${reason ?? 'not stated'}`
        : isWaiting
          ? 'on the waiting list'
          : task.status,
    result: wasAccepted(task) ? firstResult(onward) : 'not accepted',
    mode: wasAccepted(task) ? ((first && partOf(first, extensions.meetingMode)) ?? 'none named') : 'not accepted',
  };
};

/** The rows in which its meetings stand. Nobody in the county rates a session. */
export const rowsOfMeetings = (onward: Onward): Readonly<Record<string, readonly string[]>> => {
  const held = onward.meetings.filter(isHeld);
  return {
    sessions: held.map((one) => resultOf(one) ?? 'not said yet'),
    modes: held.map((one) => partOf(one, extensions.meetingMode) ?? 'unsaid'),
    ratings: cameTo(onward).map(() => 'not said'),
  };
};

/** What people said of the service, and the days until the first reply. */
export const rowsOfFeedback = (state: State): Readonly<Record<string, string>>[] =>
  said(state, 'feedback').map(({ id, sent = '' }) => {
    const replies = said(state, 'feedback-reply').filter((one) =>
      one.inResponseTo?.some(({ reference }) => reference === `Communication/${id}`),
    );
    const reply = codeOf(systems.feedbackReply, replies.at(-1)?.topic);
    return { feedback: reply ?? 'no reply yet', 'feedback-days': waited(sent, replies[0]?.sent) };
  });

/** The weeks of the times that somebody spoke with the person or tried to, and that the person came to a group. */
export const weeksIn = (state: State): Readonly<Record<string, readonly string[]>> => ({
  'contacts-by-week': said(state, 'conversation', 'contact-attempt').flatMap(({ sent }) =>
    sent ? [weekOf(sent)] : [],
  ),
  'connections-by-week': askedIn(state)
    .flatMap(cameTo)
    .flatMap(({ start }) => (start ? [weekOf(start)] : [])),
});
