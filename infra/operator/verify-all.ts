import { type Anchor, anchorHashOf, headsIn, readAnchor, type Stood } from '../../functions/audit/anchor.ts';
import { type AuditItem, expiryOf } from '../../functions/audit/entry.ts';
import { chainOfKey } from '../../functions/audit/keys.ts';
import { chainsIn, trailFaults } from '../../functions/audit/verify.ts';
import { readWitnessed } from '../../functions/audit/witness.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { parseStoredVersion } from '../../functions/ledger/item.ts';
import { referralOfKey, versionOfKey } from '../../functions/ledger/keys.ts';
import { readTombstone } from '../../functions/ledger/tombstone.ts';
import { type ChainItem, chainFaults } from '../../functions/ledger/verify.ts';
import { everyItem } from './audit-items.ts';
import { stoneFaults } from './stone-faults.ts';
import type { TableAt } from './tables.ts';

/** Hashes by where and number, in base64url. */
type Hashes = ReadonlyMap<string, string>;

export interface Verified {
  readonly records: number;
  readonly chains: number;
  readonly anchors: number;
  readonly referrals: number;
  readonly versions: number;
  readonly newestAnchor: { readonly until: string; readonly hash: string } | undefined;
  /** One line for each thing that is not as it was written. */
  readonly broken: readonly string[];
}

