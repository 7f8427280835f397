import type { Task } from 'fhir/r4.js';
import { outcomes } from '../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { Guard } from '../../contracts/lifecycle/transitions.ts';
import { systems } from '../../contracts/systems.ts';
import type { Reason, UpdateTask } from './actions.ts';
import { isWithinWorkingDays } from './calendar.ts';
import { codeIn, isAbout, kindOf, statusOf } from './coding.ts';
import { bookedMeetings, firstMeeting, isFinalResult, resultOf, signedUpBy } from './meetings.ts';
import { acceptedAbortsOn, type FoundTask, openAbortsOn, wasAccepted } from './parties.ts';
import { type Onward, type Referral, referenceTo } from './referral.ts';
import type { Refusal } from './result.ts';

export interface GuardContext {
  readonly referral: Referral;
  readonly found: FoundTask;
  readonly action: UpdateTask;
  readonly now: string;
}

/** Reasons with which the person, not an organisation, ended the work. */
const personWithdrew = ['declined-by-person', 'withdrawn-by-person', 'moved-or-died'];

/** The one outcome, from outputs of its type; several that differ, or a code that is none, say nothing. */
const outcomeOf = (outputs: Task['output']): string | undefined => {
  const ended = outputs?.filter((o) => codeIn(systems.taskOutput, o.type) === 'outcome') ?? [];
  const codes = new Set(ended.map((o) => codeIn(systems.outcome, o.valueCodeableConcept)));
  const [code] = codes;
  return codes.size === 1 && code !== undefined && Object.hasOwn(outcomes, code) ? code : undefined;
};

const hasOutput = (outputs: Task['output'], type: string): boolean =>
  outputs?.some((o) => codeIn(systems.taskOutput, o.type) === type) ?? false;

/** A talk from before the group took it on was about something else. */
const conversationAbout = (referral: Referral, task: Task): boolean =>
  referral.communications.some(
    (c) =>
      kindOf(c) === 'conversation' &&
      isAbout(c, referenceTo(task)) &&
      (c.sent ?? '') >= (task.executionPeriod?.start ?? ''),
  );

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

/** DESIGN 4, hot handover: what is missing of one onward Task that was ever accepted. */
const handoverGap = (referral: Referral, onward: Onward): string | undefined => {
  const { task } = onward;
  const gap = wasAccepted(task) ? meetingGap(onward) : undefined;
  if (gap === undefined || !isTerminal(statusOf(task))) return gap;
  if (endedBeforeMeeting(onward) && task.statusReason?.text && conversationAbout(referral, task)) return undefined;
  return `${gap}; or a recorded conversation with the person about how it ended`;
};

/** Nothing is left to do: the first meeting is known, no meeting is ahead, nobody asked to stop. */
export const isFinished = (onward: Onward, now: string, referral: Referral): boolean =>
  wasAccepted(onward.task) &&
  meetingGap(onward) === undefined &&
  !bookedMeetings(onward).some((m) => (m.start ?? '') > now) &&
  openAbortsOn(referral, onward.task).length === 0;

const refuseIf = (refused: boolean, code: Refusal['code'], diagnostics?: string): Refusal[] =>
  refused ? [{ code, ...(diagnostics ? { diagnostics } : {}) }] : [];

const closingFaults = ({ referral, found, action }: GuardContext): Refusal[] => {
  if (found.onward) return refuseIf(meetingGap(found.onward) !== undefined, 'hot-handover', meetingGap(found.onward));
  const outputs = [...(found.task.output ?? []), ...(action.outputs ?? [])];
  const outcome = outcomeOf(outputs);
  return [
    ...referral.onward
      .map((o) => handoverGap(referral, o))
      .filter((gap) => gap !== undefined)
      .map((diagnostics): Refusal => ({ code: 'hot-handover', diagnostics })),
    ...refuseIf(outcome === 'connected-and-attended' && !referral.onward.some(somebodyCame), 'outcome-untrue'),
    ...refuseIf(outcome === 'advice-only' && referral.onward.some((o) => wasAccepted(o.task)), 'advice-only'),
    ...refuseIf(outcome === 'no-service-available' && !hasOutput(outputs, 'unmet-need'), 'need-missing'),
  ];
};

const somebodyCame = (onward: Onward): boolean => onward.meetings.some((m) => m.status === 'fulfilled');

const somethingHappened = (referral: Referral, { task, level, onward }: FoundTask): boolean => {
  const meetings = level === 'referral' ? referral.onward.flatMap((o) => o.meetings) : (onward?.meetings ?? []);
  const held = meetings.some((m) => m.status === 'fulfilled' || m.status === 'noshow');
  const spoken = referral.communications.some(
    (c) => kindOf(c) === 'conversation' && (level === 'referral' || isAbout(c, referenceTo(task))),
  );
  return held || spoken;
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
      action.reviewDate === undefined || !isWithinWorkingDays(action.reviewDate, now, deadlines.longestReview),
      'review-date-missing',
    ),
  output: ({ found, action }) => {
    const outputs = [...(found.task.output ?? []), ...(action.outputs ?? [])];
    if (outputs.length === 0) return [{ code: 'output-missing', expression: 'Task.output' }];
    const lacksOutcome = found.level === 'referral' && outcomeOf(outputs) === undefined;
    return refuseIf(lacksOutcome, 'output-missing', 'one output of type outcome with a known code is needed');
  },
  'onward-ended': ({ referral, now }) =>
    referral.onward
      .filter((o) => !isTerminal(statusOf(o.task)) && !isFinished(o, now, referral))
      .map((o): Refusal => ({ code: 'onward-open', diagnostics: `${referenceTo(o.task)} is ${o.task.status}` })),
  'hot-handover': closingFaults,
  'no-open-abort': ({ referral, found }) => refuseIf(openAbortsOn(referral, found.task).length > 0, 'abort-open'),
  'no-future-meeting': ({ found, now }) =>
    refuseIf(
      found.onward !== undefined && bookedMeetings(found.onward).some((m) => (m.start ?? '') > now),
      'meeting-ahead',
    ),
  'abort-accepted-or-withdrawn': ({ referral, found, action }) =>
    refuseIf(
      acceptedAbortsOn(referral, found.task).length === 0 && !personWithdrew.includes(action.reason?.code ?? ''),
      'abort-not-accepted',
    ),
  'nothing-happened': ({ referral, found }) => refuseIf(somethingHappened(referral, found), 'already-happened'),
};
