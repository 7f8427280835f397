import { type AuditItem, expiryOf } from '../../functions/audit/entry.ts';
import { isTombstone, type Tombstone } from '../../functions/ledger/tombstone.ts';
import type { ChainItem } from '../../functions/ledger/verify.ts';

interface Known {
  /** What the trail says of this referral. */
  readonly records: readonly AuditItem[];
  /** The hour of the first anchor: before it there was no hub. */
  readonly first: string | undefined;
  /** How long records of the trail are kept. */
  readonly years: number;
  readonly now: string;
}

/** A disposal takes seconds; one that was broken off is finished on the same day. */
const underWayMs = 86_400_000;

/** Put on record in another table before any content went: who can write the ledger alone cannot take content away unseen. */
export const isOnRecord = ({ disposed, why }: Tombstone, records: readonly AuditItem[]): boolean =>
  records.some(({ kind, by, at }) => kind === 'disposed' && by === why && at <= disposed);

/** Its record went by its time: nowhere in the first years of a hub. */
const recordMayBeGone = ({ disposed }: Tombstone, { first, years, now }: Known): boolean =>
  first !== undefined && disposed >= first && expiryOf(disposed, years) * 1000 < Date.parse(now);

/** What says that the stones of a chain, oldest first, are not those of a disposal. */
export const stoneFaults = (chain: readonly ChainItem[], known: Known): readonly string[] => {
  const stones = chain.filter(isTombstone);
  const [oldest] = stones;
  const newest = chain.at(-1);
  if (!oldest || !newest) return [];
  const written = chain.filter((item) => !isTombstone(item) || item.bodyHash !== undefined).at(-1);
  const isEnded = isTombstone(newest) && newest.bodyHash === undefined;
  const isSuffix = chain.slice(chain.indexOf(oldest)).every(isTombstone);
  const isUnderWay = stones.some(({ disposed }) => Date.parse(known.now) - Date.parse(disposed) < underWayMs);
  const isLater = stones.every(({ disposed }) => written === undefined || disposed >= written.at);
  const wasRecorded = stones.every((stone) => isOnRecord(stone, known.records) || recordMayBeGone(stone, known));
  return [
    ...(isEnded ? [] : ['content is gone, and no disposal ended it']),
    ...(isSuffix && (stones.length === chain.length || isUnderWay) ? [] : ['content is gone from parts of it alone']),
    ...(isLater ? [] : ['content is said to have gone before it was written']),
    ...(wasRecorded ? [] : ['content is gone, and the trail has no record of a disposal']),
  ];
};
