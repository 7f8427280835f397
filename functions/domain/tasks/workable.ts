import type { Task } from 'fhir/r4.js';
import { type BusinessStatus, mayStandWith } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, partiesOf } from '../parties.ts';
import type { Actor, Onward } from '../referral.ts';
import { isAskedToStop } from './hub-move.ts';

/** The onward request that this organisation may work on: its owner's or the coordinator's. Anything else is not there. */
export const workable = (draft: Draft, task: string, actor: Actor): Onward | undefined => {
  const onward = draft.referral.onward.find((o) => o.task.id === task);
  if (!onward) return undefined;
  const may =
    partiesOf(onward.task, actor.organisation).includes('owner') ||
    coordinatorOf(draft.referral) === actor.organisation;
  return may ? onward : undefined;
};

/** A business status that does not fit the status is left away: the status says more. So does a request to stop. */
export const touched = (task: Task, businessStatus: BusinessStatus, now: string): Task => ({
  ...task,
  ...(mayStandWith(businessStatus, statusOf(task)) && !isAskedToStop(task)
    ? { businessStatus: concept(systems.businessStatus, businessStatus) }
    : {}),
  lastModified: now,
});
