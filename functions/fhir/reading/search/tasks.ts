import type { Task } from 'fhir/r4.js';
import { isTerminal, taskStatuses } from '../../../../contracts/lifecycle/statuses.ts';
import { tasksSeenBy } from '../../../views/seen-by.ts';
import { summaryTask } from '../../../views/task-entry.ts';
import { taskIdentifier } from './identifier.ts';
import { ofCode, ofConcept, ownId, toOrganisation, toResource } from './parameter.ts';
import type { Searchable } from './searchable.ts';

/** `received` and `ready` are codes of R4 that the hub never shows: asking for them finds nothing. */
const codes = [...taskStatuses, 'received', 'ready'];
const isOpen = (code: string): boolean => taskStatuses.some((s) => s === code && !isTerminal(s));

/** The worklist of FHIR: standards.md 2.4 and 2.6. */
export const tasks: Searchable<Task> = {
  type: 'Task',
  parameters: {
    _id: ownId(),
    identifier: taskIdentifier,
    patient: toResource('Patient', (task) => [task.for]),
    focus: {
      type: 'reference',
      read: (value) => (value.startsWith('Task/') ? focusOn('Task') : focusOn('ServiceRequest')).read(value),
    },
    'part-of': {
      ...toResource<Task>('Task', (task) => task.partOf ?? []),
      isPresent: (task) => task.partOf !== undefined,
    },
    requester: toOrganisation((task) => [task.requester]),
    owner: { ...toOrganisation<Task>((task) => [task.owner]), isPresent: (task) => task.owner !== undefined },
    status: ofCode('http://hl7.org/fhir/task-status', codes, (task) => task.status, isOpen),
    'business-status': ofConcept((task) => task.businessStatus),
    code: ofConcept((task) => task.code),
  },
  includes: ['Task:focus', 'Task:patient', 'Task:requester', 'Task:owner'],
  within: (referral, organisation) => tasksSeenBy(referral, organisation).map(({ task }) => task),
  list: {
    from: 'rows',
    summaries: ({ referral, tasks }) => (tasks ?? []).map((entry) => summaryTask(referral, entry)),
  },
};

/** A Task asks for a request to be carried out, or for another Task to be stopped. */
const focusOn = (type: 'ServiceRequest' | 'Task') => toResource<Task>(type, (task) => [task.focus]);
