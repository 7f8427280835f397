import { type AuditItem, auditHashOf, expiryOf, readAuditItem } from './entry.ts';
import { allParts, chainOfKey, hourOf } from './keys.ts';

/** What is wrong with the trail, and where: the key of an item. */
interface AuditFault {
  readonly where: string;
  /** `record`: not what its hash says; `chain`: it does not follow the one before; `gap`: one is missing; `expires`: it would go too early. */
  readonly fault: 'unreadable' | 'record' | 'chain' | 'gap' | 'expires';
}

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;

/**
 * The first record of each hour is the one in the index by which anchors find it, and no other is: an hour that is hidden could lose its
 * end unseen. Of one that follows on nothing, because that is gone by its time, nobody can tell.
 */
const isIndexed = ({ pk, at, part, hour }: AuditItem, before: AuditItem | undefined): boolean =>
  pk === before?.pk ? part === undefined && hour === undefined : part === allParts && hour === hourOf(at);

const faultsOf = (
  item: AuditItem,
  before: AuditItem | undefined,
  years: number,
  now: string,
): AuditFault['fault'][] => {
  const number = Number(item.sk);
  const isNext = number === (before ? Number(before.sk) : 0) + 1;
  // What is past its time goes record by record, in any order: no gap where the one after it may be gone too.
  const mayBeGone = expiryOf(item.at, years) * 1000 < Date.parse(now) + 3_600_000;
  return [
    ...(same(auditHashOf(item), item.hash) && (!isNext || isIndexed(item, before)) ? [] : (['record'] as const)),
    ...(isNext || mayBeGone ? [] : (['gap'] as const)),
    ...(!isNext || same(item.prev, before?.hash) ? [] : (['chain'] as const)),
    ...(item.expires === undefined || item.expires >= expiryOf(item.at, years) ? [] : (['expires'] as const)),
  ];
};

/** All records of one chain, in order. */
const chainFaults = (items: readonly AuditItem[], years: number, now: string): AuditFault[] =>
  items.flatMap((item, n) =>
    faultsOf(item, items[n - 1], years, now).map((fault) => ({ where: `${item.pk} ${item.sk}`, fault })),
  );

export interface ReadTrail {
  readonly chains: ReadonlyMap<string, readonly AuditItem[]>;
  readonly faults: readonly AuditFault[];
}

/** The items of the audit table that are records of chains, by chain; what should be one and cannot be read is a fault. */
export const chainsIn = (items: readonly Readonly<Record<string, unknown>>[]): ReadTrail => {
  const chains = new Map<string, AuditItem[]>();
  const faults: AuditFault[] = [];
  for (const one of items) {
    const of = chainOfKey(String(one.pk));
    if (!of) continue;
    try {
      const item = readAuditItem(one);
      const chain = chains.get(of.chain);
      if (chain) chain.push(item);
      else chains.set(of.chain, [item]);
    } catch {
      faults.push({ where: `${one.pk} ${one.sk}`, fault: 'unreadable' });
    }
  }
  for (const items of chains.values()) items.sort((a, b) => a.sk.localeCompare(b.sk));
  return { chains, faults };
};

/** Checks every chain. Nothing found means: no byte was changed, none is missing inside. What is missing at an end, anchors find. */
export const trailFaults = ({ chains, faults }: ReadTrail, years: number, now: string): AuditFault[] => [
  ...faults,
  ...[...chains.values()].flatMap((items) => chainFaults(items, years, now)),
];
