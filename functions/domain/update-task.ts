import type { Extension, Task } from 'fhir/r4.js';
import { type DeclineReason, declineReasons } from '../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { type BusinessStatus, isTerminal, mayStandWith, type TaskStatus } from '../../contracts/lifecycle/statuses.ts';
import { findTransition, nextStatuses, type TaskParty } from '../../contracts/lifecycle/transitions.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { UpdateTask } from './actions.ts';
import { calendarDaysAfter } from './calendar.ts';
import { businessStatusOf, concept, statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { effectsOf } from './effects.ts';
import { given, unlessEmpty } from './given.ts';
import { guardFaults } from './guards.ts';
import { type FoundTask, findTask, partiesOf, wasAccepted } from './parties.ts';
import { type Actor, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';
import { withSince } from './since.ts';

const isDeclineReason = (code: string | undefined): code is DeclineReason =>
  code !== undefined && Object.hasOwn(declineReasons, code);

/** What stands beside a new status when the caller names nothing. */
const usualBusinessStatus = (action: UpdateTask, found: FoundTask): BusinessStatus | undefined => {
  if (action.to === 'requested') return 'submitted';
  if (action.to === 'rejected' && found.level !== 'abort') {
    return isDeclineReason(action.reason?.code)
      ? declineReasons[action.reason.code].businessStatus
      : 'declined-not-suitable';
  }
  if (action.to === 'accepted' && found.onward?.meetings.some((m) => m.status === 'booked')) return 'session-scheduled';
  const standing = businessStatusOf(found.task);
  return standing && mayStandWith(standing, action.to) && standing !== 'cancellation-requested' ? standing : undefined;
};

const withReviewDate = (task: Task, to: TaskStatus, reviewDate: string | undefined): Extension[] => {
  const kept = (task.extension ?? []).filter((e) => e.url !== extensions.reviewDate);
  const standing =
    to === statusOf(task) ? task.extension?.find((e) => e.url === extensions.reviewDate)?.valueDate : undefined;
  const date = reviewDate ?? standing;
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
  const dated = withReviewDate(found.task, action.to, action.reviewDate);
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
  const wrongPair = refuseAll(pairFaults(action));
  if (from === action.to) return wrongPair ?? decideInPlace(draft, found, action, parties);
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
  const refused = refuseAll([...faults, ...waiting, ...pairFaults(action)]);
  if (refused) return refused;
  const after = moved(found, action, now);
  draft.put(after, { type: `task-${action.to}`, task: referenceTo(after) });
  effectsOf(draft, { ...found, task: after }, { wasAccepted: wasAccepted(found.task), by: actor });
  return ok(undefined);
};
