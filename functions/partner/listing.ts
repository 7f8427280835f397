import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { invitationsOf, invitationView } from '../../mappings/partner/invitation.ts';
import type { Tier } from '../domain/participant.ts';
import { inParallel } from './in-parallel.ts';
import type { PartnerPorts } from './ports.ts';

interface Reader {
  readonly organisation: string;
  readonly tier: Tier;
  readonly now: string;
}

interface Walk {
  readonly from?: string | undefined;
  readonly limit: number;
  readonly openOnly: boolean;
  readonly mostPages: number;
}

/**
 * Walks the worklist from a position until `take` has had enough or `mostPages` were read; answers where to go on.
 * Each referral is read from the ledger: the index only says where to look, so what it is late with, or has wrong, is
 * neither shown nor hidden by it.
 */
export const walk = async (
  { ledger, worklist }: PartnerPorts,
  { organisation, tier, now }: Reader,
  { from, limit, openOnly, mostPages }: Walk,
  take: (invitations: readonly Invitation[]) => 'more' | 'enough',
): Promise<string | undefined> => {
  let after = from;
  for (let n = 0; n < mostPages; n += 1) {
    const page = await worklist.page(organisation, { limit, openOnly, ...(after === undefined ? {} : { after }) });
    const loaded = await inParallel(page.referrals, 8, (referral) => ledger.load(referral));
    const found = loaded
      .filter((l) => l !== undefined)
      .flatMap(({ referral }) =>
        invitationsOf(referral, organisation).map((onward) => invitationView({ referral, onward, tier, now })),
      );
    after = page.after;
    if (take(found) === 'enough' || after === undefined) break;
  }
  return after;
};
