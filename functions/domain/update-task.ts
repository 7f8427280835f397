import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { isTerminal, mayStandWith, type TaskStatus } from '../../contracts/lifecycle/statuses.ts';
import { findTransition, nextStatuses, type TaskParty } from '../../contracts/lifecycle/transitions.ts';
import { systems } from '../../contracts/systems.ts';
import type { UpdateTask } from './actions.ts';
import { calendarDaysAfter } from './calendar.ts';
import { codeIn, statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { effectsOf } from './effects.ts';
import { type GuardContext, guardFaults } from './guards.ts';
import { moved, reviewDateOf } from './moved-task.ts';
import { abortsInHand, type FoundTask, findTask, partiesOf, wasAccepted } from './parties.ts';
import { needsPersonFirst } from './person-first.ts';
import { type Actor, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';

const refuseTransition = (found: FoundTask, from: TaskStatus, to: TaskStatus, parties: TaskParty[]): Result<never> => {
  const others: TaskParty[] = ['requester', 'owner'];
  if (others.some((party) => !parties.includes(party) && findTransition(found.level, from, to, party))) {
    return refuse('not-yours-to-change', { expression: 'Task.status' });
  }
  const allowed = [...new Set(parties.flatMap((party) => nextStatuses(found.level, from, party)))];
  return refuse('illegal-transition', {
    expression: 'Task.status',
    diagnostics: `from ${from} to ${to}; allowed: ${allowed.join(', ') || 'none'}`,
  });
};

/** Nobody ends a referral whose risks no named professional has read; the referrer may still take its request back. */
const unreadRisk = ({ referral, found, action }: GuardContext, parties: readonly TaskParty[]): Refusal[] =>
  found.level === 'referral' && parties.includes('owner') && isTerminal(action.to) && needsPersonFirst(referral)
    ? [{ code: 'person-first' }]
    : [];

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

/** A result is recorded on its meeting, where its own rules hold (two chases before `not-known`), never as a bare output. */
const outputFaults = ({ action }: GuardContext): Refusal[] =>
  action.outputs?.some((o) => codeIn(systems.taskOutput, o.type) === 'first-meeting-result')
    ? [{ code: 'invalid-input', expression: 'Task.output', diagnostics: 'a result is recorded on the meeting' }]
    : [];

/** A reason or a review date that changes is as good as one that comes with a move. */
const inPlaceFaults = (context: GuardContext): Refusal[] => {
  const { found, action } = context;
  const standing = reviewDateOf(found.task);
  const pauses = action.businessStatus === 'waiting-list' && standing === undefined;
  const dated = action.reviewDate !== undefined && action.reviewDate !== standing;
  return [
    ...(action.reason ? guardFaults.reason(context) : []),
    ...(pauses || dated ? guardFaults['review-date'](context) : []),
  ];
};

/** Same status: business status, outputs or the review date of one's own Task. standards.md 12.4 rows 18 and 20. */
const decideInPlace = (draft: Draft, found: FoundTask, action: UpdateTask, parties: TaskParty[]): Result<void> => {
  const after = moved(found, action, draft.now);
  const { lastModified: _, ...was } = found.task;
  const { lastModified: __, ...is } = after;
  if (JSON.stringify(sorted(was)) === JSON.stringify(sorted(is))) return ok(undefined);
  if (!parties.includes('owner')) return refuse('not-yours-to-change');
  if (isTerminal(action.to)) {
    const late = draft.now > calendarDaysAfter(found.task.executionPeriod?.end ?? draft.now, deadlines.graceDays);
    if (late) return refuse('too-late');
    const onlyOutputs = action.businessStatus === undefined && action.reason === undefined;
    if (!onlyOutputs) return refuse('ended', { diagnostics: 'only outputs may be added' });
  }
  const faults = refuseAll(inPlaceFaults({ referral: draft.referral, found, action, now: draft.now }));
  if (faults) return faults;
  draft.put(after, { type: 'task-updated', task: referenceTo(after) });
  return ok(undefined);
};

const sorted = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));

/** Moves a Task by the table: who may, what must hold, and what follows. standards.md 12.4. */
export const decideUpdateTask = (draft: Draft, action: UpdateTask, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  const found = findTask(referral, action.task);
  const parties = found ? partiesOf(found.task, actor.organisation) : [];
  if (!found || parties.length === 0) return refuse('not-found');
  const from = statusOf(found.task);
  const context: GuardContext = { referral, found, action, now };
  const wrong = [...pairFaults(context), ...outputFaults(context)];
  if (from === action.to) return refuseAll(wrong) ?? decideInPlace(draft, found, action, parties);
  if (isTerminal(from) && action.to !== 'entered-in-error') {
    return refuse('ended', { expression: 'Task.status', diagnostics: `the Task is ${from}` });
  }
  const transition = parties
    .map((party) => findTransition(found.level, from, action.to, party))
    .find((t) => t !== undefined);
  if (!transition) return refuseTransition(found, from, action.to, parties);
  const faults = transition.needs.flatMap((guard) => guardFaults[guard](context));
  const waiting = action.businessStatus === 'waiting-list' ? guardFaults['review-date'](context) : [];
  const refused = refuseAll([...faults, ...waiting, ...wrong, ...unreadRisk(context, parties)]);
  if (refused) return refused;
  const after = moved(found, action, now);
  draft.put(after, { type: `task-${action.to}`, task: referenceTo(after) });
  effectsOf(draft, { ...found, task: after }, { wasAccepted: wasAccepted(found.task), by: actor });
  return ok(undefined);
};
