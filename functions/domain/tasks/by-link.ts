import type { Task } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { linkClient } from '../hub.ts';
import type { Actor } from '../referral.ts';

const mark = { url: extensions.answeredByLink, valueBoolean: true };

/** Whether a group said yes with the link of its organiser: whatever needs more than a tap is the coordinator's. */
export const isByLink = ({ extension = [] }: Task): boolean => extension.some(({ url }) => url === mark.url);

/** An onward Task that was just accepted, with how its group answers. */
export const acceptedBy = (task: Task, { client }: Actor): Task =>
  task.status === 'accepted' && client === linkClient && !isByLink(task)
    ? { ...task, extension: [...(task.extension ?? []), mark] }
    : task;
