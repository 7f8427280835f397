import type { Task } from 'fhir/r4.js';
import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { isTerminal, type TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import { findTransition, nextStatuses, type TaskParty } from '../../../contracts/lifecycle/transitions.ts';
import { calendarDaysAfter } from '../calendar.ts';
import { businessStatusOf, isOutput, statusOf } from '../coding.ts';
import type { UpdateTask } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { type FoundTask, findTask, partiesOf, wasAccepted } from '../parties.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { needsPersonFirst } from '../said/person-first.ts';
import { tellOfOutcome } from '../said/practice-messages.ts';
import { acceptedBy } from './by-link.ts';
import { reviewChildren } from './children.ts';
import { effectsOf } from './effects.ts';
import { endOf, outcomeOf } from './ended-as.ts';
import { type GuardContext, guardFaults } from './guards.ts';
import { moved, reviewDateOf } from './moved-task.ts';
import { goesWith, untrueOnwardEnd, untrueOutcome } from './true-outcome.ts';
import { ownsNow, updateFaults } from './update-faults.ts';

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

/** Only the coordinator says how it ended; a referrer that takes its request back says why it wants no more. */
const untrueEnd = ({ referral, found, action }: GuardContext, parties: readonly TaskParty[]): Refusal[] => {
  if (found.level === 'onward') return untrueOnwardEnd(referral, found.task, action);
  return found.level === 'referral' && parties.includes('owner') ? untrueOutcome(referral, action) : [];
};

const addsOnlyOutputs = ({ task }: FoundTask, { businessStatus, reason, notes, reviewDate }: UpdateTask): boolean =>
  (businessStatus ?? reason ?? notes) === undefined && (reviewDate ?? reviewDateOf(task)) === reviewDateOf(task);

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

/** How well it went, said at the end, goes when how it ended is corrected to what it does not go with. */
const withTruePair = (task: Task, { level }: FoundTask, { outputs }: UpdateTask): Task => {
  const { businessStatus: _, ...rest } = task;
  const corrects = level === 'referral' && outcomeOf(outputs) !== undefined;
  return corrects && !goesWith(businessStatusOf(task), outcomeOf(task.output)) ? rest : task;
};

/** Same status: business status, outputs, notes or the review date of one's own Task. standards.md 12.4 rows 18 and 20. */
const decideInPlace = (draft: Draft, found: FoundTask, action: UpdateTask, by: Party): Result<void> => {
  const after = withTruePair(moved(found, action, by.organisation, draft.now), found, action);
  const { lastModified: _, ...was } = found.task;
  const { lastModified: __, ...is } = after;
  if (JSON.stringify(sorted(was)) === JSON.stringify(sorted(is))) return ok(undefined);
  const onlyOutputs = addsOnlyOutputs(found, action);
  if (!ownsNow(found, by.parties) && !onlyOutputs) return refuse('not-yours-to-change');
  if (isTerminal(action.to)) {
    const late = draft.now > calendarDaysAfter(found.task.executionPeriod?.end ?? draft.now, deadlines.graceDays);
    if (late) return refuse('too-late');
    if (!onlyOutputs) return refuse('ended', { diagnostics: 'only outputs may be added' });
    // What is said later must be true by itself: what was said at the end may have been corrected since.
    const output = found.task.output?.filter((o) => !isOutput(o, 'outcome')) ?? [];
    const unsaid = { ...draft.referral, task: { ...draft.referral.task, output } };
    const untrue = refuseAll(untrueEnd({ referral: unsaid, found, action, now: draft.now }, by.parties));
    if (untrue) return untrue;
  }
  const faults = refuseAll(inPlaceFaults({ referral: draft.referral, found, action, now: draft.now }));
  if (faults) return faults;
  draft.put(after, { type: 'task-updated', task: referenceTo(after) });
  if (found.level === 'referral') afterInPlace(draft, found.task, after);
  return ok(undefined);
};

const afterInPlace = (draft: Draft, before: Task, after: Task): void => {
  if (after.status === 'on-hold') reviewChildren(draft, after);
  if (isTerminal(statusOf(after)) && endOf(after) !== endOf(before)) tellOfOutcome(draft);
};

/** The organisation that moves a Task, and what it is to it. */
interface Party {
  readonly organisation: string;
  readonly parties: readonly TaskParty[];
}

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
  const wrong = updateFaults(context, parties);
  const by = { organisation: actor.organisation, parties };
  if (from === action.to) return refuseAll(wrong) ?? decideInPlace(draft, found, action, by);
  if (isTerminal(from) && action.to !== 'entered-in-error') {
    return refuse('ended', { expression: 'Task.status', diagnostics: `the Task is ${from}` });
  }
  const rows = parties
    .map((party) => findTransition(found.level, from, action.to, party))
    .filter((t) => t !== undefined);
  if (rows.length === 0) return refuseTransition(found, from, action.to, parties);
  // Who is both may move it as either: one row whose needs are met is enough.
  const tried = rows.map(({ needs }) => needs.flatMap((guard) => guardFaults[guard](context)));
  const faults = tried.find((found) => found.length === 0) ?? tried.at(-1) ?? [];
  const waiting = action.businessStatus === 'waiting-list' ? guardFaults['review-date'](context) : [];
  const untrue = [...untrueEnd(context, parties), ...unreadRisk(context, parties)];
  const refused = refuseAll([...faults, ...waiting, ...wrong, ...untrue]);
  if (refused) return refused;
  const after = acceptedBy(moved(found, action, actor.organisation, now), actor);
  draft.put(after, { type: `task-${action.to}`, task: referenceTo(after) });
  effectsOf(draft, { ...found, task: after }, { wasAccepted: wasAccepted(found.task), by: actor });
  return ok(undefined);
};
