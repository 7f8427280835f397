import type { Task } from 'fhir/r4.js';
import { extensions } from '../../contracts/systems.ts';

/** The instant since which a Task has its status. Deadlines count from here, so that no other change can push them away. */
export const sinceOf = (task: Task): string =>
  task.extension?.find((e) => e.url === extensions.statusSince)?.valueInstant ??
  task.lastModified ??
  task.authoredOn ??
  '1970-01-01T00:00:00.000Z';

/** The extensions of a Task that has just got its status. */
export const withSince = (extension: Task['extension'], now: string): NonNullable<Task['extension']> => [
  ...(extension ?? []).filter((e) => e.url !== extensions.statusSince),
  { url: extensions.statusSince, valueInstant: now },
];
