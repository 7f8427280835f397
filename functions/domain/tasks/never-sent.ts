import type { Extension, Task } from 'fhir/r4.js';
import { isTerminal, type TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../../contracts/systems.ts';

/** A draft is its author's alone (standards.md 12.4 row 1), and so is one that ended before it was sent. */
export const wasSent = ({ status, extension = [] }: Task): boolean =>
  status !== 'draft' && !extension.some((e) => e.url === extensions.neverSent && e.valueBoolean === true);

/** What says so on a Task that moves. */
export const unsentBy = (task: Task, to: TaskStatus): Extension[] =>
  task.status === 'draft' && isTerminal(to) ? [{ url: extensions.neverSent, valueBoolean: true }] : [];
