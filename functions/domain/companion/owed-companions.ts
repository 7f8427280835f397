import type { Appointment, Task } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { workingDaysAfter } from '../calendar.ts';
import { codeIn, statusOf } from '../coding.ts';
import { isUnanswered, resultOf } from '../meetings/meetings.ts';
import { hasSpokenSince, hasTriedSince } from '../owed/follow-up.ts';
import type { Owed } from '../owed/owed-by-onward.ts';
import type { Onward, Referral } from '../referral.ts';
import { latestOf } from '../said/conversations.ts';
import { sinceOf } from '../since.ts';
import { companionMeeting, companionOnward, companionsFor, unconfirmedFrom } from './companions.ts';

/** What is owed because somebody was asked to go along to a first meeting, while it is asked and after it was. */
export const owedByCompanion = (referral: Referral, task: Task): Owed[] => {
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
  { what: 'find-companion', task, since: latestOf([unconfirmedFrom(meeting), workingDaysAfter(sinceOf(task), 0)]) },
];

interface Of {
  readonly meeting: Appointment;
  readonly onward: Onward;
}

/** They cannot, and nobody was asked since: until somebody is, or the person was spoken to. What the coordinator or the hub took back is no no. */
const saidNo = (referral: Referral, task: Task, { meeting, onward }: Of): Owed[] => {
  // Withdrawn because the day was moved: their yes was for another one, and the person still counts on somebody.
  const isMoved = task.status === 'cancelled' && meeting.start !== task.restriction?.period?.start;
  const hasSaidNo =
    task.status === 'rejected' || codeIn(systems.statusReason, task.statusReason) === 'companion-cannot';
  const isNo = hasSaidNo || isMoved;
  const isLast = companionsFor(referral, meeting).at(-1)?.id === task.id;
  const since = sinceOf(task);
  if (!isNo || !isLast || !isUnanswered(meeting) || isTerminal(statusOf(onward.task))) return [];
  if (hasSpokenSince(referral, onward.task, since) || hasTriedSince(referral, onward.task, since)) return [];
  const soon = workingDaysAfter(since, 1);
  const late = latestOf([unconfirmedFrom(meeting), workingDaysAfter(since, 0)]);
  return [{ what: 'find-companion', task, since: soon < late ? soon : late }];
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
