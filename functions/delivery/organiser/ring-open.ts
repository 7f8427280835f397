import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { isToBeHeard, mayBeRung, toRing } from '../../domain/meetings/ring-group.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Ledger } from '../../usecases/ports.ts';
import type { ToRing } from '../../usecases/ring-group.ts';

interface Ports {
  readonly ledger: Pick<Ledger, 'load'>;
  /** Every referral that is open for a group. */
  readonly open: (organisation: string) => AsyncIterable<string>;
  readonly ring: (one: ToRing) => Promise<boolean>;
  /** Nothing is open for the group in which its service could be told. */
  readonly nobody: (organisation: string, why: RingGroupReason) => void;
}

/** `isRung`: somebody is to ring the group already. */
const lookInto = (
  state: Referral,
  organisation: string,
  why: RingGroupReason,
): { readonly isRung: boolean; readonly task?: string } => {
  const all = invitationsOf(state, organisation);
  const task = (all.find(isToBeHeard) ?? all.find((one) => mayBeRung(one, why)))?.task.id;
  return { isRung: all.some((onward) => toRing(state, onward).length > 0), ...(task === undefined ? {} : { task }) };
};

/** About a message that is of no referral: the group is rung in the first of those that are open, unless somebody is to ring it already. */
export const ringOpen =
  ({ ledger, open, ring, nobody }: Ports) =>
  async (organisation: string, why: RingGroupReason): Promise<void> => {
    let first: ToRing | undefined;
    for await (const referral of open(organisation)) {
      const loaded = await ledger.load(referral);
      const { isRung, task } = loaded ? lookInto(loaded.referral, organisation, why) : { isRung: false };
      if (isRung) return;
      if (task !== undefined) first ??= { referral, task, why };
    }
    if (!first) return nobody(organisation, why);
    if (!(await ring(first))) throw new Error('That a group is to be rung could not be put down');
  };
