import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What is to go wrong, and how often. The same order makes the same occasions fail. */
const order = z.strictObject({
  seed: z.string(),
  /** Chance of each occasion, by kind; a kind that is not named never strikes. */
  rates: z.record(z.string(), z.number().min(0).max(1)),
  /** One of the first so many occasions at each site is struck whatever the chance. 0 leaves it to chance. */
  soon: z.number().int().min(0).max(1_000).default(0),
});

/** Faults made on purpose, for simulations. Nothing strikes before somebody orders it at the control door. */
export interface Faults {
  /** The fault of a place's table that strikes now, counted; almost always none. `site` names the occasion for people. */
  choose<T>(table: Readonly<Record<string, T>>, site: string): T | undefined;
  /** @throws when a kind is unknown. */
  order(given: unknown): void;
  /** Struck so far, by kind and site; every kind is there. */
  counts(): Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A number in [0, 1) that is the same for the same words. */
const chance = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('/')).digest().readUInt32BE(0) / 2 ** 32;

export const faultsOf = (kinds: readonly string[]): Faults => {
  let { seed, rates, soon } = order.parse({ seed: '', rates: {} });
  const occasions = new Map<string, number>();
  const struck = new Map(kinds.map((kind) => [kind, new Map<string, number>()]));

  const strikes = (kind: string, site: string): boolean => {
    const rate = rates[kind] ?? 0;
    if (rate === 0) return false;
    const name = `${kind}/${site}`;
    const nth = (occasions.get(name) ?? 0) + 1;
    occasions.set(name, nth);
    const first = soon > 0 && nth === 1 + Math.floor(chance(seed, name, 'first') * soon);
    return first || chance(seed, name, nth) < rate;
  };

  return {
    choose: (table, site) => {
      const kind = Object.keys(table).find((name) => strikes(name, site));
      if (kind === undefined) return undefined;
      const sites = struck.get(kind);
      sites?.set(site, (sites.get(site) ?? 0) + 1);
      return table[kind];
    },
    order: (given) => {
      const read = order.parse(given);
      const unknown = Object.keys(read.rates).find((kind) => !kinds.includes(kind));
      if (unknown !== undefined) throw new Error(`No fault is called ${unknown}; there are ${kinds.join(', ')}`);
      ({ seed, rates, soon } = read);
      occasions.clear();
    },
    counts: () => Object.fromEntries([...struck].map(([kind, sites]) => [kind, Object.fromEntries(sites)])),
  };
};
