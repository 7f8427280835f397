import type { Extension, Task } from 'fhir/r4.js';
import type { StatusReason } from '../../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { canonical } from '../canonical.ts';
import { businessStatusOf, concept, statusOf } from '../coding.ts';
import type { Reason } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { abortsInHand, coordinatorOf } from '../parties.ts';
import { isObjectedTo } from '../permission/permission.ts';
import { reasonConcept } from '../reason.ts';
import { type Onward, organisation, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { withSince } from '../since.ts';
import { afterOnward, callOffAhead } from './after-onward.ts';
import { heldByParent, isHeldWithParent } from './held-with-parent.ts';
import { askedToStop, closeAborts, hubMove } from './hub-move.ts';

const withdrew: StatusReason = 'withdrawn-by-person';

/** A volunteer need not say that an invitation is done: the guard saw that nothing is left of it. */
export const completeChildren = (draft: Draft): void => {
  for (const { task } of draft.referral.onward.filter((o) => !isTerminal(statusOf(o.task)))) {
    hubMove(draft, task, 'completed');
    afterOnward(draft, { ...task, status: 'completed' });
    closeAborts(draft, task);
  }
};

/** Looked at again together with the referral. */
const withReviewOf = (parent: Task, task: Task): Extension[] => {
  const isReview = (e: Extension) => e.url === extensions.reviewDate;
  return [...(task.extension ?? []).filter((e) => !isReview(e)), ...(parent.extension ?? []).filter(isReview)];
};

export const holdChildren = (draft: Draft, parent: Task): void => {
  for (const { task } of draft.referral.onward.filter((o) => o.task.status === 'in-progress')) {
    hubMove(draft, task, 'on-hold', {
      statusReason: { ...concept(systems.statusReason, heldByParent), text: 'Held together with the referral' },
      extension: withReviewOf(parent, task),
    });
  }
};

/** Whatever their order, which says nothing. */
const said = (extension: readonly Extension[] = []): string => extension.map(canonical).sort().join();

/** The referral waits longer: the date of these is not their owners' to move, nor the coordinator's but by that of the referral. */
export const reviewChildren = (draft: Draft, parent: Task): void => {
  for (const { task } of draft.referral.onward.filter(isHeldWithParent)) {
    const extension = withReviewOf(parent, task);
    if (said(extension) !== said(task.extension))
      draft.put({ ...task, extension, lastModified: draft.now }, { type: 'task-updated', task: referenceTo(task) });
  }
};

export const resumeChildren = (draft: Draft): void => {
  for (const { task } of draft.referral.onward.filter(isHeldWithParent)) {
    const { statusReason: _, ...rest } = task;
    hubMove(draft, rest, 'in-progress');
  }
};

/**
 * The referral ended, or was recalled: partners stop contacting the person. Row 16. Also a recall leaves the partner its
 * invitation, withdrawn or asked to stop: what only vanished would be kept for the day of the meeting.
 */
export const cascade = (draft: Draft, parent: Task): void => {
  const recalled = parent.status === 'entered-in-error';
  const reason = recalled ? 'The request was recalled as an error' : 'The referral has ended';
  recallDrafts(draft, reason);
  cancelUnbegun(draft, reason);
  for (const { task } of draft.referral.onward) {
    if (task.status !== 'in-progress' && task.status !== 'on-hold') continue;
    if (abortsInHand(draft.referral, task).length === 0)
      openAbort(draft, task, { text: reason }, coordinatorOf(draft.referral) ?? '');
    // It was never meant for this person, so nobody need decide whether they still come.
    if (recalled) callOffAhead(draft, task);
  }
};

/** What nobody but its author ever saw. */
export const recallDrafts = (draft: Draft, reason: string): void => {
  for (const { task } of draft.referral.onward)
    if (task.status === 'draft') endChild(draft, task, 'entered-in-error', reason);
};

/** What a partner was asked for and has not begun is cancelled; `which`: where that is not all of it. */
export const cancelUnbegun = (draft: Draft, reason: string, which: (onward: Onward) => boolean = () => true): void => {
  for (const { task } of draft.referral.onward.filter(which))
    if (task.status === 'requested' || task.status === 'accepted') endChild(draft, task, 'cancelled', reason);
};

const objects = 'The person objects to this organisation';

/** Objected to by now, and not before: it is told to stop, once. Of what waits for it nothing is left to come to. */
export const stopObjected = (draft: Draft, before: Referral): void => {
  const isAgainst = ({ consents, patient }: Referral, { task, request }: Onward): boolean =>
    isObjectedTo(consents, organisationOf(task.owner) ?? '', request, { patient, now: draft.now });
  for (const onward of before.onward.filter((o) => !isAgainst(before, o) && isAgainst(draft.referral, o))) {
    const { task } = onward;
    if (task.status === 'requested' || task.status === 'accepted')
      endChild(draft, task, 'cancelled', objects, withdrew);
    if (task.status !== 'in-progress' && task.status !== 'on-hold') continue;
    if (abortsInHand(draft.referral, task).length === 0)
      openAbort(draft, task, { text: objects, code: withdrew }, coordinatorOf(draft.referral) ?? '');
    callOffAhead(draft, task);
  }
};

const endChild = (
  draft: Draft,
  task: Task,
  status: 'entered-in-error' | 'cancelled',
  text: string,
  code?: StatusReason,
): void => {
  hubMove(draft, task, status, { statusReason: { ...(code ? concept(systems.statusReason, code) : {}), text } });
  afterOnward(draft, { ...task, status });
  closeAborts(draft, task);
};

/** Asks the owner of a Task in progress to stop: its own Task, code `abort`. Row 15. */
export const openAbort = (draft: Draft, task: Task, reason: Reason, requester: string): void => {
  const before = businessStatusOf(task);
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
    extension: withSince(before ? [{ url: extensions.businessStatusBefore, valueCode: before }] : [], draft.now),
    reasonCode: reasonConcept(reason),
  };
  draft.put(abort, { type: 'abort-requested', task: referenceTo(abort) });
  draft.put({
    ...task,
    businessStatus: askedToStop,
    lastModified: draft.now,
  });
};
