import type { Task } from 'fhir/r4.js';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import type { ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { closeOfDate, readInstant, workingDaysAfter } from '../calendar.ts';
import { cannotCome, hasPassed, reportsIn, settledAt } from '../circumstance/circumstances.ts';
import { businessStatusOf, statusOf } from '../coding.ts';
import { arrangeBy, itemsOf } from '../meetings/arrangements.ts';
import { isDisputed } from '../meetings/heard.ts';
import { firstMeeting, isUnanswered } from '../meetings/meetings.ts';
import { toRing } from '../meetings/ring-group.ts';
import { abortsInHand, coordinatorOf, wasAccepted } from '../parties.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { lastReached, lastSpokenAbout, lastToldOfSpeaking, latestOf } from '../said/conversations.ts';
import { sinceOf } from '../since.ts';
import { isByLink } from '../tasks/by-link.ts';
import { isUnderWay, isWithdrawn, servesOf } from '../tasks/delegation.ts';
import { isHeldWithParent } from '../tasks/held-with-parent.ts';
import { reviewDateOf } from '../tasks/moved-task.ts';
import { followUpSince } from './follow-up.ts';

export interface Owed {
  readonly what: ObligationCode;
  readonly task: Task;
  /** When it began; steps count from here. */
  readonly since: string;
  /** When the hub heard of it, where that was later. */
  readonly known?: string;
  /** Until when each step was said to be done, where somebody was told. */
  readonly told?: readonly string[];
  /** The first step has so many working days at most, and is done before what begins next; `at` answers undefined where it is about no meeting. */
  readonly ahead?: { readonly at: (since: string) => string | undefined; readonly days: number };
  /** The question that is owed an answer, and whom it was put to. */
  readonly question?: { readonly id: string; readonly asked: string };
}

/** A review is due on its own date: its steps count from that day's end. */
export const reviewOf = (task: Task): Owed => {
  const date = reviewDateOf(task);
  return { what: 'review', task, since: date ? closeOfDate(date) : sinceOf(task) };
};

/** What is owed for one onward request, while it goes on and after it ended. */
export const owedByOnward = (referral: Referral, onward: Onward, policy: Policy): Owed[] => {
  const ofMeetings = [...resultOwed(onward), ...followUpOwed(referral, onward)];
  const ofDoubts = [...differOwed(onward), ...ringOwed(referral, onward)];
  if (isTerminal(statusOf(onward.task))) return [...ofMeetings, ...ofDoubts];
  return [
    ...ofMeetings,
    ...ofDoubts,
    ...arrangingOwed(referral, onward, policy),
    ...nextOwed(referral, onward, ofMeetings.length > 0, policy),
  ];
};

/** Whatever ends meanwhile: a meeting that began was held or not, and somebody must say which. */
const resultOwed = ({ task, meetings }: Onward): Owed[] => {
  const open = wasAccepted(task) && task.status !== 'entered-in-error' ? meetings.find(isUnanswered) : undefined;
  return open ? [{ what: 'meeting-result', task, since: open.end ?? sinceOf(task) }] : [];
};

/** Both stand, and neither goes away by itself: DESIGN 4. */
const differOwed = ({ task, meetings }: Onward): Owed[] => {
  const open =
    task.status === 'entered-in-error'
      ? undefined
      : meetings.find((m) => m.status !== 'entered-in-error' && isDisputed(m));
  return open ? [{ what: 'results-differ', task, since: readInstant(open.meta?.lastUpdated) ?? sinceOf(task) }] : [];
};

const ringOwed = (referral: Referral, onward: Onward): Owed[] =>
  toRing(referral, onward)
    .slice(0, 1)
    .map(({ sent }) => ({ what: 'ring-group', task: onward.task, since: sent ?? referral.at }));

const followUpOwed = (referral: Referral, onward: Onward): Owed[] => {
  const since = followUpSince(referral, onward);
  return since ? [{ what: 'follow-up', task: onward.task, since }] : [];
};

/** What somebody was named for is owed before the meeting; the earliest stands for all. While it waits nobody arranges anything. */
const arrangingOwed = (referral: Referral, { task, meetings }: Onward, policy: Policy): Owed[] => {
  const goesOn = ['accepted', 'in-progress'].includes(task.status) && !isTerminal(statusOf(referral.task));
  return (goesOn ? meetings : [])
    .filter((meeting) => isUnanswered(meeting) && itemsOf(meeting).some(({ isDone }) => !isDone))
    .slice(0, 1)
    .map((meeting) => {
      const known = readInstant(meeting.meta?.lastUpdated) ?? referral.at;
      return { what: 'arrange', task, since: arrangeBy(meeting, known, policy.arrangeBefore) };
    });
};

/**
 * A meeting that is far away is a wait: somebody looks at it again as at any other (DESIGN 4), counted from when it was
 * named and each time that the person was spoken to, or tried, since. Undefined where the meeting comes first.
 */
const reviewBefore = (referral: Referral, { task, meetings }: Onward, policy: Policy): string | undefined => {
  const [next] = meetings.filter(isUnanswered);
  if (!next?.start) return undefined;
  const since = latestOf([readInstant(next.meta?.lastUpdated) ?? referral.at, lastReached(referral, task)]);
  const review = workingDaysAfter(since, policy.longestReview);
  return next.start > review ? review : undefined;
};

/**
 * A group may put its own date off again and again: whoever it keeps waiting is spoken to, or tried, as often all the same as
 * anything else that waits is looked at.
 */
const reviewOfWait = (referral: Referral, task: Task, policy: Policy): Owed => {
  const own = reviewOf(task);
  if (task.status === 'draft' || organisationOf(task.owner) === coordinatorOf(referral)) return own;
  // It waits for the referral, whose date is the coordinator's; or for the person, whom nobody is to ring.
  if (isHeldWithParent({ task }) || cannotCome(referral)) return own;
  const back = reportsIn(referral).filter(hasPassed).map(settledAt);
  const latest = workingDaysAfter(
    latestOf([sinceOf(task), lastReached(referral, task), ...back]),
    policy.longestReview,
  );
  return latest < own.since ? { ...own, since: latest } : own;
};

/** From when on it should not go on any more: the end of the referral, or the no of its owner to stopping. */
const sinceEnd = (referral: Referral, task: Task): string =>
  latestOf([
    sinceOf(referral.task),
    ...referral.aborts.filter(({ focus }) => focus?.reference === referenceTo(task)).map(sinceOf),
  ]);

/**
 * What it was asked for was taken back while something else goes on: whoever has begun is not stopped by that, and somebody asks
 * the person and the group. Undefined where it is for anything that stands, or all was taken back: then T1 is to be stopped.
 */
const sinceUnwanted = (referral: Referral, { request }: Onward): string | undefined => {
  const served = servesOf(referral, request);
  const standsElsewhere = [referral.request, ...referral.furtherNeeds].some(isUnderWay);
  if (!standsElsewhere || served.length === 0 || !served.every(isWithdrawn)) return undefined;
  return latestOf(served.map(({ meta }) => meta?.lastUpdated ?? referral.at));
};

/** How it goes on. A hold and a waiting list pause this, and nothing else: DESIGN 4. */
const nextOwed = (referral: Referral, onward: Onward, meetingsOwe: boolean, policy: Policy): Owed[] => {
  const { task } = onward;
  const status = statusOf(task);
  const since = sinceOf(task);
  if (status === 'requested') return [{ what: 'answer-request', task, since }];
  // Asked to stop: its answer is owed under the request for it.
  if (abortsInHand(referral, task).length > 0) return [];
  if (isTerminal(statusOf(referral.task))) return [{ what: 'finish-onward', task, since: sinceEnd(referral, task) }];
  const unwanted = sinceUnwanted(referral, onward);
  if (unwanted) return [{ what: 'finish-onward', task, since: latestOf([unwanted, lastSpokenAbout(referral, task)]) }];
  const waits = status === 'draft' || status === 'on-hold' || businessStatusOf(task) === 'waiting-list';
  if (waits) return [reviewOfWait(referral, task, policy)];
  const review = reviewBefore(referral, onward, policy);
  if (review) return [{ what: 'review', task, since: review }];
  if (meetingsOwe) return [];
  const first = firstMeeting(onward);
  if (!first) return [{ what: isByLink(task) ? 'agree-meeting' : 'name-meeting', task, since }];
  // Nobody is chased the day after they spoke to the person.
  const known = first.meta?.lastUpdated ?? referral.at;
  const heard = lastToldOfSpeaking(referral, task);
  return [{ what: 'finish-onward', task, since: latestOf([known, lastSpokenAbout(referral, task)]), known: heard }];
};
