import type { Appointment } from 'fhir/r4.js';
import type { TemplateName } from '../../../contracts/notify/templates.ts';
import { invitationsOf, isWithheld } from '../../../mappings/partner/invitation.ts';
import { organiserMessage } from '../../../mappings/partner/organiser-message.ts';
import { today } from '../../domain/calendar.ts';
import { isAbout } from '../../domain/coding.ts';
import { isToCome } from '../../domain/meetings/comes-no-more.ts';
import { askLinkName, sessionLinkName } from '../../domain/meetings/link-names.ts';
import { hasBegun, isUnanswered } from '../../domain/meetings/meetings.ts';
import { doubtOf, type Organiser } from '../../domain/organiser.ts';
import { isReminderTo, isStillOwed, remindedOf } from '../../domain/owed/reminders.ts';
import { type Onward, type Referral, referenceTo } from '../../domain/referral.ts';
import type { Notification } from '../../usecases/notify-port.ts';
import type { Participant } from '../../usecases/ports.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { Row } from '../../views/row.ts';
import type { DeliveryPorts } from '../ports.ts';
import { requestIdOf } from '../request-id.ts';
import { type Tried, unsent } from '../tried.ts';
import { versionsOf } from '../versions-of.ts';
import { unansweredOn } from './ask-by-text.ts';
import { expectsAnother } from './expects-another.ts';
import { handOver } from './hand-over.ts';
import { type Once, remindedOnce, reminderOn, saidOnce } from './once.ts';
import { ringAbout } from './ring-about.ts';
import { tellCompanion } from './tell-companion.ts';

/** What is to be said, and what the link in it opens. */
interface Said {
  readonly template: TemplateName;
  readonly name: string;
  readonly meeting?: Appointment;
  /** As they were told of it. */
  readonly before?: Appointment | undefined;
  readonly once?: Once;
}

const ofSession = (organisation: string, meeting: Appointment, template: TemplateName): Said => ({
  ...{ template, meeting, name: sessionLinkName(organisation, meeting) },
});

const ofRequest = (organisation: string, onward: Onward): Said => ({
  ...{ template: 'can-you', name: askLinkName(organisation, onward) },
});

/** undefined: nothing that can be opened, or not any more; `known`: they were told that already. `told`: the referral as it was when they were last told of this. Pure. */
export const saidTo = (
  organisation: string,
  link: string,
  referral: Referral,
  now: string,
  told?: Referral,
): Said | 'known' | undefined => {
  const all = invitationsOf(referral, organisation);
  const mine = all.filter((onward) => !isWithheld({ referral, onward, now }));
  const asked = mine.find(({ task }) => task.id === link);
  if (asked?.task.status === 'requested') return wasAsked(told, link) ? 'known' : ofRequest(organisation, asked);
  if (asked) return undefined;
  const place = placeIn(referral, all, link);
  if (place) return ofMeeting(organisation, place, { now, was: told && placeIn(told, told.onward, link) }, mine);
  return reminding(organisation, link, referral, { mine, now });
};

/** What changed of it since, as a note, is no new question. */
const wasAsked = (told: Referral | undefined, link: string): boolean =>
  told?.onward.some(({ task }) => task.id === link && task.status === 'requested') === true;

interface Place {
  readonly onward: Onward;
  readonly meeting: Appointment;
  /** They are to come there. */
  readonly expected: boolean;
}

const placeIn = (referral: Referral, all: readonly Onward[], link: string): Place | undefined => {
  for (const onward of all) {
    const meeting = onward.meetings.find(({ id }) => id === link);
    if (meeting) return { onward, meeting, expected: isToCome(referral, onward, meeting) };
  }
  return undefined;
};

/**
 * What is another than they were told. Who comes no more, or comes to another list, is waited for where they were expected: also by a
 * group that may know nothing of them any more, as that says nothing of who it is.
 */
const ofMeeting = (
  organisation: string,
  { onward, meeting, expected }: Place,
  { now, was }: { readonly now: string; readonly was: Place | undefined },
  mine: readonly Onward[],
): Said | 'known' | undefined => {
  if (!expected && was && !was.expected) return 'known';
  const before = was?.expected && !hasBegun(was.meeting, now) ? was.meeting : undefined;
  if (!expected) return before && ofSession(organisation, before, 'session-changed');
  if (!mine.includes(onward)) return undefined;
  const said = ofSession(organisation, meeting, 'session-named');
  if (was?.expected && sessionLinkName(organisation, was.meeting) === said.name) return 'known';
  if (before) return { ...said, template: 'session-moved', before };
  return was ? said : { ...said, once: { of: said.name, name: 'named' } };
};

const reminding = (
  organisation: string,
  link: string,
  referral: Referral,
  { mine, now }: { readonly mine: readonly Onward[]; readonly now: string },
): Said | undefined => {
  const reminder = referral.communications.find((c) => c.id === link && isReminderTo(c, organisation));
  const onward = reminder && mine.find(({ task }) => isAbout(reminder, referenceTo(task)));
  if (!onward || !isStillOwed(reminder, referral)) return undefined;
  const what = remindedOf(reminder);
  const meeting = what === 'meeting-result' ? onward.meetings.find(isUnanswered) : undefined;
  const said =
    what === 'answer-request'
      ? ofRequest(organisation, onward)
      : meeting && ofSession(organisation, meeting, 'who-came');
  return said && { ...said, once: reminderOn(today(now), organisation, said.name) };
};

