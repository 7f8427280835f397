import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf } from '../parties.ts';
import { organisationOf, referenceTo } from '../referral.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { cannotCome } from './circumstances.ts';

/**
 * Carries out a change of what is known of the person. Where partners may expect them no more, or may again, each open
 * invitation gets a new version: that is how its group's system notices (DESIGN 6).
 */
export const tellingPartners = <T>(draft: Draft, change: () => T): T => {
  const before = cannotCome(draft.referral);
  const changed = change();
  if (cannotCome(draft.referral) === before) return changed;
  const coordinator = coordinatorOf(draft.referral);
  for (const { task } of draft.referral.onward) {
    if (!wasSent(task) || isTerminal(statusOf(task)) || organisationOf(task.owner) === coordinator) continue;
    draft.put({ ...task, lastModified: draft.now }, { type: 'task-updated', task: referenceTo(task) });
  }
  return changed;
};
