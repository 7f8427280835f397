import type { Task } from 'fhir/r4.js';
import { isTerminal, type TaskStatus } from '../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { concept, statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { coordinatorOf, type FoundTask, openAbortsOn, partiesOf, referrerOf } from './parties.ts';
import { messagePractice } from './practice-messages.ts';
import { type Actor, type Onward, organisation, referenceTo } from './referral.ts';
import { withSince } from './since.ts';

interface Cause {
  /** Whether the Task had been accepted before this move. */
  readonly wasAccepted: boolean;
  readonly by: Actor;
}

const heldByParent = 'held-with-the-referral';

const hubMove = (draft: Draft, task: Task, status: TaskStatus, change: Partial<Task> = {}): void => {
  const { businessStatus: _, ...rest } = task;
  const ended = isTerminal(status) ? { executionPeriod: { ...task.executionPeriod, end: draft.now } } : {};
  const kept = (change.extension ?? task.extension ?? []).filter(
    (e) => e.url !== extensions.reviewDate || status === 'on-hold',
  );
  const next: Task = {
    ...rest,
    status,
    lastModified: draft.now,
    ...ended,
    ...change,
    extension: withSince(kept, draft.now),
  };
  draft.put(next, { type: `task-${status}`, task: referenceTo(next) });
};

/** What follows from a move, inside the same version. standards.md 12.4 rows 3, 6, 10, 11, 12, 16. */
export const effectsOf = (draft: Draft, found: FoundTask, cause: Cause): void => {
  if (isTerminal(statusOf(found.task))) closeAborts(draft, found.task);
  if (found.level === 'onward') afterOnward(draft, found.task);
  if (found.level === 'referral') afterReferral(draft, found.task, cause);
};

const closeAborts = (draft: Draft, task: Task): void => {
  const accepted = draft.referral.aborts.filter(
    (a) => a.focus?.reference === referenceTo(task) && (a.status === 'accepted' || a.status === 'requested'),
  );
  for (const abort of accepted) hubMove(draft, abort, 'completed');
};

const afterOnward = (draft: Draft, task: Task): void => {
  const parent = draft.referral.task;
  if (task.status === 'accepted' && parent.status === 'accepted') startReferral(draft);
  if (task.status === 'completed') endRequest(draft, task, 'completed');
  if (task.status === 'cancelled' || task.status === 'rejected' || task.status === 'failed')
    endRequest(draft, task, 'revoked');
  if (task.status === 'entered-in-error') endRequest(draft, task, 'entered-in-error');
  if (isTerminal(statusOf(task)) && task.status !== 'completed') cancelMeetings(draft, task);
};

/** SR2 belongs to the coordinator, on whose behalf the hub keeps it in step with T2. */
const endRequest = (draft: Draft, task: Task, status: 'completed' | 'revoked' | 'entered-in-error'): void => {
  const onward = draft.referral.onward.find((o) => o.task.id === task.id);
  if (onward) draft.put({ ...onward.request, status });
};

const cancelMeetings = (draft: Draft, task: Task): void => {
  const booked =
    draft.referral.onward.find((o) => o.task.id === task.id)?.meetings.filter((m) => m.status === 'booked') ?? [];
  for (const meeting of booked)
    draft.put({ ...meeting, status: 'cancelled' }, { type: 'meeting-cancelled', task: referenceTo(task) });
};

/** T1 in progress means that the first conversation with the person was held. */
export const startReferral = (draft: Draft): void => {
  hubMove(draft, draft.referral.task, 'in-progress');
  messagePractice(draft, 'first-conversation');
};

const afterReferral = (draft: Draft, task: Task, cause: Cause): void => {
  const byReferrer =
    cause.by.organisation === referrerOf(draft.referral) && !partiesOf(task, cause.by.organisation).includes('owner');
  switch (task.status) {
    case 'in-progress':
      messagePractice(draft, 'first-conversation');
      resumeChildren(draft);
      return;
    case 'on-hold':
      holdChildren(draft, task);
      return;
    case 'rejected':
      messagePractice(draft, 'refused');
      return;
    case 'completed':
      completeChildren(draft);
      messagePractice(draft, 'closing');
      return;
    case 'failed':
    case 'cancelled':
      cascade(draft, task);
      if (!byReferrer || cause.wasAccepted) messagePractice(draft, 'closing');
      return;
    case 'entered-in-error':
      cascade(draft, task);
      return;
    default:
      return;
  }
};

/** A volunteer need not say that an invitation is done: the guard saw that nothing is left of it. */
const completeChildren = (draft: Draft): void => {
  for (const { task } of draft.referral.onward.filter((o) => !isTerminal(statusOf(o.task)))) {
    hubMove(draft, task, 'completed');
    afterOnward(draft, { ...task, status: 'completed' });
  }
};

const holdChildren = (draft: Draft, parent: Task): void => {
  for (const { task } of draft.referral.onward.filter((o) => o.task.status === 'in-progress')) {
    const extension = parent.extension?.filter((e) => e.url === extensions.reviewDate);
    hubMove(draft, task, 'on-hold', {
      statusReason: { ...concept(systems.statusReason, heldByParent), text: 'Held together with the referral' },
      ...(extension && extension.length > 0 ? { extension } : {}),
    });
  }
};

const resumeChildren = (draft: Draft): void => {
  const held = (o: Onward) => o.task.statusReason?.coding?.some((c) => c.code === heldByParent) ?? false;
  for (const { task } of draft.referral.onward.filter((o) => o.task.status === 'on-hold' && held(o))) {
    const { statusReason: _, ...rest } = task;
    hubMove(draft, rest, 'in-progress');
  }
};

/** The referral ended: partners stop contacting the person. Row 16. */
const cascade = (draft: Draft, parent: Task): void => {
  const statusReason = { text: 'The referral has ended' };
  for (const onward of draft.referral.onward) {
    const status = statusOf(onward.task);
    if (status === 'draft' || (status !== 'entered-in-error' && parent.status === 'entered-in-error')) {
      hubMove(draft, onward.task, 'entered-in-error', { statusReason });
      afterOnward(draft, { ...onward.task, status: 'entered-in-error' });
    } else if (status === 'requested' || status === 'accepted') {
      hubMove(draft, onward.task, 'cancelled', { statusReason });
      afterOnward(draft, { ...onward.task, status: 'cancelled' });
    } else if (
      (status === 'in-progress' || status === 'on-hold') &&
      openAbortsOn(draft.referral, onward.task).length === 0
    ) {
      openAbort(draft, onward.task, 'The referral has ended', coordinatorOf(draft.referral) ?? '');
    }
  }
};

/** Asks the owner of a Task in progress to stop: its own Task, code `abort`. Row 15. */
export const openAbort = (draft: Draft, task: Task, reason: string, requester: string): void => {
  const abort: Task = {
    resourceType: 'Task',
    id: draft.nextId('t'),
    status: 'requested',
    intent: 'order',
    code: concept(systems.taskCode, 'abort'),
    focus: { reference: referenceTo(task) },
    ...(task.for ? { for: task.for } : {}),
    requester: organisation(requester),
    ...(task.owner ? { owner: task.owner } : {}),
    authoredOn: draft.now,
    lastModified: draft.now,
    extension: withSince(undefined, draft.now),
    reasonCode: { text: reason },
  };
  draft.put(abort, { type: 'abort-requested', task: referenceTo(abort) });
  draft.put({
    ...task,
    businessStatus: concept(systems.businessStatus, 'cancellation-requested'),
    lastModified: draft.now,
  });
};
