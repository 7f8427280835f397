import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import { abortsInHand, findTask, partiesOf } from '../parties.ts';
import type { Actor } from '../referral.ts';
import { ok, type Result, refuse, refuseAll } from '../result.ts';
import { openAbort } from '../tasks/children.ts';
import { reasonFaults } from '../tasks/guards.ts';
import type { RequestAbort } from './actions.ts';
import type { Draft } from './decision.ts';

/** Work in progress is stopped by asking its owner. standards.md 12.4 row 15; at most one open request per Task. */
export const decideRequestAbort = (draft: Draft, action: RequestAbort, actor: Actor): Result<void> => {
  const found = findTask(draft.referral, action.task);
  if (!found || found.level === 'abort') return refuse('not-found');
  const parties = partiesOf(found.task, actor.organisation);
  if (parties.length === 0) return refuse('not-found');
  if (!parties.includes('requester')) return refuse('not-yours-to-change');
  const status = statusOf(found.task);
  if (isTerminal(status)) return refuse('ended', { diagnostics: `the Task is ${status}` });
  if (status !== 'in-progress' && status !== 'on-hold') {
    return refuse('illegal-transition', { diagnostics: `a Task that is ${status} is cancelled directly` });
  }
  if (abortsInHand(draft.referral, found.task).length > 0) return refuse('abort-open');
  const faults = refuseAll(reasonFaults(action.reason, 'Task.reasonCode.text'));
  if (faults) return faults;
  openAbort(draft, found.task, action.reason, actor.organisation);
  return ok(undefined);
};
