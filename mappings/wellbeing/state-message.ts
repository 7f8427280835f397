import type { Bundle, BundleEntry, Task } from 'fhir/r4.js';
import { coordinatorOf, partiesOf } from '../../functions/domain/parties.ts';
import type { Referral } from '../../functions/domain/referral.ts';
import { allow } from '../allow-list.ts';
import { task as elements } from './elements.ts';

/**
 * How things stand, for the coordinator's own system: every Task that changed after version `told`, whole, to be put in
 * place of what is there. A repeat or a newer one does no harm, so only the newest is ever sent (DESIGN 6).
 */
export const stateMessage = (referral: Referral, told: number): Bundle<Task> => ({
  resourceType: 'Bundle',
  type: 'transaction',
  timestamp: referral.at,
  entry: [referral.task, ...referral.onward.map((o) => o.task), ...referral.aborts]
    .filter((task) => Number(task.meta?.versionId ?? 0) > told)
    .filter((task) => partiesOf(task, coordinatorOf(referral) ?? '').length > 0)
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map(entryOf),
});

const numberOf = (task: Task): number => Number(/\.t(\d+)$/.exec(task.id ?? '')?.[1] ?? 0);

const entryOf = (task: Task): BundleEntry<Task> => ({
  resource: allow(task, elements),
  request: { method: 'PUT', url: `Task/${task.id}` },
});
