import type { ServiceRequest } from 'fhir/r4.js';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { ReviseRequest } from './actions.ts';
import { cancelUnbegun } from './children.ts';
import { statusOf } from './coding.ts';
import { decideRequestAbort } from './decide-abort.ts';
import { decideComplete } from './decide-complete.ts';
import type { Draft } from './decision.ts';
import { isUnderWay } from './delegation.ts';
import { reasonFaults } from './guards.ts';
import { abortsInHand, coordinatorOf, referrerOf } from './parties.ts';
import { type Actor, referenceTo } from './referral.ts';
import { ok, type Result, refuse, refuseAll } from './result.ts';
import { decideUpdateTask } from './update-task.ts';

/** The referrer withdraws or recalls its request: T1 follows, directly or by asking. standards.md 12.5. */
export const decideReviseRequest = (draft: Draft, action: ReviseRequest, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (referrerOf(referral) !== actor.organisation) {
    return coordinatorOf(referral) === actor.organisation ? refuse('not-yours-to-change') : refuse('not-found');
  }
  if (action.status === 'completed') return decideComplete(draft, action);
  const { request, task } = referral;
  if (action.request !== undefined && action.request !== request.id) return decideReviseNeed(draft, action);
  if (request.status === action.status) return ok(undefined);
  if (!mayBecome(request, action.status)) return refuse('ended', { expression: 'ServiceRequest.status' });
  const faults = refuseAll(reasonFaults(action.reason, 'ServiceRequest.note'));
  if (faults) return faults;
  const moves = stopTask(draft, action, actor);
  if (!moves.ok) return moves;
  draft.put({ ...request, status: action.status }, { type: `request-${action.status}`, task: referenceTo(task) });
  return ok(undefined);
};

/** Row 17: what was completed may still turn out to have been an error, if nothing happened for the person. */
const mayBecome = (request: ServiceRequest, status: ReviseRequest['status']): boolean =>
  isUnderWay(request) || (request.status === 'completed' && status === 'entered-in-error');

/** One further need of several goes; the Task goes on for the rest of the request. */
const decideReviseNeed = (draft: Draft, { request, status, reason }: ReviseRequest): Result<void> => {
  const need = draft.referral.furtherNeeds.find((n) => n.id === request);
  if (!need) return refuse('not-found');
  if (need.status === status) return ok(undefined);
  if (!mayBecome(need, status)) return refuse('ended', { expression: 'ServiceRequest.status' });
  const faults = refuseAll(reasonFaults(reason, 'ServiceRequest.note'));
  if (faults) return faults;
  draft.put({ ...need, status }, { type: `request-${status}`, task: referenceTo(draft.referral.task) });
  return ok(undefined);
};

const stopTask = (draft: Draft, action: ReviseRequest, actor: Actor): Result<void> => {
  const { task } = draft.referral;
  const id = task.id ?? '';
  const status = statusOf(task);
  if (action.status === 'entered-in-error') {
    return decideUpdateTask(
      draft,
      { kind: 'update-task', task: id, to: 'entered-in-error', reason: action.reason },
      actor,
    );
  }
  if (isTerminal(status)) return ok(undefined);
  if (status === 'in-progress' || status === 'on-hold') {
    // A withdrawn request sends nobody out any more: what no partner began ends now, whatever the coordinator answers
    // (standards.md 12.9, invariant 14).
    cancelUnbegun(draft, 'The request was withdrawn');
    return abortsInHand(draft.referral, task).length > 0
      ? ok(undefined)
      : decideRequestAbort(draft, { kind: 'request-abort', task: id, reason: action.reason }, actor);
  }
  return decideUpdateTask(draft, { kind: 'update-task', task: id, to: 'cancelled', reason: action.reason }, actor);
};
