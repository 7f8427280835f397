import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { companionsOf, companionToRing, isCompanionToBeRung } from '../../domain/companion/ring-companion.ts';
import { isToBeHeard, mayBeRung, toRing } from '../../domain/meetings/ring-group.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Clock, Ledger } from '../../usecases/ports.ts';
import type { ToRing } from '../../usecases/ring-group.ts';

interface Ports {
  readonly ledger: Pick<Ledger, 'load'>;
  /** Every referral that is open for a group. */
  readonly open: (organisation: string) => AsyncIterable<string>;
  readonly ring: (one: ToRing) => Promise<boolean>;
  readonly clock: Clock;
  /** Nothing is open for the group in which its service could be told. */
  readonly nobody: (organisation: string, why: RingGroupReason) => void;
}

/** `isRung`: somebody is to ring the group already. */
const lookInto = (
  state: Referral,
  organisation: string,
  { why, now }: { readonly why: RingGroupReason; readonly now: string },
): { readonly isRung: boolean; readonly task?: string } => {
  const all = invitationsOf(state, organisation);
  const along = companionsOf(state, organisation);
  const onward = all.find(isToBeHeard) ?? all.find((one) => mayBeRung(one, why));
  const task = onward?.task.id ?? along.findLast((one) => isCompanionToBeRung(state, one, why, now))?.id;
  const isRung =
    all.some((one) => toRing(state, one).length > 0) || along.some((one) => companionToRing(state, one).length > 0);
  return { isRung, ...(task === undefined ? {} : { task }) };
};

/** About a message that is of no referral: the group is rung in the first of those that are open, unless somebody is to ring it already. */
export const ringOpen =
  ({ ledger, open, ring, nobody, clock }: Ports) =>
  async (organisation: string, why: RingGroupReason): Promise<void> => {
    let first: ToRing | undefined;
    for await (const referral of open(organisation)) {
      const loaded = await ledger.load(referral);
      const { isRung, task } = loaded
        ? lookInto(loaded.referral, organisation, { why, now: clock() })
        : { isRung: false };
      if (isRung) return;
      if (task !== undefined) first ??= { referral, task, why };
    }
    if (!first) return nobody(organisation, why);
    if (!(await ring(first))) throw new Error('That a group is to be rung could not be put down');
  };