/**
 * Tells the human of a partner that has no software. Rights are those of this moment: what was withdrawn or answered meanwhile is not sent,
 * and to a contact of whom nobody is sure nothing goes: the row stands in the coordinator's list, and the link worker rings.
 */
export const tellOrganiser = async (
  ports: DeliveryPorts,
  row: Row & { readonly link: string },
  version: number,
  recipient: Participant | undefined,
): Promise<Tried> => {
  const { organisation, referral } = row;
  // Somebody counts on a companion. A group that is off is not asked again.
  if (!recipient || (!recipient.active && recipient.kind !== 'companion'))
    return unsent({ outcome: 'withdrawn', reason: 'switched-off' });
  const now = ports.clock();
  const { newest, asOf } = await versionsOf(ports, referral, version);
  const correlation = asOf.head.correlation;
  const no = (outcome: 'withdrawn' | 'by-hand', reason: string): Tried => ({
    ...unsent({ outcome, reason }),
    correlation,
  });
  const stands: Tried = { ...unsent({ outcome: 'sent', reason: 'link-stands', known: true }), correlation };
  if (recipient.kind === 'companion')
    return tellCompanion(ports, row, { version, recipient, now, versions: { newest, asOf } });
  const told = row.told === undefined ? undefined : await ports.ledger.load(referral, row.told);
  const said = saidTo(organisation, row.link, newest.referral, now, told?.referral);
  if (!said) return no('withdrawn', 'not-any-more');
  if (said === 'known') return stands;
  const { organiser } = recipient;
  const doubt = organiser ? doubtOf(organiser, now) : 'missing';
  if (!organiser || doubt) {
    await ringAbout(ports, row, doubt ?? 'missing');
    return no('by-hand', `organiser-${doubt}`);
  }
  if (organiser.withdrawn?.includes(linkIdOf(said.name))) return no('withdrawn', 'link-withdrawn');
  const wanted = { row, version, organiser, said, group: recipient.name, newest: newest.referral };
  const tried = await sayOnce(ports, wanted);
  return tried ? { ...tried, correlation } : stands;
};

const isOfSession = (template: TemplateName): boolean => template.startsWith('session-');

interface Wanted {
  readonly row: Row;
  readonly version: number;
  readonly organiser: Organiser;
  readonly said: Said;
  readonly group: string;
  readonly newest: Referral;
}

/** A session is news once, and once again where nobody is waited for there any more; undefined: another has said it. */
const sayOnce = async (ports: DeliveryPorts, wanted: Wanted): Promise<Tried | undefined> => {
  const { row, said, organiser } = wanted;
  if (!said.once) return say(ports, wanted);
  if (!isOfSession(said.template)) return remindedOnce(ports, row, said.once, () => say(ports, wanted));
  // What was said to somebody before them is not theirs.
  const once = { ...said.once, name: `${said.once.name} ${organiser.since}` };
  const tried = await saidOnce(ports, row, once, () => say(ports, wanted));
  if (tried) return tried;
  const link = linkIdOf(once.of);
  const from = await ports.toOrganisers.taker(link, once.name);
  const expected = await expectsAnother(ports, link, { than: row.link ?? '', taker: from });
  // It may not go, and whoever is just sending it may be called off before it does: then this one says it.
  if (expected === 'soon') return unsent({ outcome: 'later', reason: 'just-being-told' });
  if (expected === 'told') return undefined;
  return saidOnce(ports, row, { ...once, from }, () => say(ports, wanted));
};

const say = async (ports: DeliveryPorts, wanted: Wanted): Promise<Tried> => {
  const { row, organiser, said } = wanted;
  const count = await askByText(ports, organiser, row.organisation, said);
  return handOver(ports, row, await notificationOf(ports, wanted, count), organiser.since);
};

/**
 * Whatever goes by text message may be answered by one: "HELP" at any time, "ALL" where it was asked how many came. What it asks about is
 * kept first, so that no answer comes before.
 */
const askByText = async (
  { ledger, toOrganisers, clock }: DeliveryPorts,
  { channel, to, since }: Organiser,
  organisation: string,
  { template, name }: Said,
): Promise<number | undefined> => {
  const link = linkIdOf(name);
  const asks = template === 'who-came';
  const count = asks ? await unansweredOn({ ledger, find: toOrganisers.find }, link) : 0;
  if (channel === 'sms')
    await toOrganisers.askedByText(to[0] ?? '', { link, organisation, since, count, askedAt: clock() });
  return asks ? count : undefined;
};

const notificationOf = async (
  { toOrganisers, publicUrl, area }: DeliveryPorts,
  { row, version, organiser, said, group, newest }: Wanted,
  count: number | undefined,
): Promise<Notification> => {
  const link = `${publicUrl}/l/${await toOrganisers.token(linkIdOf(said.name), row.organisation, organiser)}`;
  const { channel, to, name } = organiser;
  const { template, meeting, before } = said;
  return {
    ...{ channel, to, template },
    reference: requestIdOf(row.referral, `${row.sk}/${organiser.since}`, version),
    personalisation: organiserMessage({
      ...{
        template,
        referral: newest,
        meeting,
        before,
        name,
        group,
        link,
        count,
        stop: `${link}/stop`,
        service: area.service,
      },
    }),
  };
};
