import type { Task } from 'fhir/r4.js';
import { isTerminal, mayStandWith, type TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import { findTransition } from '../../../contracts/lifecycle/transitions.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { businessStatusOf, concept, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { abortsInHand, findTask } from '../parties.ts';
import { referenceTo } from '../referral.ts';
import { sinceOf, withSince } from '../since.ts';
import { unsentBy } from './never-sent.ts';

export const askedToStop = concept(systems.businessStatus, 'cancellation-requested');
export const isAskedToStop = (task: Task): boolean => businessStatusOf(task) === 'cancellation-requested';

/** That T1 begins because a group said yes gives its coordinator no more time. */
const sinceAfter = ({ now, referral }: Draft, task: Task, status: TaskStatus): string =>
  task.id === referral.task.id && task.status === 'accepted' && status === 'in-progress' ? sinceOf(task) : now;

/** A move that is a consequence, by the rows of the table that name the hub. */
export const hubMove = (draft: Draft, task: Task, status: TaskStatus, change: Partial<Task> = {}): void => {
  const level = findTask(draft.referral, task.id ?? '')?.level;
  // Nobody asked for a consequence, so nobody can be refused: one that the table does not know is a bug.
  if (level === undefined || !findTransition(level, statusOf(task), status, 'hub'))
    throw new Error(`The hub may not move ${level ?? 'no'} Task from ${task.status} to ${status}`);
  const { businessStatus: _, ...rest } = task;
  const stopping = isAskedToStop(task) && mayStandWith('cancellation-requested', status);
  const ended = isTerminal(status) ? { executionPeriod: { ...task.executionPeriod, end: draft.now } } : {};
  const kept = (change.extension ?? task.extension ?? []).filter(
    (e) => e.url !== extensions.waitingPlace && (e.url !== extensions.reviewDate || status === 'on-hold'),
  );
  const next: Task = {
    ...rest,
    status,
    lastModified: draft.now,
    ...(stopping ? { businessStatus: askedToStop } : {}),
    ...ended,
    ...change,
    extension: withSince([...kept, ...unsentBy(task, status)], sinceAfter(draft, task, status)),
  };
  draft.put(next, { type: `task-${status}`, task: referenceTo(next) });
};

/** The Task is over: nobody need answer any more whether to stop it. Row 15. */
export const closeAborts = (draft: Draft, task: Task): void => {
  for (const abort of abortsInHand(draft.referral, task)) hubMove(draft, abort, 'completed');
};
