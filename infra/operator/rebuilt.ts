import { thisArea } from '../../contracts/areas/this-area.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { dynamoParticipants } from '../../functions/identity/participants.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { isTombstone } from '../../functions/ledger/tombstone.ts';
import { type ChainFault, chainFaults } from '../../functions/ledger/verify.ts';
import { linkRows } from '../../functions/views/link-rows.ts';
import { projectReferral } from '../../functions/views/project-referral.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { rowStore } from '../../functions/views/row-store.ts';
import { everyReferral } from './every-referral.ts';
import { storedChain } from './stored-versions.ts';
import type { TableAt } from './tables.ts';

interface Rebuilt {
  readonly referrals: number;
  readonly versions: number;
  /** Rows that were not what the ledger says. */
  readonly written: number;
  /** When the newest version was written; undefined in an empty ledger. */
  readonly newest: string | undefined;
  readonly broken: readonly { readonly referral: string; readonly fault: ChainFault['fault'] | 'unreadable' }[];
}

/** Verifies the chain of every referral and makes its rows what the ledger says, with the projection of the hub itself. */
export const rebuildAll = async (ledger: TableAt, views: TableAt): Promise<Rebuilt> => {
  const project = projectReferral({
    ledger: dynamoLedger(ledger),
    participants: dynamoParticipants(ledger),
    rows: rowStore(views),
    references: referenceRows(views),
    links: linkRows(views),
    area: thisArea,
  });
  const sum = { referrals: 0, versions: 0, written: 0, newest: '' };
  const broken: Rebuilt['broken'][number][] = [];
  for await (const referral of everyReferral(ledger)) {
    const stored = await storedChain(ledger, referral);
    sum.referrals += 1;
    sum.versions += stored.length;
    for (const { at } of stored) if (at > sum.newest) sum.newest = at;
    broken.push(...chainFaults(stored).map(({ fault }) => ({ referral, fault })));
    // Of what was disposed of nothing is shown.
    if (stored.some(isTombstone)) continue;
    try {
      sum.written += (await project(referral))?.written ?? 0;
    } catch {
      broken.push({ referral, fault: 'unreadable' });
    }
  }
  return { ...sum, newest: sum.newest || undefined, broken };
};

export const rebuiltLines = ({ referrals, versions, written, newest, broken }: Rebuilt): string[] => [
  `${referrals} referrals in ${versions} versions; the newest was written ${newest ?? 'never'}.`,
  `${written} rows were put right.`,
  ...(broken.length === 0 ? ['Every chain of hashes holds.'] : []),
  ...broken.map(({ referral, fault }) => `BROKEN ${referenceOf(referral)} ${referral}: ${fault}`),
];
