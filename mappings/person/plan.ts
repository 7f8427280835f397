import type { Appointment } from 'fhir/r4.js';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { isTerminal, type TaskStatus } from '../../contracts/lifecycle/statuses.ts';
import { systems } from '../../contracts/systems.ts';
import { calendarDaysAfter } from '../../functions/domain/calendar.ts';
import { codeIn, statusOf } from '../../functions/domain/coding.ts';
import { openCompanion } from '../../functions/domain/companion/companions.ts';
import { itemsOf, neededFor } from '../../functions/domain/meetings/arrangements.ts';
import { heardOf, isDisputed } from '../../functions/domain/meetings/heard.ts';
import { isNamedAgain } from '../../functions/domain/meetings/link-names.ts';
import { hasBegun, modeOf, resultOf, venueOf } from '../../functions/domain/meetings/meetings.ts';
import { abortsInHand } from '../../functions/domain/parties.ts';
import { isObjectedTo } from '../../functions/domain/permission/permission.ts';
import { type Onward, organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { cardNumber } from '../../functions/domain/request/card-number.ts';
import { assigneeOf, givenNameOf } from '../../functions/domain/tasks/assignee.ts';
import { wasSent } from '../../functions/domain/tasks/never-sent.ts';
import { mayName } from '../../functions/domain/to-person/may-name.ts';
import { type Field, fieldsOf } from '../partner/field.ts';
import type { Practical } from './practical.ts';

/** What is known of a group beside the ledger. */
export interface GroupKnown {
  readonly name: string;
  /** How its organiser signs themselves. */
  readonly organiser?: string | undefined;
  readonly practical?: Practical | undefined;
}

export interface PlanSource {
  readonly referral: Referral;
  readonly now: string;
  /** By the code of the organisation. */
  readonly groups: ReadonlyMap<string, GroupKnown>;
}

interface MeetingSource extends PlanSource {
  readonly meeting: Appointment;
}

type OfMeeting<T> = Field<MeetingSource, T>;
const partOf = ({ id = '' }: { readonly id?: string }): string => id.slice(id.lastIndexOf('.') + 1);

const interpreterOf = ({ referral, meeting }: MeetingSource) => {
  const item = itemsOf(meeting).find(({ what }) => what === 'interpreter');
  if (item) return { isDone: item.isDone, by: item.by };
  return neededFor(referral.patient).includes('interpreter') ? { isDone: false, by: '' } : undefined;
};

/** Who was asked and said yes. */
const companionOf = ({ referral, meeting, groups }: MeetingSource): string | undefined => {
  const task = openCompanion(referral, meeting);
  const isComing = task?.status === 'accepted' || task?.status === 'in-progress';
  return isComing ? groups.get(organisationOf(task.owner) ?? '')?.name : undefined;
};

/** One meeting, for the person who is to come to it. */
export const planMeetingFields = {
  id: { why: 'to say of which meeting the answer is', of: ({ meeting }) => partOf(meeting) },
  start: { why: 'to be there', of: ({ meeting }) => meeting.start ?? '' },
  end: { why: 'to know how long it takes', of: ({ meeting }) => meeting.end },
  mode: { why: 'to go, to pick up the telephone or to be at home', of: ({ meeting }) => modeOf(meeting) },
  place: {
    ...{ why: 'to be there; of a visit at home the address is on no page', words: 'arrangement' },
    of: ({ meeting }) => (modeOf(meeting) === 'home-visit' ? undefined : venueOf(meeting)),
  },
  know: {
    ...{ why: 'the bus, what to bring, whether somebody may come along', words: 'arrangement' },
    of: ({ meeting }) => meeting.patientInstruction,
  },
  interpreter: { why: 'to know that somebody will interpret', words: 'arrangement', of: interpreterOf },
  companion: { why: 'to know who goes along', words: 'own', of: companionOf },
  own: {
    why: 'to see what one said oneself',
    of: ({ meeting }) => heardOf(meeting).person ?? heardOf(meeting).beforehand,
  },
  isDisputed: { why: 'to know that somebody else said otherwise', of: ({ meeting }) => isDisputed(meeting) },
  result: { why: 'to see what is said of one’s own going', of: ({ meeting }) => resultOf(meeting) },
  isOff: {
    why: 'so that nobody goes to a meeting that is called off',
    of: ({ meeting }) => meeting.status === 'cancelled' && resultOf(meeting) === undefined,
  },
  hasBegun: {
    why: 'before it one says that one cannot come, after it whether one went',
    of: ({ meeting, now }) => hasBegun(meeting, now),
  },
} as const satisfies Record<string, OfMeeting<unknown>>;

interface OptionSource extends PlanSource {
  readonly onward: Onward;
}

/** As the person would say it: they are asked, they said yes, I was there and it is done, I said no. */
export type OptionState = 'asked' | 'welcome' | 'been' | 'mine-not' | 'ended';

const ownNo: readonly (string | undefined)[] = ['declined-by-person', 'withdrawn-by-person'];
const begun: readonly TaskStatus[] = ['accepted', 'in-progress', 'on-hold'];

const stateOf = ({ referral, onward: { task } }: OptionSource): OptionState => {
  const status = statusOf(task);
  if (status === 'requested') return 'asked';
  if (ownNo.includes(codeIn(systems.statusReason, task.statusReason))) return 'mine-not';
  const toStop = abortsInHand(referral, task);
  if (toStop.some(({ reasonCode }) => ownNo.includes(codeIn(systems.statusReason, reasonCode)))) return 'mine-not';
  if (toStop.length > 0) return 'ended';
  if (status === 'completed') return 'been';
  return begun.includes(status) ? 'welcome' : 'ended';
};

const groupOf = ({ groups, onward }: OptionSource): GroupKnown | undefined =>
  groups.get(organisationOf(onward.task.owner) ?? '');

const meetingsOf = (source: OptionSource) =>
  source.onward.meetings
    .filter(({ status }) => status !== 'entered-in-error')
    .filter((meeting) => meeting.status !== 'cancelled' || !isNamedAgain(meeting, source.onward.meetings))
    .map((meeting) => fieldsOf(planMeetingFields, { ...source, meeting }));

/** One group that was asked for the person. What it is told of them is no part of this: `who-knows.ts`. */
export const planOptionFields = {
  id: { why: 'to say which one is not for them', of: ({ onward }) => partOf(onward.task) },
  group: { why: 'to know who they are', of: (source) => groupOf(source)?.name },
  state: { why: 'to know how it stands', of: stateOf },
  mayName: {
    why: 'so that paper says no more than a message does',
    of: ({ referral, onward }) => mayName(referral, onward),
  },
  meets: { why: 'to know whom to ask for', words: 'own', of: (source) => groupOf(source)?.organiser },
  practical: { why: 'cost and access, as a public directory has them', of: (source) => groupOf(source)?.practical },
  meetings: { why: 'what, where and when', holds: planMeetingFields, of: meetingsOf },
} as const satisfies Record<string, Field<OptionSource, unknown>>;

/** A group that said no, or that the person wants nothing to do with, is on no page; their own no is, for as long as it is new. */
const isShown = ({ referral, onward, now }: OptionSource): boolean => {
  const { task, request } = onward;
  const status = statusOf(task);
  if (!wasSent(task) || status === 'draft' || status === 'rejected' || status === 'entered-in-error') return false;
  if (isObjectedTo(referral.consents, organisationOf(task.owner) ?? '', request, { patient: referral.patient, now }))
    return false;
  return !isTerminal(status) || now <= calendarDaysAfter(task.executionPeriod?.end ?? task.lastModified ?? now, 30);
};

const optionsOf = (source: PlanSource) =>
  source.referral.onward
    .map((onward) => ({ ...source, onward }))
    .filter(isShown)
    .map((one) => fieldsOf(planOptionFields, one));

/**
 * Everything that stands on the person's own page and card: no name, no reason, no need, no address. Who looks over their shoulder
 * learns where they go, and nothing of why.
 */
export const planFields = {
  reference: { why: 'to speak about it with people', of: ({ referral }) => referral.reference },
  number: {
    why: 'the number by which they may stand on a list, in place of a name',
    of: ({ referral }) => cardNumber(referral.reference),
  },
  worker: {
    ...{ why: 'a human to ask for, by their given name', words: 'arrangement' },
    of: ({ referral }) => givenNameOf(assigneeOf(referral.task)?.name),
  },
  isOver: { why: 'to know that it has ended', of: ({ referral }) => isTerminal(statusOf(referral.task)) },
  isNew: { why: 'to know that somebody has it', of: ({ referral }) => statusOf(referral.task) === 'requested' },
  options: { why: 'what, where and when', holds: planOptionFields, of: optionsOf },
} as const satisfies Record<string, Field<PlanSource, unknown>>;

export const planOf = (source: PlanSource) => fieldsOf(planFields, source);
export type Plan = ReturnType<typeof planOf>;
export type PlanOption = Plan['options'][number];
export type PlanMeeting = PlanOption['meetings'][number];

/** Until then what was said of one's own going can be said again. */
const isInTime = ({ end, start }: PlanMeeting, now: string): boolean =>
  now <= calendarDaysAfter(end ?? start, deadlines.graceDays);

const unsettled: readonly PlanMeeting['result'][] = [undefined, 'not-sure'];
/** What a group said may be wrong: the person has a word of their own (DESIGN 4), once. */
const arguable: readonly PlanMeeting['result'][] = [...unsettled, 'did-not-attend', 'not-known'];

/** Whether the person can say something of this meeting: before it that they cannot come, after it whether they went. */
export const mayAnswer = (meeting: PlanMeeting, now: string): boolean => {
  if (meeting.isOff || !isInTime(meeting, now)) return false;
  return meeting.hasBegun
    ? meeting.own === undefined && arguable.includes(meeting.result)
    : unsettled.includes(meeting.result);
};
