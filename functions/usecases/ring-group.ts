import type { RingGroupReason } from '../../contracts/lifecycle/ring-group.ts';
import { decideAsHub } from '../domain/decide/decide-as-hub.ts';
import { hub } from '../domain/hub.ts';
import { type ActPorts, actWith } from './act-with.ts';

export interface ToRing {
  readonly referral: string;
  /** Id of the onward Task, of a companion's, or of T1. */
  readonly task: string;
  readonly why: RingGroupReason;
}

/**
 * Puts down, in the referral that is concerned, that a human is to ring a group, a companion or the person. While one such item is open another says nothing new.
 * false: others wrote at the same moment; it is to be tried again.
 */
export const ringGroup =
  (ports: ActPorts) =>
  async ({ referral, task, why }: ToRing): Promise<boolean> => {
    const id = ['ring-group', task, why, ports.clock()].join('.');
    const acted = await actWith(decideAsHub)(ports)({
      ...{ referral, actor: hub, request: { id, correlation: id, bodyHash: id } },
      action: { kind: 'ring-group', task, why },
    });
    if (!acted.ok && acted.refusals[0].code !== 'busy')
      throw new Error(`The hub may not have a group rung: ${acted.refusals[0].code}`);
    return acted.ok;
  };
