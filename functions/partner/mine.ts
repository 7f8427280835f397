import { invitationsOf } from '../../mappings/partner/invitation.ts';
import { tierSeenBy } from '../domain/authority/seen-tier.ts';
import type { Tier } from '../domain/participant.ts';
import { type Actor, referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Ledger, Participants } from '../usecases/ports.ts';
import type { Mine } from './ports.ts';

type Caller = Pick<Actor, 'organisation' | 'as'>;

/** What whoever calls for an organisation sees of a person: the pipeline has turned away who does not (functions/http/acting.ts). */
export const tierOf = async (participants: Participants, caller: Caller): Promise<Result<Tier>> => {
  const participant = await participants.organisation(caller.organisation);
  return participant ? ok(tierSeenBy(caller, participant.tier)) : refuse('wrong-organisation');
};

/** An invitation by its id. Somebody else's, a draft and one that never was are the same: not there. */
export const findMine =
  ({ ledger, participants }: { readonly ledger: Ledger; readonly participants: Participants }) =>
  async (caller: Caller, id: string): Promise<Result<Mine>> => {
    const referral = referralOf(id);
    const [loaded, tier] = await Promise.all([
      referral === undefined ? undefined : ledger.load(referral),
      tierOf(participants, caller),
    ]);
    if (!tier.ok) return tier;
    const onward = loaded && invitationsOf(loaded.referral, caller.organisation).find((o) => o.task.id === id);
    return loaded && onward ? ok({ loaded, onward, tier: tier.value }) : refuse('not-found');
  };
