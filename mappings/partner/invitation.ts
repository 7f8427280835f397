import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { invitationStatuses, resultWords } from '../../contracts/partner-api/words.ts';
import { calendarDaysAfter } from '../../functions/domain/calendar.ts';
import { statusOf } from '../../functions/domain/coding.ts';
import { meetingResult } from '../../functions/domain/meetings.ts';
import { openAbortsOn, wasAccepted } from '../../functions/domain/parties.ts';
import { type Onward, organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { type Field, type Shown, view } from './field.ts';
import { meetingView } from './meeting.ts';
import { personFor } from './person.ts';

type VisibleStatus = keyof typeof invitationStatuses;

const visibleStatus = ({ task }: Onward): VisibleStatus | undefined => {
  const status = statusOf(task);
  return status === 'draft' || status === 'entered-in-error' ? undefined : status;
};

/** The onward requests that this organisation owns and may know of: no draft, and nothing that was recalled as an error. */
export const invitationsOf = (referral: Referral, organisation: string): Onward[] =>
  referral.onward.filter((o) => organisationOf(o.task.owner) === organisation && visibleStatus(o) !== undefined);

/** While there is something to do for the person, or to correct: standards.md 12.6, grace period. */
const concernsPerson = ({ onward, now }: Shown): boolean => {
  const { task } = onward;
  if (!isTerminal(statusOf(task))) return true;
  return wasAccepted(task) && now <= calendarDaysAfter(task.executionPeriod?.end ?? now, deadlines.graceDays);
};

const resultWord = ({ onward }: Shown): Invitation['firstMeeting'] => {
  const result = meetingResult(onward.task);
  return result && resultWords[result];
};

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
    of: ({ onward }) => invitationStatuses[visibleStatus(onward) ?? 'requested'],
  },
  askedToStop: {
    why: 'so that contact ends when it should',
    of: ({ referral, onward }) => openAbortsOn(referral, onward.task).length > 0,
  },
  person: {
    why: 'to receive the person',
    of: (shown) => (concernsPerson(shown) ? personFor(shown) : undefined),
  },
  meetings: {
    why: 'to be there, and to say who came',
    of: ({ onward }) => onward.meetings.filter((m) => m.status !== 'entered-in-error').map(meetingView),
  },
  firstMeeting: { why: 'to see what was said', of: resultWord },
} as const satisfies Record<keyof Invitation, Field<Shown, unknown>>;

export const invitationView = (shown: Shown): Invitation => view(invitationFields, shown);
