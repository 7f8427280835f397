import { unpack } from './codec.ts';
import { bodyHashOf, hashOf, type StoredVersion } from './item.ts';
import { bornKey } from './keys.ts';
import { isTombstone, type Tombstone, tombstoneHolds } from './tombstone.ts';

/** What is wrong with one stored version: it, or something before it, is not what was written. */
export interface ChainFault {
  readonly version: number;
  /** `body`: not what its hash says; `header`: who, when, what or its place in the chain was changed; `gap`: one is missing. */
  readonly fault: 'gap' | 'body' | 'header' | 'chain' | 'order';
}

const bodyHolds = (item: StoredVersion): boolean => {
  try {
    const resources = unpack(item.resources);
    const seen = item.seen && unpack(item.seen);
    return same(bodyHashOf(resources, seen), item.bodyHash);
  } catch {
    // Bytes that cannot be unpacked are not those that were packed.
    return false;
  }
};

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;

/** A version, or what stayed of one. */
export type ChainItem = StoredVersion | Tombstone;
const versionOf = ({ sk }: ChainItem): number => Number(sk.slice(2));

/** The index key of the first version alone, which no hash covers; what was written at first names the hour as well. */
const isBornThen = ({ at, prev, born }: StoredVersion): boolean =>
  prev ? born === undefined : born !== undefined && at.startsWith(born) && born.startsWith(bornKey(at));

const itselfFaults = (item: ChainItem): ChainFault['fault'][] => {
  if (isTombstone(item)) return tombstoneHolds(item) ? [] : ['header'];
  return [
    ...(bodyHolds(item) ? [] : (['body'] as const)),
    ...(same(hashOf(item), item.hash) && isBornThen(item) ? [] : (['header'] as const)),
  ];
};

const faultsOf = (item: ChainItem, before: ChainItem | undefined): ChainFault['fault'][] => {
  const follows = before ? same(item.prev, before.hash) : item.prev === undefined;
  return [
    ...(versionOf(item) === (before ? versionOf(before) : 0) + 1 ? [] : (['gap'] as const)),
    ...itselfFaults(item),
    ...(follows ? [] : (['chain'] as const)),
    ...(before && item.at <= before.at ? (['order'] as const) : []),
  ];
};

/** Checks all stored versions of one referral, oldest first. Nothing found means: no byte was changed, none is missing inside. */
export const chainFaults = (items: readonly ChainItem[]): ChainFault[] =>
  items.flatMap((item, i) => faultsOf(item, items[i - 1]).map((fault) => ({ version: versionOf(item), fault })));
