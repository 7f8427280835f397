import { isDeepStrictEqual } from 'node:util';
import { kindOf } from '../domain/coding.ts';
import { coordinatorOf } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import type { Ledger, Participants } from '../usecases/ports.ts';
import { dueOf, happened } from './happened.ts';
import { dueShardOf } from './keys.ts';
import type { ReferenceRows } from './reference-rows.ts';
import { projectedNames, type Row } from './row.ts';
import type { RowStore, RowWrite } from './row-store.ts';
import { rowsOf, type WantedRow } from './rows.ts';

export interface ProjectionPorts {
  readonly ledger: Ledger;
  readonly rows: RowStore;
  readonly references: ReferenceRows;
  readonly participants: Participants;
}

export interface Projection {
  /** The state that the rows now show. */
  readonly referral: Referral;
  /** Rows that were not as they should be. */
  readonly written: number;
}

const attempts = 5;

/**
 * Makes every row of a referral what its ledger says: the only projection there is. A rebuild and a reconcile call it
 * too; rows that are right are not written, and what happened (told, outcome, lease) is not among what it writes.
 *
 * The rows are read before the ledger: a row that is newer than the ledger read after it is broken, not early, and is
 * put right. A row that another projection or a delivery wrote in between is left to a second look.
 */
export const projectReferral =
  (ports: ProjectionPorts) =>
  async (referral: string): Promise<Projection | undefined> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const standing = await ports.rows.read(referral);
      const loaded = await ports.ledger.load(referral);
      if (!loaded) return undefined;
      const wanted = rowsOf(loaded.referral, {
        reaches: await reachableFrom(ports.participants, loaded.referral),
        standing: new Map(standing.filter((r) => r.message).map((r) => [r.sk, r.polled ?? false])),
      });
      const changes = changesOf(loaded.referral, standing, wanted);
      const [wrote] = await Promise.all([
        Promise.all(changes.map((change) => ports.rows.write(change))),
        ports.references.keep(loaded.referral.reference, referral),
        ...surplusOf(standing, wanted).map((row) => ports.rows.remove(row)),
      ]);
      if (wrote.every(({ kind }) => kind === 'written')) return { referral: loaded.referral, written: changes.length };
    }
    throw new Error('The rows of a referral were written by others five times');
  };

const reachableFrom = async (
  participants: Participants,
  referral: Referral,
): Promise<(organisation: string) => boolean> => {
  const told = referral.communications
    .filter((c) => kindOf(c) === 'practice-message')
    .map((c) => organisationOf(c.recipient?.[0]));
  const codes = [...new Set([coordinatorOf(referral), ...told].filter((code) => code !== undefined))];
  const found = await Promise.all(codes.map((code) => participants.organisation(code)));
  const reached = new Set(found.filter((p) => p?.endpoint !== undefined).map((p) => p?.organisation));
  return (organisation) => reached.has(organisation);
};

const changesOf = (referral: Referral, standing: readonly Row[], wanted: readonly WantedRow[]): RowWrite[] =>
  wanted.flatMap(({ sk, organisation, polled, ...row }) => {
    const from = standing.find((r) => r.sk === sk);
    const due = dueOf({ ...row, ...happened.parse(from?.item ?? {}) });
    const target: Record<string, unknown> = { ...row, ...(due ? { due, dueShard: dueShardOf(organisation) } : {}) };
    if (from && isRight(from, target, referral.version)) return [];
    return [
      {
        ...{ referral: referral.id, sk, from },
        set: { ...target, version: referral.version, ...(polled && !from ? { polled } : {}) },
        remove: projectedNames.filter((name) => target[name] === undefined),
      },
    ];
  });

/** An older `version` alone is no fault: the row was not touched by the versions since. */
const isRight = (row: Row, target: Readonly<Record<string, unknown>>, version: number): boolean =>
  row.version !== undefined &&
  row.version <= version &&
  projectedNames.every((name) => isDeepStrictEqual(row.item[name], target[name]));

/** Rows of nobody. One that says what happened is kept for that. */
const surplusOf = (standing: readonly Row[], wanted: readonly WantedRow[]): Row[] =>
  standing.filter((row) => !wanted.some((w) => w.sk === row.sk) && row.lastTried === undefined);
