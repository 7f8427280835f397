import type { Task } from 'fhir/r4.js';
import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { companionsOf, companionToRing, isCompanionToBeRung } from '../../domain/companion/ring-companion.ts';
import { isToBeHeard, mayBeRung } from '../../domain/meetings/ring-group.ts';
import type { Referral } from '../../domain/referral.ts';
import type { ActPorts } from '../../usecases/act-with.ts';
import { ringGroup, type ToRing } from '../../usecases/ring-group.ts';
import type { LinkRows } from '../../views/link-rows.ts';

interface Ports extends ActPorts {
  readonly find: LinkRows['find'];
}

/** A group's own request, or what somebody was asked to go along to, while it goes on; who is to be rung already is rung there. */
const liveIn = (referral: Referral, { organisation, why, now }: Looking): Task | undefined =>
  invitationsOf(referral, organisation).find(isToBeHeard)?.task ??
  companionsOf(referral, organisation).find((task) => companionToRing(referral, task).length > 0) ??
  companionsOf(referral, organisation).findLast((task) => isCompanionToBeRung(referral, task, why, now));

/** The same, once they have ended it. Of what was recalled nobody speaks any more. */
const endedIn = (referral: Referral, { organisation, why }: Looking): Task | undefined =>
  referral.task.status === 'entered-in-error'
    ? undefined
    : invitationsOf(referral, organisation).find((one) => mayBeRung(one, why))?.task;

interface Looking {
  readonly organisation: string;
  readonly why: RingGroupReason;
  readonly now: string;
}

/** By whoever serves links: that a human is to ring. Others write at this moment: whoever asked asks again. */
export const ringing = ({ find, ...ports }: Ports) => {
  const ring = async (one: ToRing): Promise<void> => {
    if (!(await ringGroup(ports)(one))) throw new Error('That a group is to be rung could not be put down');
  };
  return {
    ring,
    /** In the first referral that a link leads to where anything goes on, else where it has ended; false: in none. */
    ringAny: async (link: string, why: RingGroupReason): Promise<boolean> => {
      const row = await find(link);
      const loaded = await Promise.all((row?.referrals ?? []).map((referral) => ports.ledger.load(referral)));
      const states = loaded.flatMap((one) => (one ? [one.referral] : []));
      const looking = { organisation: row?.organisation ?? '', why, now: ports.clock() };
      for (const taskIn of [liveIn, endedIn])
        for (const state of states) {
          const task = taskIn(state, looking)?.id;
          if (task === undefined) continue;
          await ring({ referral: state.id, task, why });
          return true;
        }
      return false;
    },
  };
};