interface Verifying {
  readonly ledger: TableAt;
  readonly audit: TableAt;
  /** How long records of the trail are kept. */
  readonly years: number;
  readonly now: string;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const placeOf = (where: string, number: number): string => `${where} ${number}`;

/** Every chain, every anchor and every ledger, against themselves and each other. It reads both tables whole. */
export const verifyAll = async ({ ledger, audit, years, now }: Verifying): Promise<Verified> => {
  const items: Record<string, unknown>[] = [];
  for await (const item of everyItem(audit)) items.push(item);
  const trail = chainsIn(items);
  const records = [...trail.chains.values()].flat();
  const anchors = items.filter(({ pk }) => pk === 'ANCHORS').toSorted((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1));
  const witnesses = items.map((item) => ({ sk: String(item.sk), seen: readWitnessed(item) }));
  const seen = witnesses.flatMap((witness) => witness.seen ?? []);
  const read = anchors.map((item) => readAnchor(item));
  const recordsOf = Map.groupBy(records, ({ referral }) => referral);
  const ledgers = await ledgersIn(ledger, (referral, chain) =>
    stoneFaults(chain, { records: recordsOf.get(referral) ?? [], first: read[0]?.until, years, now }),
  );
  const hashes = new Map(records.map((item) => [placeOf(item.pk, Number(item.sk)), text(item.hash)]));
  for (const [place, hash] of ledgers.hashes) hashes.set(place, hash);
  const newest = read.at(-1);
  return {
    ...{ records: records.length, chains: trail.chains.size, anchors: anchors.length },
    ...{ referrals: ledgers.referrals, versions: ledgers.hashes.size },
    newestAnchor: newest && { until: newest.until, hash: text(newest.hash) },
    broken: [
      ...trailFaults(trail, years, now).map(({ where, fault }) => `trail ${where}: ${trailSays[fault]}`),
      ...ledgers.broken,
      ...witnesses.filter(({ seen: read }) => !read).map(({ sk }) => `witness ${sk}: ${trailSays.unreadable}`),
      ...seen
        .filter(({ referral, version, hash }) => hashes.get(placeOf(referral, version)) !== hash)
        .map(
          ({ referral, version }) =>
            `ledger ${referenceOf(referral)} ${referral}: version ${version} is not the one that was seen when it was written`,
        ),
      ...anchorFaults(read, { hashes, longest: longestOf(records), years, now }),
    ],
  };
};

const trailSays = {
  unreadable: 'it cannot be read',
  record: 'it is not what was written',
  chain: 'it does not follow the one before',
  gap: 'what stood before it is missing',
  expires: 'it would go before its time',
} as const;

/** Versions and what stayed of them, by referral, as they lie in the table. */
const ledgersIn = async (
  at: TableAt,
  ofStones: (referral: string, chain: readonly ChainItem[]) => readonly string[],
) => {
  const chains = new Map<string, ChainItem[]>();
  const broken: string[] = [];
  for await (const item of everyItem(at)) {
    const referral = referralOfKey(String(item.pk));
    if (referral === undefined || versionOfKey(String(item.sk)) === undefined || item.format === 'alias') continue;
    try {
      const chain = chains.get(referral) ?? [];
      chain.push(readTombstone(item) ?? parseStoredVersion(item));
      chains.set(referral, chain);
    } catch {
      broken.push(`ledger ${referenceOf(referral)} ${referral}: ${item.sk} cannot be read`);
    }
  }
  const hashes: [string, string][] = [];
  for (const [referral, chain] of chains) {
    chain.sort((a, b) => (a.sk < b.sk ? -1 : 1));
    for (const { version, fault } of chainFaults(chain))
      broken.push(`ledger ${referenceOf(referral)} ${referral}: version ${version}, ${fault}`);
    broken.push(...ofStones(referral, chain).map((fault) => `ledger ${referenceOf(referral)} ${referral}: ${fault}`));
    hashes.push(
      ...chain.map(({ sk, hash }): [string, string] => [placeOf(referral, versionOfKey(sk) ?? 0), text(hash)]),
    );
  }
  return { referrals: chains.size, hashes: new Map(hashes), broken };
};

interface Against {
  readonly hashes: Hashes;
  /** The number of the last record of each part of a chain. */
  readonly longest: ReadonlyMap<string, number>;
  readonly years: number;
  readonly now: string;
}

const longestOf = (records: readonly AuditItem[]): ReadonlyMap<string, number> => {
  const longest = new Map<string, number>();
  for (const { pk, sk } of records) longest.set(pk, Math.max(longest.get(pk) ?? 0, Number(sk)));
  return longest;
};

const anchorFaults = (anchors: readonly (Anchor | undefined)[], against: Against): string[] =>
  anchors.flatMap((anchor, n) => {
    const before = anchors[n - 1];
    if (!anchor) return [`anchor ${n + 1} cannot be read`];
    const faults = [...itselfFaults(anchor, before), ...headFaults(anchor, against)];
    return faults.map((fault) => `anchor ${anchor.sk}: ${fault}`);
  });

const itselfFaults = (anchor: Anchor, before: Anchor | undefined): string[] => {
  const isNext = anchor.prev === undefined ? before === undefined : before && text(before.hash) === text(anchor.prev);
  const holds = (): boolean => {
    try {
      return text(anchorHashOf(anchor)) === text(anchor.hash);
    } catch {
      return false;
    }
  };
  return [...(isNext ? [] : ['it does not follow the one before']), ...(holds() ? [] : ['it is not what was written'])];
};

const headFaults = (anchor: Anchor, { hashes, longest, years, now }: Against): string[] => {
  const read = (): readonly Stood[] => {
    try {
      return headsIn(anchor);
    } catch {
      return [];
    }
  };
  return read().flatMap(([where, number, hash]) => {
    const part = chainOfKey(where);
    if (part && expiryOf(`${part.hour}:00:00.000Z`, years) * 1000 < Date.parse(now)) return [];
    const standing = hashes.get(placeOf(where, number));
    if (standing === undefined) return [`${where} ${number} is gone`];
    if (standing !== hash) return [`${where} ${number} is another than the one that stood there`];
    return part && (longest.get(where) ?? 0) > number ? [`${where} has grown since`] : [];
  });
};

/** Whose anchors stopped would notice nothing of what was changed since. */
const lateMs = 3 * 3_600_000;

export const verifiedLines = (
  verified: Verified,
  now: string,
): { readonly lines: readonly string[]; readonly holds: boolean } => {
  const { records, chains, anchors, referrals, versions, newestAnchor: newest, broken } = verified;
  const isLate =
    records + versions > 0 && (!newest || Date.parse(`${newest.until}:59:59.999Z`) + lateMs < Date.parse(now));
  const all = [
    ...broken,
    ...(isLate ? [`anchors: the newest is of ${newest?.until ?? 'never'}: run by run they are missing`] : []),
  ];
  return {
    lines: [
      `${records} records in ${chains} chains, ${anchors} anchors, ${versions} versions of ${referrals} referrals.`,
      ...(newest
        ? [`The newest anchor, of ${newest.until}, is ${newest.hash}: the log line anchor-made must say the same.`]
        : []),
      ...(all.length === 0 ? ['Every chain holds: no byte was changed, and none is missing.'] : []),
      ...all.map((line) => `BROKEN ${line}`),
    ],
    holds: all.length === 0,
  };
};
