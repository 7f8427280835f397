import type { Task } from 'fhir/r4.js';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import type { StatusReason } from '../../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import type { Guard } from '../../../contracts/lifecycle/transitions.ts';
import { isWithinWorkingDays } from '../calendar.ts';
import { isGone } from '../circumstance/circumstances.ts';
import { isAbout, kindOf, statusOf } from '../coding.ts';
import { companionMeeting } from '../companion/companions.ts';
import type { Reason, UpdateTask } from '../decide/actions.ts';
import {
  bookedMeetings,
  firstMeeting,
  isFinalResult,
  isKnown,
  isUnanswered,
  resultOf,
  signedUpBy,
} from '../meetings/meetings.ts';
import { followUpSince } from '../owed/follow-up.ts';
import { ranOut } from '../owed/obligations.ts';
import { abortsInHand, acceptedAbortsOn, type FoundTask, openAbortsOn, wasAccepted } from '../parties.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { heldIn } from '../said/conversations.ts';
import { isKnownToThem, messagesToPerson } from '../to-person/messages.ts';
import { outcomeOf } from './ended-as.ts';
import { reconsidered } from './moved-task.ts';
import { sendingFaults } from './onward-faults.ts';

export interface GuardContext {
  readonly referral: Referral;
  readonly found: FoundTask;
  readonly action: UpdateTask;
  readonly now: string;
}

/** Reasons with which the person, not an organisation, ended the work. */
const personWithdrew: readonly (string | undefined)[] = [
  'declined-by-person',
  'withdrawn-by-person',
  'moved-or-died',
] satisfies StatusReason[];

/** A talk from before the group took it on was about something else. */
const conversationAbout = (referral: Referral, task: Task): boolean =>
  heldIn(referral).some((c) => isAbout(c, referenceTo(task)) && (c.sent ?? '') >= (task.executionPeriod?.start ?? ''));

/** A meeting that began before the end was held or not, and somebody must say which. */
const endedBeforeMeeting = ({ task, meetings }: Onward): boolean =>
  !meetings.some((m) => m.status !== 'cancelled' && (m.start ?? '') < (task.executionPeriod?.end ?? ''));

/** What is missing of a first meeting: that it was named, who signed the person up, its own result. */
const meetingGap = (onward: Onward): string | undefined => {
  const meeting = firstMeeting(onward);
  const missing = [
    meeting ? undefined : 'a named first meeting',
    meeting && !signedUpBy(meeting) ? 'who signed the person up' : undefined,
    meeting && isFinalResult(resultOf(meeting)) ? undefined : 'the result of the first meeting',
  ].filter((part) => part !== undefined);
  return missing.length > 0 ? `${referenceTo(onward.task)} lacks ${missing.join(', ')}` : undefined;
};

const followUpGap = (referral: Referral, onward: Onward): string | undefined =>
  followUpSince(referral, onward) === undefined
    ? undefined
    : `${referenceTo(onward.task)} lacks a conversation with the person since the meeting that they could not come to, or ${deadlines.contactAttempts} tries to reach them on different days and at different times of day that count`;

/** DESIGN 4, hot handover: what is missing of one onward Task that was ever accepted. */
const handoverGap = (referral: Referral, onward: Onward): string | undefined => {
  const { task } = onward;
  if (!wasAccepted(task)) return undefined;
  const gap = meetingGap(onward);
  if (gap === undefined) return followUpGap(referral, onward);
  if (!isTerminal(statusOf(task))) return gap;
  // There is nobody to speak to.
  if (isGone(referral)) return undefined;
  if (endedBeforeMeeting(onward) && task.statusReason?.text && conversationAbout(referral, task)) return undefined;
  return `${gap}; or a recorded conversation with the person about how it ended`;
};

/** Nothing is left to do: the first meeting is known, none is ahead or unanswered, no request to stop waits for its answer. */
const isFinished = (onward: Onward, referral: Referral): boolean =>
  wasAccepted(onward.task) &&
  meetingGap(onward) === undefined &&
  !onward.meetings.some(isUnanswered) &&
  openAbortsOn(referral, onward.task).length === 0;

const refuseIf = (refused: boolean, code: Refusal['code'], diagnostics?: string): Refusal[] =>
  refused ? [{ code, ...(diagnostics ? { diagnostics } : {}) }] : [];

