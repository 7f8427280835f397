import type { Task } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { businessStatuses, isBusinessStatus, mayStandWith } from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { isWithinWorkingDays } from '../calendar.ts';
import { codeIn } from '../coding.ts';
import { given, unlessEmpty } from '../given.ts';
import type { Refusal } from '../result.ts';
import { wordlessFaults } from '../text-limits.ts';
import { reviewDateOf } from './moved-task.ts';
import { isOwnExtension } from './own-extensions.ts';

/** BSeR's business statuses; of a Task that was just handed over only "created" is true (standards.md 3.2). */
const bserStatus = 'http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS';
const bserCreated = '2.0';

const at = (element: string, code: Refusal['code'], diagnostics?: string): Refusal => ({
  code,
  expression: `Task.${element}`,
  ...(diagnostics ? { diagnostics } : {}),
});

/** `received` is read as requested: standards.md 12.2. */
const isNew = (status: string): status is 'draft' | 'requested' | 'received' =>
  status === 'draft' || status === 'requested' || status === 'received';

const businessStatusFaults = ({ status, businessStatus }: Task): Refusal[] => {
  const ours = codeIn(systems.businessStatus, businessStatus);
  const bser = codeIn(bserStatus, businessStatus);
  const fits =
    (ours === undefined || (isBusinessStatus(ours) && isNew(status) && mayStandWith(ours, 'requested'))) &&
    (bser === undefined || bser === bserCreated);
  const allowed = Object.entries(businessStatuses).flatMap(([code, { with: statuses }]) =>
    statuses.some((s) => s === 'requested') ? [code] : [],
  );
  return fits ? [] : [at('businessStatus', 'illegal-pair', `With a new Task: ${allowed.join(', ')}.`)];
};

const ownerFaults = (task: Task, owner: string | undefined, area: Area): Refusal[] =>
  task.owner === undefined || owner === area.coordinator
    ? []
    : [at('owner', 'unknown-partner', `The owner is Organization/${area.coordinator}, or none.`)];

/** What waits is looked at again by a date. */
export const reviewFaults = (task: Task, now: string): Refusal[] => {
  if (task.status !== 'draft') return [];
  const date = reviewDateOf(task);
  return date !== undefined && isWithinWorkingDays(date, now, thisPolicy.longestReview)
    ? []
    : [at('extension', 'review-date-missing', `${extensions.reviewDate} as a valueDate.`)];
};

/**
 * The sender's own Task for its request: new, with nothing done yet, and for the coordinator. standards.md 12.4 rows 1, 2.
 *
 * @param owner code of the organisation that `task.owner` leads to
 */
export const sentTaskFaults = (task: Task, owner: string | undefined, area: Area, now: string): Refusal[] => [
  ...(isNew(task.status) ? [] : [at('status', 'not-ready-to-send')]),
  ...(task.intent === 'order' || task.intent === 'plan'
    ? []
    : [at('intent', 'not-our-service', 'An order or a plan.')]),
  ...((codeIn(systems.taskCode, task.code) ?? 'fulfill') === 'fulfill' ? [] : [at('code', 'not-our-service')]),
  ...((task.output ?? []).length > 0 ? [at('output', 'not-ready-to-send', 'Nothing is done of a new Task.')] : []),
  ...(task.priority === 'stat' || task.priority === 'asap'
    ? [at('priority', 'urgent-elsewhere', area.urgency.routes)]
    : []),
  ...wordlessFaults('Task', task.note),
  ...businessStatusFaults(task),
  ...ownerFaults(task, owner, area),
  ...reviewFaults(task, now),
];

/** What T1 keeps of it. Who asks whom, for what and since when is for the hub to say. */
export const keptOfSentTask = (task: Task): Partial<Task> =>
  given({
    contained: task.contained,
    identifier: task.identifier?.filter((i) => i.system !== systems.reference),
    groupIdentifier: task.groupIdentifier,
    priority: task.priority,
    description: task.description,
    encounter: task.encounter,
    location: task.location,
    performerType: task.performerType,
    reasonCode: task.reasonCode,
    reasonReference: task.reasonReference,
    relevantHistory: task.relevantHistory,
    insurance: task.insurance,
    note: task.note,
    restriction: task.restriction,
    // Our own kinds of input are references that the hub makes.
    input: unlessEmpty((task.input ?? []).filter((i) => codeIn(systems.request, i.type) === undefined)),
    // Ours on T1 say what the hub found or did: nobody else writes them.
    extension: unlessEmpty((task.extension ?? []).filter((e) => !isOwnExtension(e))),
  });
