import { thisArea } from '../../contracts/areas/this-area.ts';
import { referralId } from '../../contracts/ids.ts';
import type { AuditKind } from '../../contracts/lifecycle/audit-kinds.ts';
import { auditTrail, type Trail } from '../../functions/audit/trail.ts';
import { readReference } from '../../functions/domain/request/reference.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { now } from '../../functions/runtime/clock.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { dynamodbOf, outputOf, reachHub } from './connection.ts';
import type { Stores } from './dispose.ts';
import { operator } from './registered.ts';

export interface OpenStores extends Stores {
  /** What the command does is on record too: a chain of its own. */
  readonly trail: Trail;
  /** Referrals by what was typed: a reference, or the id. */
  readonly find: (typed: string) => Promise<readonly string[]>;
  readonly close: () => void;
}

/** The tables of a hub, as the commands about its records need them. */
export const openStores = async (): Promise<OpenStores> => {
  const hub = await reachHub();
  const client = dynamodbOf(hub);
  const of = (name: string) => ({ client, table: outputOf(hub, name) });
  const [ledger, views, audit] = [of('LedgerTable'), of('ViewsTable'), of('AuditTable')];
  const { auditYears } = thisArea.retention;
  return {
    ...{ ledger, views, audit, trail: auditTrail({ ...audit, name: 'operator', years: auditYears }) },
    find: async (typed) => {
      if (referralId.test(typed)) return [(await dynamoLedger(ledger).aliasOf(typed)) ?? typed];
      const reference = readReference(typed);
      return reference === undefined ? [] : referenceRows(views).find(reference);
    },
    close: () => client.destroy(),
  };
};

/** That this command was run on them, by whom. */
export const noted = (
  { trail }: Pick<OpenStores, 'trail'>,
  referrals: readonly string[],
  kind: AuditKind,
  by: string,
): Promise<void> => {
  const at = now();
  // A command narrows nobody: no role is named.
  const { as: _, ...who } = operator;
  return trail.record(referrals.map((referral) => ({ at, kind, ...who, referral, by, outcome: 'done' })));
};
