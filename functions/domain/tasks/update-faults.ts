import type { StatusReason } from '../../../contracts/lifecycle/codes.ts';
import { companionReasons } from '../../../contracts/lifecycle/companions.ts';
import { isShownOnline } from '../../../contracts/lifecycle/online.ts';
import { isTerminal, mayStandWith } from '../../../contracts/lifecycle/statuses.ts';
import type { TaskParty } from '../../../contracts/lifecycle/transitions.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, isOutput } from '../coding.ts';
import { ratingFaults } from '../meetings/programme.ts';
import { abortsInHand, type FoundTask } from '../parties.ts';
import type { Refusal } from '../result.ts';
import { segmentFaults } from '../segments.ts';
import { noteFaults } from '../text-limits.ts';
import { outcomeOf } from './ended-as.ts';
import type { GuardContext } from './guards.ts';
import { unkeptDate } from './moved-task.ts';

const pairFaults = ({ referral, found, action }: GuardContext): Refusal[] => {
  const { businessStatus, to } = action;
  const illegal = (diagnostics: string): Refusal[] => [
    { code: 'illegal-pair', expression: 'Task.businessStatus', diagnostics },
  ];
  if (businessStatus === undefined) return [];
  if (!mayStandWith(businessStatus, to)) return illegal(`${businessStatus} with ${to}`);
  // Row 15: that somebody asked to stop follows from their asking; it is no claim of the owner.
  const claimed = businessStatus === 'cancellation-requested' && abortsInHand(referral, found.task).length === 0;
  return claimed ? illegal('nobody asked to stop this Task') : [];
};

const askedToStop: StatusReason = 'asked-to-stop';

/** Nor is the reason that says so. */
const unaskedStop = ({ referral, found, action }: GuardContext): Refusal[] =>
  action.reason?.code === askedToStop && abortsInHand(referral, found.task).length === 0
    ? [{ code: 'abort-not-accepted', expression: 'Task.statusReason', diagnostics: 'nobody asked to stop this Task' }]
    : [];

/** Why a companion does not go along is a code of its own: what became known of the person is said of the person. */
const companionFaults = ({ found, action }: GuardContext): Refusal[] => {
  const code = action.reason?.code;
  return found.level === 'companion' && code !== undefined && !Object.hasOwn(companionReasons, code)
    ? [{ code: 'unknown-code', expression: 'Task.statusReason', diagnostics: Object.keys(companionReasons).join(', ') }]
    : [];
};

/** A result is recorded on its meeting, where its own rules hold (two chases before `not-known`), never as a bare output. */
const outputFaults = ({ action }: GuardContext): Refusal[] =>
  action.outputs?.some((o) => isOutput(o, 'first-meeting-result'))
    ? [{ code: 'invalid-input', expression: 'Task.output', diagnostics: 'a result is recorded on the meeting' }]
    : [];

/** How it ended is said when it ends, once, and corrected afterwards: said before, it could not be taken back (12.9). */
const outcomeFaults = ({ found, action }: GuardContext): Refusal[] => {
  const said = found.level === 'referral' ? (action.outputs ?? []).filter((o) => isOutput(o, 'outcome')) : [];
  const fault = (code: Refusal['code'], diagnostics: string): Refusal[] => [
    { code, expression: 'Task.output', diagnostics },
  ];
  if (said.length === 0) return [];
  if (!isTerminal(action.to)) return fault('invalid-input', 'an outcome comes with the move that ends the Task');
  if (said.length > 1) return fault('invalid-input', 'one outcome at a time: the newest corrects what was said before');
  return outcomeOf(said) === undefined ? fault('unknown-code', systems.outcome) : [];
};

/** What nobody understands would be taken for nothing said. */
const onlineFaults = ({ found, action }: GuardContext): Refusal[] =>
  found.level === 'referral' &&
  (action.outputs ?? []).some(
    (o) => isOutput(o, 'shown-online') && !isShownOnline(codeIn(systems.shownOnline, o.valueCodeableConcept)),
  )
    ? [{ code: 'unknown-code', expression: 'Task.output', diagnostics: systems.shownOnline }]
    : [];

/** A draft is its author's: nobody else has seen it yet. */
export const ownsNow = ({ task }: FoundTask, parties: readonly TaskParty[]): boolean =>
  parties.includes(task.status === 'draft' ? 'requester' : 'owner');

/** 12.1, 12.7: outputs and notes are the owner's; the coordinator may also say what came of a request of its own. */
const addedFaults = ({ found, action }: GuardContext, parties: readonly TaskParty[]): Refusal[] => {
  const owns = ownsNow(found, parties);
  const fault = (expression: string): Refusal[] => [{ code: 'not-yours-to-change', expression }];
  return [
    ...(action.outputs && !owns && found.level !== 'onward' ? fault('Task.output') : []),
    ...(action.notes && !owns ? fault('Task.note') : []),
  ];
};

const dateFaults = ({ found, action }: GuardContext): Refusal[] =>
  unkeptDate(found, action)
    ? [{ code: 'invalid-input', expression: 'Task.extension', diagnostics: 'a review date goes with what waits' }]
    : [];

/** What no update of a Task may say, wherever it moves. */
export const updateFaults = (context: GuardContext, parties: readonly TaskParty[]): Refusal[] => [
  ...pairFaults(context),
  ...unaskedStop(context),
  ...companionFaults(context),
  ...outputFaults(context),
  ...outcomeFaults(context),
  ...onlineFaults(context),
  ...ratingFaults(context.found.onward, context.action.outputs ?? []),
  ...(context.found.level === 'referral' ? segmentFaults(context.action.outputs ?? [], context.now) : []),
  ...dateFaults(context),
  ...addedFaults(context, parties),
  ...noteFaults(context.found.task.note ?? [], context.action.notes ?? []),
];
