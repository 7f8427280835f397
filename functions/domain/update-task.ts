import type { Extension, Task } from 'fhir/r4.js';
import { type DeclineReason, declineReasons } from '../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { type BusinessStatus, isTerminal, mayStandWith, type TaskStatus } from '../../contracts/lifecycle/statuses.ts';
import { findTransition, nextStatuses, type TaskParty } from '../../contracts/lifecycle/transitions.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { UpdateTask } from './actions.ts';
import { calendarDaysAfter } from './calendar.ts';
import { businessStatusOf, codeIn, concept, statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { effectsOf } from './effects.ts';
import { given, unlessEmpty } from './given.ts';
import { type GuardContext, guardFaults } from './guards.ts';
import { type FoundTask, findTask, partiesOf, wasAccepted } from './parties.ts';
import { type Actor, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';
import { withSince } from './since.ts';

const isDeclineReason = (code: string | undefined): code is DeclineReason =>
  code !== undefined && Object.hasOwn(declineReasons, code);

/** What stands beside a new status when the caller names nothing. */
const usualBusinessStatus = (action: UpdateTask, found: FoundTask): BusinessStatus | undefined => {
  const standing = businessStatusOf(found.task);
  if (action.to === statusOf(found.task)) return standing;
  if (action.to === 'requested') return 'submitted';
  if (action.to === 'rejected' && found.level !== 'abort') {
    return isDeclineReason(action.reason?.code)
      ? declineReasons[action.reason.code].businessStatus
      : 'declined-not-suitable';
  }
  if (action.to === 'accepted' && found.onward?.meetings.some((m) => m.status === 'booked')) return 'session-scheduled';
  return standing && mayStandWith(standing, action.to) ? standing : undefined;
};

const reviewDateOf = (task: Task): string | undefined =>
  task.extension?.find((e) => e.url === extensions.reviewDate)?.valueDate;

/** What waits, waits until a date: DESIGN 4. Anything else has none. */
const waits = (to: TaskStatus, businessStatus: BusinessStatus | undefined): boolean =>
  to === 'on-hold' || to === 'draft' || businessStatus === 'waiting-list';

const withReviewDate = (task: Task, action: UpdateTask, businessStatus: BusinessStatus | undefined): Extension[] => {
  const was = task.extension ?? [];
  const standing = action.to === statusOf(task) ? reviewDateOf(task) : undefined;
  const date = waits(action.to, businessStatus) ? (action.reviewDate ?? standing) : undefined;
  if (date === reviewDateOf(task)) return was;
  const kept = was.filter((e) => e.url !== extensions.reviewDate);
  return date ? [...kept, { url: extensions.reviewDate, valueDate: date }] : kept;
};

const reasonAfter = (task: Task, action: UpdateTask): Task['statusReason'] => {
  if (action.reason) {
    const { code, text } = action.reason;
    return { ...(code ? concept(systems.statusReason, code) : {}), text };
  }
  return action.to === statusOf(task) ? task.statusReason : undefined;
};

const periodAfter = (task: Task, to: TaskStatus, now: string): Task['executionPeriod'] => {
  const start = task.executionPeriod?.start ?? (to === 'accepted' ? now : undefined);
  const end = isTerminal(to) ? (task.executionPeriod?.end ?? now) : undefined;
  return start || end ? given({ start, end }) : undefined;
};

/** The Task after the move; what the status no longer means (a reason, a review date) goes with the old status. */
export const moved = (found: FoundTask, action: UpdateTask, now: string): Task => {
  const { statusReason: _, businessStatus: __, extension: ___, executionPeriod: ____, ...rest } = found.task;
  const businessStatus = action.businessStatus ?? usualBusinessStatus(action, found);
  const staying = action.to === statusOf(found.task);
  const dated = withReviewDate(found.task, action, businessStatus);
  return {
    ...rest,
    status: action.to,
    ...given({
      businessStatus: businessStatus && concept(systems.businessStatus, businessStatus),
      statusReason: reasonAfter(found.task, action),
      extension: unlessEmpty(staying ? dated : withSince(dated, now)),
      executionPeriod: periodAfter(found.task, action.to, now),
      output: unlessEmpty([...(found.task.output ?? []), ...(action.outputs ?? [])]),
    }),
    lastModified: now,
  };
};

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

const pairFaults = (action: UpdateTask): Refusal[] =>
  action.businessStatus && !mayStandWith(action.businessStatus, action.to)
    ? [
        {
          code: 'illegal-pair',
          expression: 'Task.businessStatus',
          diagnostics: `${action.businessStatus} with ${action.to}`,
        },
      ]
    : [];

/** A result is recorded on its meeting, where its own rules hold (two chases before `not-known`), never as a bare output. */
const outputFaults = (action: UpdateTask): Refusal[] =>
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
  const wrong = refuseAll([...pairFaults(action), ...outputFaults(action)]);
  if (from === action.to) return wrong ?? decideInPlace(draft, found, action, parties);
  if (isTerminal(from) && action.to !== 'entered-in-error') {
    return refuse('ended', { expression: 'Task.status', diagnostics: `the Task is ${from}` });
  }
  const transition = parties
    .map((party) => findTransition(found.level, from, action.to, party))
    .find((t) => t !== undefined);
  if (!transition) return refuseTransition(found, from, action.to, parties);
  const faults = transition.needs.flatMap((guard) => guardFaults[guard]({ referral, found, action, now }));
  const waiting =
    action.businessStatus === 'waiting-list' ? guardFaults['review-date']({ referral, found, action, now }) : [];
  const refused = refuseAll([...faults, ...waiting, ...pairFaults(action), ...outputFaults(action)]);
  if (refused) return refused;
  const after = moved(found, action, now);
  draft.put(after, { type: `task-${action.to}`, task: referenceTo(after) });
  effectsOf(draft, { ...found, task: after }, { wasAccepted: wasAccepted(found.task), by: actor });
  return ok(undefined);
};
