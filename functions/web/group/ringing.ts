import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { mayBeRung } from '../../domain/meetings/ring-group.ts';
import type { ActPorts } from '../../usecases/act-with.ts';
import { ringGroup, type ToRing } from '../../usecases/ring-group.ts';
import type { LinkRows } from '../../views/link-rows.ts';

interface Ports extends ActPorts {
  readonly find: LinkRows['find'];
}

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
        const all = loaded && row ? invitationsOf(loaded.referral, row.organisation) : [];
        const onward = all.find((one) => mayBeRung(one, why));
        if (onward?.task.id === undefined) continue;
        await ring({ referral, task: onward.task.id, why });
        return true;
      }
      return false;
    },
  };
};
