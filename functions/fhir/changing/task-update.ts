import type { Extension, Task } from 'fhir/r4.js';
import {
  type BusinessStatus,
  isBusinessStatus,
  type TaskStatus,
  taskStatuses,
} from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { canonical } from '../../domain/canonical.ts';
import { codeIn, concept } from '../../domain/coding.ts';
import type { Action, Reason, UpdateTask } from '../../domain/decide/actions.ts';
import { given, unlessEmpty } from '../../domain/given.ts';
import { ok, type Refusal, type Result, refuseAll } from '../../domain/result.ts';
import { reviewDateOf } from '../../domain/tasks/moved-task.ts';
import { isConsideration } from '../../domain/tasks/risks-considered.ts';
import { textsOf, wordlessFaults } from '../../domain/text-limits.ts';
import { readAssignment, withoutWhose } from './assignment.ts';
import { added, differences } from './differences.ts';
import { codingsIn, wordsOf } from './reason.ts';
import { lossFaults } from './task-loss.ts';

/** What the owner of a Task may change; the hub itself sets the period. standards.md 2.4, 12.1, 12.7. */
const changeable = new Set([...['status', 'statusReason', 'businessStatus', 'output', 'note', 'extension']]);
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
  'executionPeriod',
]);

const isOurStatus = (status: string): status is TaskStatus => taskStatuses.some((s) => s === status);

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
  isOurStatus(status)
    ? []
    : [{ code: 'unknown-code', expression: 'Task.status', diagnostics: notUsed[status] ?? 'not used by Handover' }];

/** `ready` may mean that its owner said yes, or only that nothing is missing: nobody is told either on a guess. */
const notUsed: Readonly<Record<string, string>> = { ready: 'not used by Handover; a Task that is taken is accepted' };

/**
 * The owner's system has it: standards.md 12.2. The hub says the same as a business status, and never `received`; one
 * that says more (that information is awaited) stands.
 */
const asRequested = (sent: Task): Task => {
  if (sent.status !== 'received') return sent;
  const saysMore = (codeIn(systems.businessStatus, sent.businessStatus) ?? 'submitted') !== 'submitted';
  const acknowledged = concept(systems.businessStatus, 'acknowledged');
  return { ...sent, status: 'requested', ...(saysMore ? {} : { businessStatus: acknowledged }) };
};

/** What stands in a list is never changed or taken away. */
const listFaults = (element: 'output' | 'note', more: readonly unknown[] | undefined): Refusal[] =>
  more === undefined
    ? [
        {
          code: 'immutable-element',
          expression: `Task.${element}`,
          diagnostics: 'what stands is added to, never changed',
        },
      ]
    : [];

const reasonIn = (changed: readonly string[], sent: Task): Reason | undefined =>
  changed.includes('statusReason') && sent.statusReason
    ? { text: wordsOf(sent.statusReason) ?? unsaid, ...given(codingsIn(sent.statusReason)) }
    : undefined;

/** An empty text would be no valid FHIR when it is read again. */
const unsaid = 'no reason given';

/** Reads a PUT of a Task as what it means: its difference from what this caller was shown. */
export const readTaskUpdate = (shown: Task, put: Task): Result<readonly Action[]> => {
  const assigned = readAssignment(shown, put);
  if (!assigned.ok) return assigned;
  const [was, is] = [withoutWhose(shown), withoutWhose(asRequested(put))];
  if (differences(was, is).length === 0) return assigned;
  const update = readMove(was, is);
  return update.ok ? ok([update.value, ...assigned.value]) : update;
};

/** Of a draft only: what a partner was asked on stands, and a new risk is told by asking it to stop. */
const consideredAnew = (shown: Task, { extension }: Task): Extension | undefined => {
  const [was, is] = [shown.extension?.find(isConsideration), extension?.find(isConsideration)];
  return is && canonical(is) !== canonical(was ?? null) ? is : undefined;
};

const readMove = (shown: Task, sent: Task): Result<UpdateTask> => {
  const changed = differences(shown, sent);
  const outputs = added(shown.output ?? [], sent.output ?? []);
  const notes = added(shown.note ?? [], sent.note ?? []);
  const business = businessStatusIn(sent);
  const { status } = sent;
  const faults = refuseAll([
    ...elementFaults(changed),
    ...lossFaults(shown, sent, changed),
    ...listFaults('output', outputs),
    ...listFaults('note', notes),
    ...wordlessFaults('Task', notes),
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
      reviewDate: reviewDateOf(sent),
      outputs: unlessEmpty(outputs ?? []),
      notes: unlessEmpty(textsOf(notes ?? [])),
      considered: consideredAnew(shown, sent),
    }),
  });
};
