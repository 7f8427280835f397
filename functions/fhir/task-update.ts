import type { CodeableConcept, Task, TaskOutput } from 'fhir/r4.js';
import {
  type BusinessStatus,
  isBusinessStatus,
  type TaskStatus,
  taskStatuses,
} from '../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { Reason, UpdateTask } from '../domain/actions.ts';
import { codeIn } from '../domain/coding.ts';
import { given, unlessEmpty } from '../domain/given.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { added, differences } from './differences.ts';

/** What the owner of a Task may change; the hub itself sets the period. standards.md 2.4, 12.7. */
const changeable = new Set(['status', 'statusReason', 'businessStatus', 'output', 'extension', 'executionPeriod']);
const immutable = new Set([
  'focus',
  'for',
  'requester',
  'partOf',
  'intent',
  'code',
  'authoredOn',
  'basedOn',
  'identifier',
  'owner',
]);

const isOurStatus = (status: string): status is TaskStatus => taskStatuses.some((s) => s === status);

const reviewDateIn = (task: Task): string | undefined =>
  task.extension?.find((e) => e.url === extensions.reviewDate)?.valueDate;

const elementFaults = (changed: readonly string[]): Refusal[] =>
  changed.flatMap((name): Refusal[] => {
    if (changeable.has(name)) return [];
    return [{ code: immutable.has(name) ? 'immutable-element' : 'not-yours-to-change', expression: `Task.${name}` }];
  });

const businessStatusIn = (task: Task): { code?: BusinessStatus; faults: Refusal[] } => {
  const code = codeIn(systems.businessStatus, task.businessStatus);
  if (task.businessStatus === undefined) return { faults: [] };
  if (code !== undefined && isBusinessStatus(code)) return { code, faults: [] };
  return { faults: [{ code: 'unknown-code', expression: 'Task.businessStatus' }] };
};

const statusFaults = (status: string): Refusal[] =>
  isOurStatus(status) ? [] : [{ code: 'unknown-code', expression: 'Task.status', diagnostics: 'not used by Handover' }];

const outputFaults = (outputs: readonly TaskOutput[] | undefined): Refusal[] =>
  outputs === undefined
    ? [{ code: 'immutable-element', expression: 'Task.output', diagnostics: 'outputs are added, never taken away' }]
    : [];

const reasonIn = (changed: readonly string[], sent: Task): Reason | undefined =>
  changed.includes('statusReason') && sent.statusReason
    ? { text: wordsOf(sent.statusReason), ...given({ code: codeIn(systems.statusReason, sent.statusReason) }) }
    : undefined;

/** The text, or what the coding says of itself: an empty text would be no valid FHIR when it is read again. */
const wordsOf = ({ text, coding }: CodeableConcept): string =>
  text ?? coding?.map((c) => c.display ?? c.code).find((words) => words !== undefined) ?? 'no reason given';

/** Reads a PUT of a Task as the one action that it means: its difference from what this caller was shown. */
export const readTaskUpdate = (shown: Task, sent: Task): Result<UpdateTask> => {
  const changed = differences(shown, sent);
  const outputs = added(shown.output ?? [], sent.output ?? []);
  const business = businessStatusIn(sent);
  const { status } = sent;
  const faults = refuseAll([
    ...elementFaults(changed),
    ...outputFaults(outputs),
    ...business.faults,
    ...statusFaults(status),
  ]);
  if (faults) return faults;
  return ok({
    kind: 'update-task',
    task: shown.id ?? '',
    to: isOurStatus(status) ? status : 'draft',
    ...given({
      businessStatus: changed.includes('businessStatus') ? business.code : undefined,
      reason: reasonIn(changed, sent),
      reviewDate: reviewDateIn(sent),
      outputs: unlessEmpty(outputs ?? []),
    }),
  });
};
