import type { CodeableConcept, Coding, Communication, Task } from 'fhir/r4.js';
import {
  type BusinessStatus,
  isBusinessStatus,
  type TaskStatus,
  taskStatuses,
} from '../../contracts/lifecycle/statuses.ts';
import { systems } from '../../contracts/systems.ts';

export const concept = (system: string, code: string, display?: string): CodeableConcept => ({
  coding: [{ system, code, ...(display ? { display } : {}) }],
});

/** The code of `system` in a concept, if it has one. */
export const codeIn = (system: string, value: { coding?: Coding[] } | undefined): string | undefined =>
  value?.coding?.find((c) => c.system === system)?.code;

/** `received` is read as `requested` (standards.md 12.2); `ready` is never stored. */
export const statusOf = (task: Task): TaskStatus => taskStatuses.find((s) => s === task.status) ?? 'requested';

export const businessStatusOf = (task: Task): BusinessStatus | undefined => {
  const code = codeIn(systems.businessStatus, task.businessStatus);
  return code !== undefined && isBusinessStatus(code) ? code : undefined;
};

export const outputCode = (task: Task, type: string, valueSystem: string): string | undefined =>
  task.output
    ?.filter((o) => codeIn(systems.taskOutput, o.type) === type)
    .map((o) => codeIn(valueSystem, o.valueCodeableConcept))
    .find((code) => code !== undefined);

export const kindOf = (communication: Communication): string | undefined =>
  communication.category?.map((c) => codeIn(systems.recordKind, c)).find((code) => code !== undefined);

export const isAbout = (communication: Communication, reference: string): boolean =>
  communication.about?.some((a) => a.reference === reference) ?? false;
