import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { readRow } from '../../functions/views/row.ts';
import { everyHeld } from './holds.ts';
import type { TableAt } from './tables.ts';

/** What a restored ledger lacks of what the views before the fault still show. */
interface Lost {
  /** For people, on the telephone. */
  readonly reference: string;
  /** The newest version that was there; undefined: the whole referral is gone. */
  readonly restored: number | undefined;
  /** The newest version that anybody was shown. */
  readonly shown: number;
  /** Who was shown it, and has to hear. */
  readonly tell: readonly string[];
}

/**
 * Compares rows as they stood with a ledger that was restored to an earlier instant: what somebody was shown and is not
 * there any more. What nobody was shown yet is not found: its sender got an answer, and has to be asked.
 */
export const lostSince = async (viewsBefore: TableAt, restored: TableAt): Promise<readonly Lost[]> => {
  const shown = new Map<string, { version: number; organisations: Set<string> }>();
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await viewsBefore.client.send(
      new ScanCommand({ TableName: viewsBefore.table, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const item of page.Items ?? []) {
      const row = readRow(unmarshall(item));
      if (!row) continue;
      const known = shown.get(row.referral) ?? { version: 0, organisations: new Set<string>() };
      known.organisations.add(row.organisation);
      shown.set(row.referral, { ...known, version: Math.max(known.version, row.version ?? 0) });
    }
    from = page.LastEvaluatedKey;
  } while (from);
  const ledger = dynamoLedger(restored);
  const lost: Lost[] = [];
  for (const [referral, { version, organisations }] of shown) {
    const there = (await ledger.load(referral))?.head.version;
    if (there !== undefined && there >= version) continue;
    lost.push({ reference: referenceOf(referral), restored: there, shown: version, tell: [...organisations].sort() });
  }
  return lost;
};

export const lostLines = (lost: readonly Lost[]): string[] =>
  lost.length === 0
    ? ['Nothing that anybody was shown is missing.']
    : lost.map(({ reference, restored, shown, tell }) => {
        const what = restored === undefined ? 'is gone' : `is back at version ${restored} of ${shown}`;
        return `LOST ${reference} ${what}: tell ${tell.join(', ')}.`;
      });

/** Ids of what is held in the ledger as it stands and not in the one that was restored: it would be disposed of there at its time. */
export const holdsLost = async (standing: TableAt, restored: TableAt): Promise<readonly string[]> => {
  const kept = await everyHeld(restored);
  return [...(await everyHeld(standing))].filter((referral) => !kept.has(referral)).sort();
};

export const holdsLostLines = (referrals: readonly string[]): string[] =>
  referrals.map(
    (referral) =>
      `HOLD LOST ${referenceOf(referral)} ${referral}: hold it again before anything is disposed of (why: npm run -s retention -- holds ${referral}, in the ledger before the restore).`,
  );
