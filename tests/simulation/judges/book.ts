import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type Referral, readReferral, referenceTo } from '../../../functions/domain/referral.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { referralOfKey } from '../../../functions/ledger/keys.ts';
import type { LedgerEntry } from '../../../functions/usecases/ports.ts';
import type { Row } from '../../../functions/views/row.ts';
import { rowStore } from '../../../functions/views/row-store.ts';
import type { Ran } from '../run.ts';

/** All that the hub has written of one referral. */
export interface Book {
  readonly id: string;
  readonly entries: readonly LedgerEntry[];
  /** The state as of each version. */
  readonly states: readonly Referral[];
  readonly now: Referral;
  readonly rows: readonly Row[];
}

/** What a judge found: figures for people, and every fault. */
export interface Finding {
  readonly figures: string;
  readonly faults: readonly string[];
}

export interface Evidence extends Ran {
  readonly books: readonly Book[];
}

export type Judge = (evidence: Evidence) => Finding | Promise<Finding>;

/** Read with an operator's connection, past every function. */
export const readBooks = async ({ dynamodb, tables }: Ran): Promise<Book[]> => {
  const ledger = dynamoLedger({ client: dynamodb, table: tables.ledger });
  const views = rowStore({ client: dynamodb, table: tables.views });
  const books: Book[] = [];
  for (const id of await idsIn(dynamodb, tables.ledger)) {
    const entries = await ledger.history(id);
    const states = statesOf(id, (await ledger.load(id))?.referral.reference ?? '', entries);
    const now = states.at(-1);
    if (now) books.push({ id, entries, states, now, rows: await views.read(id) });
  }
  return books;
};

const idsIn = async (client: DynamoDBClient, table: string): Promise<string[]> => {
  const ids = new Set<string>();
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ProjectionExpression: 'pk', ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const { pk } of page.Items ?? []) {
      const id = referralOfKey(pk?.S ?? '');
      if (id !== undefined) ids.add(id);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return [...ids];
};

const statesOf = (id: string, reference: string, entries: readonly LedgerEntry[]): Referral[] => {
  const newest = new Map<string, LedgerEntry['changed'][number]>();
  return entries.map(({ version, at, changed }) => {
    for (const resource of changed) newest.set(referenceTo(resource), resource);
    return readReferral({ id, reference, version, at }, newest.values());
  });
};
