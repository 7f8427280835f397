import type { RingGroupReason } from '../../contracts/lifecycle/ring-group.ts';
import { doneAsHub } from './act-as-hub.ts';
import type { ActPorts } from './act-with.ts';

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
  ({ referral, task, why }: ToRing): Promise<boolean> =>
    doneAsHub(ports, { ...{ referral, action: { kind: 'ring-group', task, why } }, as: [task, why, ports.clock()] });
