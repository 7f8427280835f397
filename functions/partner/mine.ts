import { invitationsOf } from '../../mappings/partner/invitation.ts';
import type { Tier } from '../domain/participant.ts';
import { referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Ledger, Participants } from '../usecases/ports.ts';
import type { Mine } from './ports.ts';

/** The tier of an organisation that takes part: the pipeline has turned away who does not (functions/http/acting.ts). */
export const tierOf = async (participants: Participants, organisation: string): Promise<Result<Tier>> => {
  const participant = await participants.organisation(organisation);
  return participant ? ok(participant.tier) : refuse('wrong-organisation');
};

/** An invitation by its id. Somebody else's, a draft and one that never was are the same: not there. */
export const findMine =
  ({ ledger, participants }: { readonly ledger: Ledger; readonly participants: Participants }) =>
  async (organisation: string, id: string): Promise<Result<Mine>> => {
    const referral = referralOf(id);
    const [loaded, tier] = await Promise.all([
      referral === undefined ? undefined : ledger.load(referral),
      tierOf(participants, organisation),
    ]);
    if (!tier.ok) return tier;
    const onward = loaded && invitationsOf(loaded.referral, organisation).find((o) => o.task.id === id);
    return loaded && onward ? ok({ loaded, onward, tier: tier.value }) : refuse('not-found');
  };
