import type { Task } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../../domain/coding.ts';
import { organisationOf } from '../../domain/referral.ts';
import type { Refusal } from '../../domain/result.ts';
import { sentTaskFaults } from '../../domain/tasks/sent-task.ts';

const needed = ['focus', 'for', 'requester', 'authoredOn'] as const;

const withItsRequest: Refusal = {
  code: 'not-our-service',
  expression: 'Task',
  diagnostics: 'A Task for a referral comes with its ServiceRequest, in a transaction Bundle.',
};

const stopped = 'A Task is asked to stop; a request is revoked by whoever sent it.';

/** Whoever answers it sets the rest; a draft of it would look to its author as if somebody had been asked. */
const notAsked: Refusal = {
  code: 'not-ready-to-send',
  expression: 'Task.status',
  diagnostics: 'A request to stop is sent as requested.',
};

/**
 * What keeps a Task that comes by itself from being taken. Only a request to stop another Task does (standards.md 12.4
 * row 15); of any other everything is said that would be wrong in a Bundle too.
 */
export const loneTaskFaults = (task: Task, area: Area, now: string): Refusal[] => {
  if (codeIn(systems.taskCode, task.code) === 'abort') {
    const asks = task.focus?.reference?.startsWith('Task/');
    return [
      ...(task.status === 'requested' ? [] : [notAsked]),
      ...(asks ? [] : [{ code: 'not-our-service', expression: 'Task.focus', diagnostics: stopped } as const]),
    ];
  }
  const missing = needed.filter((element) => task[element] === undefined);
  return [
    ...missing.map((element): Refusal => ({ code: 'missing-element', expression: `Task.${element}` })),
    ...sentTaskFaults(task, organisationOf(task.owner) ?? task.owner?.identifier?.value, area, now),
    withItsRequest,
  ];
};
