import type { Appointment, Task } from 'fhir/r4.js';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { workingDaysAfter } from '../calendar.ts';
import { isLeftAlone } from '../circumstance/circumstances.ts';
import { statusOf } from '../coding.ts';
import { isUnanswered, resultOf } from '../meetings/meetings.ts';
import { beforeMeeting } from '../owed/before-meeting.ts';
import { hasSpokenSince, hasTriedSince } from '../owed/follow-up.ts';
import type { Owed } from '../owed/owed-by-onward.ts';
import { coordinatorOf } from '../parties.ts';
import type { Onward, Referral } from '../referral.ts';
import { latestOf } from '../said/conversations.ts';
import { sinceOf } from '../since.ts';
import { companionMeeting, companionOnward, companionsFor, isStillWanted, unconfirmedFrom } from './companions.ts';
import { companionToRing, wouldBeThere } from './ring-companion.ts';

/** What is owed because somebody was asked to go along to a first meeting, while it is asked and after it was. */
export const owedByCompanion = (referral: Referral, task: Task, policy: Policy): Owed[] => [
  ...ringingOwed(referral, task, policy),
  ...goingAlongOwed(referral, task),
];

/** Also when the referral has ended: they may set out all the same. */
const ringingOwed = (referral: Referral, task: Task, policy: Policy): Owed[] =>
  companionToRing(referral, task)
    .slice(0, 1)
    .map(({ id = '', sent = referral.at }) => ({
      ...{ what: 'ring-companion' as const, task, since: sent },
      ahead: { at: () => wouldBeThere(task), days: policy.ringGroup },
      question: { id, asked: coordinatorOf(referral) ?? '' },
    }));

const goingAlongOwed = (referral: Referral, task: Task): Owed[] => {
  const meeting = companionMeeting(referral, task);
  const onward = companionOnward(referral, task);
  if (!meeting || !onward || isTerminal(statusOf(referral.task))) return [];
  switch (statusOf(task)) {
    case 'requested':
      return [{ what: 'answer-companion', task, since: sinceOf(task) }, ...unconfirmed(task, meeting)];
    case 'accepted':
      return [{ what: 'companion-result', task, since: meeting.end ?? meeting.start ?? sinceOf(task) }];
    case 'rejected':
    case 'cancelled':
      return saidNo(referral, task, { meeting, onward });
    case 'failed':
      return missed(referral, task, { meeting, onward });
    default:
      return [];
  }
};

/** Issue 7 item 6: 48 hours before the link worker is told; at once, where somebody is asked later than that. */
const unconfirmed = (task: Task, meeting: Appointment): Owed[] => [
  {
    ...{ what: 'find-companion', task },
    since: earliestOf([
      latestOf([unconfirmedFrom(meeting), workingDaysAfter(sinceOf(task), 0)]),
      meeting.start ?? sinceOf(task),
    ]),
  },
];

/** Whoever has to find somebody has it before they meet, on whatever day that is: who went on Saturday is of no help on Monday. */
const earliestOf = (instants: readonly string[]): string => [...instants].sort()[0] ?? '';

interface Of {
  readonly meeting: Appointment;
  readonly onward: Onward;
}

/** They cannot, or it moved, and nobody was asked since: until somebody is, or the person was spoken to. What was taken back is no no. */
const saidNo = (referral: Referral, task: Task, { meeting, onward }: Of): Owed[] => {
  const isNo = task.status === 'rejected' || isStillWanted(task);
  const isLast = companionsFor(referral, meeting).at(-1)?.id === task.id;
  const since = sinceOf(task);
  if (!isNo || !isLast || !isUnanswered(meeting) || isTerminal(statusOf(onward.task)) || isLeftAlone(referral))
    return [];
  if (hasSpokenSince(referral, onward.task, since) || hasTriedSince(referral, onward.task, since)) return [];
  const soon = workingDaysAfter(since, 1);
  const late = latestOf([unconfirmedFrom(meeting), workingDaysAfter(since, 0)]);
  return [{ what: 'find-companion', task, since: earliestOf([soon, late, beforeMeeting(since, meeting.start, 1)]) }];
};

/** Somebody may be standing where nobody came: until they are known to have been there, or were spoken to. */
const missed = (referral: Referral, task: Task, { meeting, onward }: Of): Owed[] => {
  const since = sinceOf(task);
  const isSettled =
    resultOf(meeting) === 'attended' ||
    hasSpokenSince(referral, onward.task, since) ||
    hasTriedSince(referral, onward.task, since);
  return isSettled ? [] : [{ what: 'companion-missed', task, since }];
};
