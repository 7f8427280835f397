import type { Task } from 'fhir/r4.js';
import type { ObligationCode } from '../../contracts/lifecycle/obligations.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../contracts/systems.ts';
import { endOf } from './calendar.ts';
import { businessStatusOf, isAbout, kindOf, statusOf } from './coding.ts';
import { firstMeeting, isUnanswered, resultOf } from './meetings.ts';
import { abortsInHand, wasAccepted } from './parties.ts';
import { type Onward, type Referral, referenceTo } from './referral.ts';
import { sinceOf } from './since.ts';

export interface Owed {
  readonly what: ObligationCode;
  readonly task: Task;
  /** When it began; steps count from here. */
  readonly since: string;
}

/** A review is due on its own date: its steps count from that day's end. */
export const reviewFrom = (task: Task): string => {
  const date = task.extension?.find((e) => e.url === extensions.reviewDate)?.valueDate;
  return date ? endOf(date) : sinceOf(task);
};

/** Whether somebody spoke to the person, about this or about the whole, at or after that instant. */
export const hasSpokenSince = (referral: Referral, task: Task, since: string): boolean =>
  referral.communications
    .filter((c) => kindOf(c) === 'conversation' && (c.sent ?? '') >= since)
    .some((c) => isAbout(c, referenceTo(task)) || isAbout(c, referenceTo(referral.task)));

/** What is owed for one onward request, while it goes on and after it ended. */
export const owedByOnward = (referral: Referral, onward: Onward): Owed[] => {
  const { task } = onward;
  const status = statusOf(task);
  const since = sinceOf(task);
  if (isTerminal(status)) return owedAfterEnd(referral, onward);
  if (status === 'requested') return [{ what: 'answer-request', task, since }];
  // Asked to stop: its answer is owed under the request for it.
  if (isTerminal(statusOf(referral.task)))
    return abortsInHand(referral, task).length > 0 ? [] : [{ what: 'finish-onward', task, since }];
  if (status === 'draft' || status === 'on-hold') return [{ what: 'review', task, since: reviewFrom(task) }];
  const open = onward.meetings.find(isUnanswered);
  if (open) return [{ what: 'meeting-result', task, since: open.end ?? since }];
  if (businessStatusOf(task) === 'waiting-list') return [{ what: 'review', task, since: reviewFrom(task) }];
  return owedAfterMeeting(referral, onward);
};

const owedAfterMeeting = (referral: Referral, onward: Onward): Owed[] => {
  const { task } = onward;
  const first = firstMeeting(onward);
  if (!first) return [{ what: 'name-meeting', task, since: sinceOf(task) }];
  const result = resultOf(first);
  const since = first.meta?.lastUpdated ?? referral.at;
  const settled = result === undefined || result === 'attended' || hasSpokenSince(referral, task, since);
  return [{ what: settled ? 'finish-onward' : 'follow-up', task, since }];
};

/** DESIGN 4: a later correction reopens the follow-up, never the referral. */
const owedAfterEnd = (referral: Referral, onward: Onward): Owed[] => {
  const { task } = onward;
  const first = firstMeeting(onward);
  const result = first && resultOf(first);
  const ended =
    [task, referral.task]
      .map((t) => t.executionPeriod?.end ?? '')
      .sort()
      .at(-1) ?? '';
  const since = first?.meta?.lastUpdated ?? '';
  const reopened = wasAccepted(task) && result !== undefined && result !== 'attended' && since > ended;
  return reopened && !hasSpokenSince(referral, task, since) ? [{ what: 'follow-up', task, since }] : [];
};