const closingFaults = ({ referral, found, action }: GuardContext): Refusal[] => {
  if (found.onward) return refuseIf(meetingGap(found.onward) !== undefined, 'hot-handover', meetingGap(found.onward));
  // As it would be closed: about somebody who has moved away or died there is no follow-up.
  const output = [...(found.task.output ?? []), ...(action.outputs ?? [])];
  const closed: Referral = { ...referral, task: { ...found.task, output } };
  return referral.onward
    .map((o) => handoverGap(closed, o))
    .filter((gap) => gap !== undefined)
    .map((diagnostics): Refusal => ({ code: 'hot-handover', diagnostics }));
};

const somethingHappened = (referral: Referral, { task, level, onward }: FoundTask): boolean => {
  const meetings = level === 'referral' ? referral.onward.flatMap((o) => o.meetings) : (onward?.meetings ?? []);
  // That somebody could not come was said by them: they know of it, and it is followed up.
  const held = meetings.some((m) => isKnown(resultOf(m)));
  // Somebody who was rung about it knows of it, whether or not they were reached.
  const tried = referral.communications.filter((c) => kindOf(c) === 'contact-attempt');
  // So does whoever was written to: then it is called off, and they are told.
  const told = messagesToPerson(referral).some(
    (one) => isKnownToThem(referral, one) && meetings.some(({ id }) => id === one.meeting?.id),
  );
  return (
    held || told || [...heldIn(referral), ...tried].some((c) => level === 'referral' || isAbout(c, referenceTo(task)))
  );
};

export const reasonFaults = (reason: Reason | undefined, expression: string): Refusal[] => {
  const length = reason?.text.trim().length ?? 0;
  return length === 0 || length > 500 ? [{ code: 'reason-missing', expression }] : [];
};

/** Each guard of the transition table: what refuses, or nothing. Total: a new guard does not compile without its rule. */
export const guardFaults: Record<Guard, (context: GuardContext) => Refusal[]> = {
  reason: ({ action }) => reasonFaults(action.reason, 'Task.statusReason.text'),
  'review-date': ({ action, now }) =>
    refuseIf(
      action.reviewDate === undefined || !isWithinWorkingDays(action.reviewDate, now, thisPolicy.longestReview),
      'review-date-missing',
    ),
  'ready-to-send': ({ referral, found, action, now }) =>
    found.onward
      ? sendingFaults(
          referral,
          { ...found.onward, task: reconsidered(found.onward.task, action, now) },
          { ...action.owner, consents: referral.consents, now },
        )
      : [],
  output: ({ found, action }) => {
    const outputs = [...(found.task.output ?? []), ...(action.outputs ?? [])];
    if (outputs.length === 0) return [{ code: 'output-missing', expression: 'Task.output' }];
    const lacksOutcome = found.level === 'referral' && outcomeOf(outputs) === undefined;
    return refuseIf(lacksOutcome, 'output-missing', 'one output of type outcome with a known code is needed');
  },
  'onward-ended': ({ referral }) =>
    referral.onward
      .filter((o) => !isTerminal(statusOf(o.task)) && !isFinished(o, referral))
      .map((o): Refusal => ({ code: 'onward-open', diagnostics: `${referenceTo(o.task)} is ${o.task.status}` })),
  'hot-handover': closingFaults,
  'no-future-meeting': ({ found, now }) =>
    refuseIf(
      found.onward !== undefined && bookedMeetings(found.onward).some((m) => (m.start ?? '') > now),
      'meeting-ahead',
    ),
  'abort-accepted-or-withdrawn': ({ referral, found, action }) =>
    refuseIf(
      acceptedAbortsOn(referral, found.task).length === 0 && !personWithdrew.includes(action.reason?.code),
      'abort-not-accepted',
    ),
  'abort-unanswered': ({ referral, found, now }) =>
    refuseIf(
      // One that agreed to stop and never does holds nothing open either.
      !abortsInHand(referral, found.task).some((abort) => ranOut(referral, 'answer-abort', abort, now)),
      'abort-not-accepted',
      'its owner is asked to stop first, and has until the last deadline of that request to answer, and to stop',
    ),
  'meeting-begun': ({ referral, found, now }) =>
    refuseIf((companionMeeting(referral, found.task)?.start ?? '~') > now, 'not-yet'),
  'nothing-happened': ({ referral, found }) => refuseIf(somethingHappened(referral, found), 'already-happened'),
};
