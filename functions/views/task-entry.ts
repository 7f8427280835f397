import type { Task } from 'fhir/r4.js';
import * as z from 'zod/mini';
import { companionCoding } from '../../contracts/lifecycle/companions.ts';
import { taskStatuses } from '../../contracts/lifecycle/statuses.ts';
import type { TaskLevel } from '../../contracts/lifecycle/transitions.ts';
import { systems } from '../../contracts/systems.ts';
import { businessStatusOf, concept, statusOf } from '../domain/coding.ts';
import { organisation, organisationOf } from '../domain/referral.ts';
import { referenceOf } from '../domain/request/reference.ts';
import { personFirstInput } from '../domain/said/person-first.ts';
import { sortable } from './sortable.ts';

/** What a worklist needs of a Task to list and filter it: ids, codes and times. Nothing about the person. */
export const taskEntry = z.object({
  id: z.string(),
  level: z.enum(['referral', 'onward', 'abort', 'companion']),
  version: z.number(),
  status: z.enum(taskStatuses),
  businessStatus: z.optional(z.string()),
  owner: z.optional(z.string()),
  requester: z.optional(z.string()),
  focus: z.optional(z.string()),
  /** `x1`: flags that a named professional must still read. */
  unread: z.optional(z.array(z.string())),
  /** UTC with milliseconds, so that entries compare as strings. */
  authoredOn: z.string(),
  lastUpdated: z.string(),
});
export type TaskEntry = z.infer<typeof taskEntry>;

export const entryOf = (task: Task, level: TaskLevel, unread: readonly string[] = []): TaskEntry => {
  const businessStatus = businessStatusOf(task);
  const owner = organisationOf(task.owner);
  const requester = organisationOf(task.requester);
  return {
    id: task.id ?? '',
    level,
    version: Number(task.meta?.versionId ?? 0),
    status: statusOf(task),
    ...(businessStatus ? { businessStatus } : {}),
    ...(owner ? { owner } : {}),
    ...(requester ? { requester } : {}),
    ...(task.focus?.reference ? { focus: task.focus.reference } : {}),
    ...(unread.length > 0 ? { unread: [...unread] } : {}),
    authoredOn: sortable(task.authoredOn ?? task.meta?.lastUpdated),
    lastUpdated: sortable(task.meta?.lastUpdated ?? task.lastModified),
  };
};

/**
 * FHIR's tag SUBSETTED says that elements are missing and that a resource must not be put back so:
 * http://hl7.org/fhir/R4/search.html#summary
 */
export const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/** The Task of a worklist answer. */
export const summaryTask = (referral: string, entry: TaskEntry): Task => ({
  resourceType: 'Task',
  id: entry.id,
  meta: { versionId: String(entry.version), lastUpdated: entry.lastUpdated, tag: [subsetted] },
  ...(entry.level === 'referral' ? { identifier: [{ system: systems.reference, value: referenceOf(referral) }] } : {}),
  status: entry.status,
  intent: 'order',
  code:
    entry.level === 'companion'
      ? { coding: [{ system: systems.taskCode, code: 'fulfill' }, companionCoding] }
      : concept(systems.taskCode, entry.level === 'abort' ? 'abort' : 'fulfill'),
  ...(entry.businessStatus ? { businessStatus: concept(systems.businessStatus, entry.businessStatus) } : {}),
  ...(entry.focus ? { focus: { reference: entry.focus } } : {}),
  for: { reference: `Patient/${referral}.p1` },
  ...(entry.level === 'onward' ? { partOf: [{ reference: `Task/${referral}.t1` }] } : {}),
  ...(entry.owner ? { owner: organisation(entry.owner) } : {}),
  ...(entry.requester ? { requester: organisation(entry.requester) } : {}),
  authoredOn: entry.authoredOn,
  ...(entry.unread ? { input: entry.unread.map((part) => personFirstInput(`Flag/${referral}.${part}`)) } : {}),
});
