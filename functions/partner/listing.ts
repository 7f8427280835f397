import type { Invitation } from '../../contracts/partner-api/schemas.ts';
import { ok, type Result } from '../domain/result.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import type { PartnerPorts } from './ports.ts';
import { type Reader, readInvitations } from './take-copies.ts';

interface Walk {
  readonly from?: string | undefined;
  readonly limit: number;
  readonly openOnly: boolean;
  readonly unansweredOnly?: boolean;
  readonly mostPages: number;
}

/**
 * Walks the worklist from a position until `take` has had enough or `mostPages` were read; answers where to go on.
 * Each referral is read from the ledger: the index only says where to look, so what it is late with, or has wrong, is
 * neither shown nor hidden by it.
 */
export const walk = async (
  ports: PartnerPorts,
  reader: Reader,
  { from, mostPages, ...question }: Walk,
  take: (invitations: readonly Invitation[]) => 'more' | 'enough',
): Promise<Result<string | undefined>> => {
  const { ledger, worklist } = ports;
  const { organisation } = reader.actor;
  let after = from;
  for (let n = 0; n < mostPages; n += 1) {
    const page = await worklist.page(organisation, { ...question, ...(after === undefined ? {} : { after }) });
    const loaded = await inParallel(page.referrals, 8, (referral) => ledger.load(referral));
    const read = await inParallel(
      loaded.filter((l) => l !== undefined),
      8,
      (one) => readInvitations(ports)(one, reader),
    );
    const busy = read.find((r) => !r.ok);
    if (busy) return busy;
    after = page.after;
    if (take(read.flatMap((r) => (r.ok ? r.value : []))) === 'enough' || after === undefined) break;
  }
  return ok(after);
};
