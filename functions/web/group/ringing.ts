import type { Task } from 'fhir/r4.js';
import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { companionsOf, companionToRing, isCompanionToBeRung } from '../../domain/companion/ring-companion.ts';
import { mayBeRung } from '../../domain/meetings/ring-group.ts';
import type { Referral } from '../../domain/referral.ts';
import type { ActPorts } from '../../usecases/act-with.ts';
import { ringGroup, type ToRing } from '../../usecases/ring-group.ts';
import type { LinkRows } from '../../views/link-rows.ts';

interface Ports extends ActPorts {
  readonly find: LinkRows['find'];
}

/** A group's own request, or what somebody was asked to go along to; who is to be rung already is rung there. */
const toRingIn = (referral: Referral, organisation: string, why: RingGroupReason, now: string): Task | undefined =>
  invitationsOf(referral, organisation).find((one) => mayBeRung(one, why))?.task ??
  companionsOf(referral, organisation).find((task) => companionToRing(referral, task).length > 0) ??
  companionsOf(referral, organisation).findLast((task) => isCompanionToBeRung(referral, task, why, now));

/** By whoever serves links: that a human is to ring. Others write at this moment: whoever asked asks again. */
export const ringing = ({ find, ...ports }: Ports) => {
  const ring = async (one: ToRing): Promise<void> => {
    if (!(await ringGroup(ports)(one))) throw new Error('That a group is to be rung could not be put down');
  };
  return {
    ring,
    /** In the first referral that a link leads to where anything goes on; false: in none. */
    ringAny: async (link: string, why: RingGroupReason): Promise<boolean> => {
      const row = await find(link);
      for (const referral of row?.referrals ?? []) {
        const loaded = await ports.ledger.load(referral);
        const task = loaded && row && toRingIn(loaded.referral, row.organisation, why, ports.clock());
        if (task?.id === undefined) continue;
        await ring({ referral, task: task.id, why });
        return true;
      }
      return false;
    },
  };
};
