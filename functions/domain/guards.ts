import type { Task } from 'fhir/r4.js';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { Guard } from '../../contracts/lifecycle/transitions.ts';
import { systems } from '../../contracts/systems.ts';
import type { UpdateTask } from './actions.ts';
import { isWithinWorkingDays } from './calendar.ts';
import { codeIn, isAbout, kindOf, statusOf } from './coding.ts';
import { bookedMeetings, firstMeeting, isFinalResult, meetingResult, signedUpBy } from './meetings.ts';
import { acceptedAbortsOn, type FoundTask, openAbortsOn, wasAccepted } from './parties.ts';
import { type Onward, type Referral, referenceTo } from './referral.ts';
import type { Refusal } from './result.ts';

interface GuardContext {
  readonly referral: Referral;
  readonly found: FoundTask;
  readonly action: UpdateTask;
  readonly now: string;
}

/** Reasons with which the person, not an organisation, ended the work. */
const personWithdrew = ['declined-by-person', 'withdrawn-by-person', 'moved-or-died'];

const outcomeOf = (outputs: Task['output']): string | undefined =>
  outputs?.map((o) => codeIn(systems.outcome, o.valueCodeableConcept)).find((code) => code !== undefined);

const hasOutput = (outputs: Task['output'], type: string): boolean =>
  outputs?.some((o) => codeIn(systems.taskOutput, o.type) === type) ?? false;

const conversationAbout = (referral: Referral, task: Task): boolean =>
  referral.communications.some((c) => kindOf(c) === 'conversation' && isAbout(c, referenceTo(task)));

/** DESIGN 4, hot handover: what is missing of one onward Task that was ever accepted. */
const handoverGap = (referral: Referral, { task, ...rest }: Onward): string | undefined => {
  if (!wasAccepted(task)) return undefined;
  const meeting = firstMeeting({ task, ...rest });
  const result = meetingResult(task);
  if (meeting && signedUpBy(meeting) && isFinalResult(result)) return undefined;
  const endedBefore = isTerminal(statusOf(task)) && !isFinalResult(result);
  if (endedBefore && task.statusReason?.text && conversationAbout(referral, task)) return undefined;
  const missing = endedBefore
    ? 'a recorded conversation with the person about how it ended'
    : [
        meeting ? undefined : 'a named first meeting',
        meeting && !signedUpBy(meeting) ? 'who signed the person up' : undefined,
        isFinalResult(result) ? undefined : 'the result of the first meeting',
      ]
        .filter((part) => part !== undefined)
        .join(', ');
  return `${referenceTo(task)} lacks ${missing}`;
};

/** Nothing is left to do: the result of the first meeting is known, no meeting is ahead, nobody asked to stop. */
export const isFinished = (onward: Onward, now: string, referral: Referral): boolean =>
  wasAccepted(onward.task) &&
  isFinalResult(meetingResult(onward.task)) &&
  !bookedMeetings(onward).some((m) => (m.start ?? '') > now) &&
  openAbortsOn(referral, onward.task).length === 0;

const refuseIf = (refused: boolean, code: Refusal['code'], diagnostics?: string): Refusal[] =>
  refused ? [{ code, ...(diagnostics ? { diagnostics } : {}) }] : [];

const closingFaults = ({ referral, found, action }: GuardContext): Refusal[] => {
  const outputs = [...(found.task.output ?? []), ...(action.outputs ?? [])];
  const outcome = outcomeOf(outputs);
  return [
    ...referral.onward
      .map((o) => handoverGap(referral, o))
      .filter((gap) => gap !== undefined)
      .map((diagnostics): Refusal => ({ code: 'hot-handover', diagnostics })),
    ...refuseIf(outcome === 'advice-only' && referral.onward.some((o) => wasAccepted(o.task)), 'advice-only'),
    ...refuseIf(outcome === 'no-service-available' && !hasOutput(outputs, 'unmet-need'), 'need-missing'),
  ];
};

const somethingHappened = (referral: Referral, { task, level, onward }: FoundTask): boolean => {
  const meetings = level === 'referral' ? referral.onward.flatMap((o) => o.meetings) : (onward?.meetings ?? []);
  const held = meetings.some((m) => m.status === 'fulfilled' || m.status === 'noshow');
  const spoken = referral.communications.some(
    (c) => kindOf(c) === 'conversation' && (level === 'referral' || isAbout(c, referenceTo(task))),
  );
  return held || spoken;
};

/** Each guard of the transition table: what refuses, or nothing. Total: a new guard does not compile without its rule. */
export const guardFaults: Record<Guard, (context: GuardContext) => Refusal[]> = {
  reason: ({ action }) => {
    const length = action.reason?.text.trim().length ?? 0;
    return length === 0 || length > 500 ? [{ code: 'reason-missing', expression: 'Task.statusReason.text' }] : [];
  },
  'review-date': ({ action, now }) =>
    refuseIf(
      action.reviewDate === undefined || !isWithinWorkingDays(action.reviewDate, now, deadlines.longestReview),
      'review-date-missing',
    ),
  output: ({ found, action }) => {
    const outputs = [...(found.task.output ?? []), ...(action.outputs ?? [])];
    if (outputs.length === 0) return [{ code: 'output-missing', expression: 'Task.output' }];
    const lacksOutcome = found.level === 'referral' && outcomeOf(outputs) === undefined;
    return refuseIf(lacksOutcome, 'output-missing', 'an output of type outcome with a coded outcome is needed');
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
