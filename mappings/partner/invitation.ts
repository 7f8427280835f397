import type { Annotation } from 'fhir/r4.js';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { obligationKinds } from '../../contracts/lifecycle/obligations.ts';
import { conditions } from '../../contracts/lifecycle/risk-settings.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { invitationStatuses, resultWords } from '../../contracts/partner-api/words.ts';
import { calendarDaysAfter } from '../../functions/domain/calendar.ts';
import { cannotCome, standingIn } from '../../functions/domain/circumstance/circumstances.ts';
import { statusOf } from '../../functions/domain/coding.ts';
import { given, unlessEmpty } from '../../functions/domain/given.ts';
import { meetingResult } from '../../functions/domain/meetings/meetings.ts';
import { owedByOwner } from '../../functions/domain/owed/reminders.ts';
import { openAbortsOn, wasAccepted } from '../../functions/domain/parties.ts';
import { isObjectedTo } from '../../functions/domain/permission/permission.ts';
import { type Onward, organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { senderOf } from '../../functions/domain/said/correspondence.ts';
import { wasSent } from '../../functions/domain/tasks/never-sent.ts';
import { consideredOf } from '../../functions/domain/tasks/risks-considered.ts';
import { waitingOf } from '../../functions/domain/tasks/waiting.ts';
import { callFields, ownCalls } from './call.ts';
import { type Field, fieldsOf, type InvitationSource } from './field.ts';
import { meetingFields, meetingView } from './meeting.ts';
import { personFields, personFor } from './person.ts';

type VisibleStatus = keyof typeof invitationStatuses;

/** What was recalled reads as withdrawn: what only vanished would be kept for the day of the meeting. */
const visibleStatus = ({ task }: Onward): VisibleStatus | undefined => {
  const status = statusOf(task);
  if (status === 'draft' || !wasSent(task)) return undefined;
  return status === 'entered-in-error' ? 'cancelled' : status;
};

/** A group's word for where an invitation stands. */
export const invitationStatusOf = (onward: Onward): Invitation['status'] =>
  invitationStatuses[visibleStatus(onward) ?? 'requested'];

/** The onward requests that this organisation owns and may know of: no draft. */
export const invitationsOf = (referral: Referral, organisation: string): Onward[] =>
  referral.onward.filter((o) => organisationOf(o.task.owner) === organisation && visibleStatus(o) !== undefined);

/** Made in error, often for somebody else: whoever was asked has no more business with this person. Row 16. */
const wasRecalled = ({ referral, onward }: InvitationSource): boolean =>
  [referral.task, onward.task].some(({ status }) => status === 'entered-in-error');

/** The person objects to this organisation by now, whatever it has done so far. */
export const isObjected = ({ referral, onward, now }: Omit<InvitationSource, 'tier'>): boolean =>
  isObjectedTo(referral.consents, organisationOf(onward.task.owner) ?? '', onward.request, { ...referral, now });

/** Nothing was begun, or nothing is left, and the person objects: this group need not know who it was. */
export const isWithheld = (shown: Omit<InvitationSource, 'tier'>): boolean => {
  const { status } = shown.onward.task;
  return status !== 'in-progress' && status !== 'on-hold' && isObjected(shown);
};

/**
 * While there is something to do for the person, or to correct: standards.md 12.6, grace period. Of a request that was recalled,
 * or to which the person objects, only who had begun still sees somebody, until it has answered the request to stop: it must
 * know whom to stop contacting.
 */
const concernsPerson = (shown: InvitationSource): boolean => {
  const { referral, onward, now } = shown;
  const { task } = onward;
  if (isWithheld(shown)) return false;
  if (wasRecalled(shown) || isObjected(shown)) return openAbortsOn(referral, task).length > 0;
  if (!isTerminal(statusOf(task))) return true;
  return wasAccepted(task) && now <= calendarDaysAfter(task.executionPeriod?.end ?? now, deadlines.graceDays);
};

/** To stop, a name is enough. */
const lowered = (shown: InvitationSource): InvitationSource =>
  wasRecalled(shown) || isObjected(shown) ? { ...shown, tier: 'name-only' } : shown;

const resultWord = ({ onward }: InvitationSource): Invitation['firstMeeting'] => {
  const result = meetingResult(onward.task);
  return result && resultWords[result];
};

const dueNext = ({ referral, onward, now }: InvitationSource): Invitation['due'] => {
  const owed = owedByOwner(referral, onward, now);
  return owed && fieldsOf(dueFields, owed);
};
const dueFields = {
  what: { why: 'to know what to do', of: ({ what }) => obligationKinds[what].says },
  by: { why: 'to do it in time', of: ({ by }) => by },
  overdue: { why: 'to see that the time has passed', of: ({ overdue }) => overdue },
} as const satisfies Record<
  keyof NonNullable<Invitation['due']>,
  Field<NonNullable<ReturnType<typeof owedByOwner>>, unknown>
>;

const waitingView = ({ task }: Onward): Invitation['waiting'] => {
  const waits = waitingOf(task);
  return waits && { since: waits.since, ...given({ place: waits.place, lookAgain: waits.review }) };
};

/** Only its own: no free text of the coordinator ever reaches a partner (DESIGN 4). */
const ownNotes = (shown: InvitationSource): Invitation['notes'] => {
  const { note = [], owner, requester } = shown.onward.task;
  const own = note.filter((n) => n.authorReference?.reference === owner?.reference);
  const isPartner = owner?.reference !== requester?.reference;
  if (own.length === 0 || !isPartner || !concernsPerson(shown)) return undefined;
  return own.map((one) => fieldsOf(noteFields, one));
};
const noteFields = {
  text: { why: 'to see what it wrote itself', words: 'own', of: ({ text }) => text },
  at: { why: 'to see when', of: ({ time = '' }) => time },
} as const satisfies Record<'text' | 'at', Field<Annotation, unknown>>;

/** Everything that leaves the hub for a partner, and why. */
export const invitationFields = {
  id: { why: 'to name the invitation in later requests', of: ({ onward }) => onward.task.id ?? '' },
  reference: {
    why: 'to speak about it with people, on paper or by telephone',
    of: ({ referral }) => referral.reference,
  },
  version: { why: 'to notice that it has changed', of: ({ onward }) => Number(onward.task.meta?.versionId ?? 0) },
  status: {
    why: 'to see what is to be done',
    of: ({ onward }) => invitationStatusOf(onward),
  },
  askedToStop: {
    why: 'so that contact ends when it should',
    of: ({ referral, onward }) => openAbortsOn(referral, onward.task).length > 0,
  },
  cannotComeNow: {
    why: 'so that nobody waits for the person or rings them; why is not theirs to know',
    of: (shown) => (concernsPerson(shown) && cannotCome(shown.referral) ? (true as const) : undefined),
  },
  permissionWithdrawn: {
    why: 'so that it destroys what it holds of the person',
    of: (shown) => (isObjected(shown) ? (true as const) : undefined),
  },
  conditions: {
    why: 'to know what to do so that it is safe; what the risk is, it is not told',
    of: (shown) =>
      concernsPerson(shown)
        ? unlessEmpty((consideredOf(shown.onward.task)?.conditions ?? []).map((code) => conditions[code]))
        : undefined,
  },
  reported: {
    why: 'to see what it said itself',
    of: ({ referral, onward }) => {
      const owner = organisationOf(onward.task.owner);
      const own = standingIn(referral).filter((r) => owner !== undefined && senderOf(r.communication) === owner);
      return unlessEmpty([...new Set(own.map(({ circumstance }) => circumstance))]);
    },
  },
  calls: {
    ...{ why: 'to know who reads that the person is not well, by when', holds: callFields },
    of: ownCalls,
  },
  person: {
    ...{ why: 'to receive the person', holds: personFields },
    of: (shown) => (concernsPerson(shown) ? personFor(lowered(shown)) : undefined),
  },
  meetings: {
    ...{ why: 'to be there, and to say who came', holds: meetingFields },
    of: ({ onward }) => onward.meetings.filter((m) => m.status !== 'entered-in-error').map(meetingView),
  },
  waiting: { why: 'to know who is next', of: ({ onward }) => waitingView(onward) },
  firstMeeting: { why: 'to see what was said', of: resultWord },
  notes: { why: 'to see what it wrote itself', holds: noteFields, of: ownNotes },
  due: { why: 'so that nothing is forgotten: here it is reminded', holds: dueFields, of: dueNext },
} as const satisfies Record<keyof Invitation, Field<InvitationSource, unknown>>;

export const invitationView = (shown: InvitationSource): Invitation => fieldsOf(invitationFields, shown);
