import { everyItem } from '../../../infra/operator/audit-items.ts';
import type { Ran } from '../run.ts';
import { type State, statesOf } from './state.ts';
import { changedIn, faultsOf, numberOf, type StoredVersion, storedVersion } from './stored-format.ts';

/** One version: who did what, on which request. */
interface Entry {
  readonly at: string;
  readonly client: string;
  readonly organisation: string;
  readonly action: string;
  readonly request: string;
}

/** All that the hub has written of one referral, oldest first. */
export interface Book {
  readonly id: string;
  readonly entries: readonly [Entry, ...Entry[]];
  /** The state as of each version. */
  readonly states: readonly [State, ...State[]];
  readonly now: State;
  /** Where the chain of its hashes is broken. */
  readonly broken: readonly string[];
}

/** What a judge found: figures for people, and every fault. */
export interface Finding {
  readonly figures: string;
  readonly faults: readonly string[];
  /** For the table of last results, where this judge has figures that belong there. */
  readonly inShort?: string;
}

export interface Evidence extends Ran {
  readonly books: readonly Book[];
}

export type Judge = (evidence: Evidence) => Finding | Promise<Finding>;

/** The ledger as it lies in its table, read past the hub: no function of it tells what it says. */
export const readBooks = async ({ dynamodb, tables }: Ran): Promise<Book[]> => {
  const versions = new Map<string, StoredVersion[]>();
  for await (const item of everyItem({ client: dynamodb, table: tables.ledger })) {
    const { data } = storedVersion.safeParse(item);
    if (data) versions.set(data.pk, [...(versions.get(data.pk) ?? []), data]);
  }
  return [...versions].flatMap(([pk, found]) => bookOf(pk.slice('R#'.length), found));
};

const bookOf = (id: string, found: readonly StoredVersion[]): Book[] => {
  const stored = [...found].sort((a, b) => numberOf(a) - numberOf(b));
  const [first, ...entries] = stored;
  const [state, ...states] = statesOf(
    id,
    stored.map((version) => ({ at: version.at, changed: changedIn(version) })),
  );
  if (!first || !state) return [];
  return [
    {
      id,
      entries: [first, ...entries],
      states: [state, ...states],
      now: states.at(-1) ?? state,
      broken: stored.flatMap((version, n) =>
        faultsOf(version, stored[n - 1]).map((fault) => `version ${numberOf(version)}: ${fault}`),
      ),
    },
  ];
};
