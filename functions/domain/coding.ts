import type { CodeableConcept, Coding, Communication, Task, TaskOutput } from 'fhir/r4.js';
import {
  type CommunicationKind,
  communicationKinds,
  type OutputType,
  type RequestDetail,
} from '../../contracts/lifecycle/codes.ts';
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

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The codings of one concept or of several, wherever they stand in it: the form of kept types was not always checked when they came (contracts/fhir). */
export const anyCodings = (concepts: unknown): readonly Readonly<Record<string, unknown>>[] =>
  [concepts]
    .flat()
    .filter(isObject)
    .flatMap(({ coding }) => [coding].flat().filter(isObject));

/** `received` is read as `requested` (standards.md 12.2); `ready` is never stored. */
export const statusOf = (task: Task): TaskStatus => taskStatuses.find((s) => s === task.status) ?? 'requested';

export const businessStatusOf = (task: Task): BusinessStatus | undefined => {
  const code = codeIn(systems.businessStatus, task.businessStatus);
  return code !== undefined && isBusinessStatus(code) ? code : undefined;
};

export const outputCode = (task: Task, type: OutputType, valueSystem: string): string | undefined =>
  task.output
    ?.filter((o) => isOutput(o, type))
    .map((o) => codeIn(valueSystem, o.valueCodeableConcept))
    .find((code) => code !== undefined);

const isKind = (code: string | undefined): code is CommunicationKind =>
  code !== undefined && Object.hasOwn(communicationKinds, code);

/** What record a Communication is; undefined for what is none of ours. */
export const kindOf = (communication: Communication): CommunicationKind | undefined => {
  const code = communication.category?.map((c) => codeIn(systems.recordKind, c)).find((c) => c !== undefined);
  return isKind(code) ? code : undefined;
};

export const recordKind = (kind: CommunicationKind, display?: string): CodeableConcept =>
  concept(systems.recordKind, kind, display);

export const outputType = (type: OutputType): CodeableConcept => concept(systems.taskOutput, type);

export const isOutput = ({ type }: TaskOutput, wanted: OutputType): boolean =>
  codeIn(systems.taskOutput, type) === wanted;

export const requestDetail = (detail: RequestDetail, display?: string): CodeableConcept =>
  concept(systems.request, detail, display);

export const isRequestDetail = (value: { coding?: Coding[] } | undefined, wanted: RequestDetail): boolean =>
  codeIn(systems.request, value) === wanted;

export const isAbout = (communication: Communication, reference: string): boolean =>
  communication.about?.some((a) => a.reference === reference) ?? false;
