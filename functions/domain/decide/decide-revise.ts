import type { ServiceRequest } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import { unlessEmpty } from '../given.ts';
import { abortsInHand, coordinatorOf, referrerOf } from '../parties.ts';
import { type Actor, referenceTo } from '../referral.ts';
import { ok, type Result, refuse, refuseAll } from '../result.ts';
import { cancelUnbegun } from '../tasks/children.ts';
import { isUnderWay, isWithdrawn, servesOf } from '../tasks/delegation.ts';
import { reasonFaults } from '../tasks/guards.ts';
import { signed } from '../tasks/moved-task.ts';
import { decideUpdateTask } from '../tasks/update-task.ts';
import { textsOf } from '../text-limits.ts';
import type { ReviseRequest } from './actions.ts';
import { decideRequestAbort } from './decide-abort.ts';
import { decideComplete } from './decide-complete.ts';
import type { Draft } from './decision.ts';

/**
 * The referrer withdraws or recalls a request: with the last one that is under way T1 follows, directly or by asking
 * (standards.md 12.5). A further need was sent as a referral of its own: it goes on when the first request is withdrawn.
 * A recall of the first one takes all: it was sent for the wrong person, and they were joined by that person.
 */
export const decideReviseRequest = (draft: Draft, action: ReviseRequest, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (referrerOf(referral) !== actor.organisation) {
    return coordinatorOf(referral) === actor.organisation ? refuse('not-yours-to-change') : refuse('not-found');
  }
  const requests = [referral.request, ...referral.furtherNeeds];
  const revised = requests.find((r) => r.id === (action.request ?? referral.request.id));
  if (!revised) return refuse('not-found');
  if (revised.status === action.status)
    return saysMore(revised, action) ? refuse('invalid-input', afterwards) : ok(undefined);
  const ended = endedAs(revised, action, actor, draft.now);
  const faults = refuseAll(reasonFaults(action.reason, 'ServiceRequest.note'));
  if (action.status === 'completed') return faults ?? decideComplete(draft, revised, ended);
  if (!mayBecome(revised, action.status)) return refuse('ended', { expression: 'ServiceRequest.status' });
  if (faults) return faults;
  const others = requests.filter((r) => r !== revised && isUnderWay(r));
  const moves = afterRevised(draft, action, actor, { revised, others });
  if (!moves.ok) return moves;
  draft.put(ended, { type: `request-${action.status}`, task: referenceTo(referral.task) });
  return ok(undefined);
};

/** Nobody looks at a request that has ended; a Communication is read. */
const afterwards = { expression: 'ServiceRequest.note', diagnostics: 'send an added note as a Communication' };

/** Who says the same once more did not hear that it was taken. */
const saysMore = ({ note = [] }: ServiceRequest, { notes = [] }: ReviseRequest): boolean =>
  notes.some((text) => !textsOf(note).includes(text));

/** With what was written of it: T1 has the reason only where it ends too. */
const endedAs = (request: ServiceRequest, action: ReviseRequest, actor: Actor, now: string): ServiceRequest => {
  const note = unlessEmpty([...(request.note ?? []), ...signed(action.notes ?? [], actor.organisation, now)]);
  return { ...request, status: action.status, ...(note ? { note } : {}) };
};

interface Revised {
  readonly revised: ServiceRequest;
  /** What else is under way in this referral. */
  readonly others: readonly ServiceRequest[];
}

const afterRevised = (
  draft: Draft,
  action: ReviseRequest,
  actor: Actor,
  { revised, others }: Revised,
): Result<void> => {
  const isFirst = revised.id === draft.referral.request.id;
  const takesAll = isFirst && action.status === 'entered-in-error';
  const wasLast = others.length === 0 && isUnderWay(revised);
  if (takesAll || wasLast) {
    for (const other of others) draft.put({ ...other, status: action.status });
    return stopTask(draft, action, actor);
  }
  // Nobody is sent out for it any more (12.9, invariant 14); what else was asked for goes on.
  cancelUnbegun(draft, withdrawn, ({ request }) =>
    servesOf(draft.referral, request).every((served) => served.id === revised.id || isWithdrawn(served)),
  );
  return ok(undefined);
};

const withdrawn = 'The request was withdrawn';

/** Row 17: what was completed may still turn out to have been an error, if nothing happened for the person. */
const mayBecome = (request: ServiceRequest, status: ReviseRequest['status']): boolean =>
  isUnderWay(request) || (request.status === 'completed' && status === 'entered-in-error');

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
    cancelUnbegun(draft, withdrawn);
    return abortsInHand(draft.referral, task).length > 0
      ? ok(undefined)
      : decideRequestAbort(draft, { kind: 'request-abort', task: id, reason: action.reason }, actor);
  }
  return decideUpdateTask(draft, { kind: 'update-task', task: id, to: 'cancelled', reason: action.reason }, actor);
};
