import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { parseStoredVersion, type StoredVersion } from '../../functions/ledger/item.ts';
import { referralKey, versionKey } from '../../functions/ledger/keys.ts';
import { isTombstone, readTombstone } from '../../functions/ledger/tombstone.ts';
import type { ChainItem } from '../../functions/ledger/verify.ts';
import type { TableAt } from './tables.ts';

/** Every version of a referral with all that it holds, oldest first; of one that was disposed of, none. */
export const storedVersions = async (at: TableAt, referral: string): Promise<StoredVersion[]> =>
  (await storedChain(at, referral)).filter((item) => !isTombstone(item));

/** Every version of a referral as it lies in the table, or what stayed of it, oldest first: what its hash chain is checked on. */
export const storedChain = async ({ client, table }: TableAt, referral: string): Promise<ChainItem[]> => {
  const versions: ChainItem[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({
          ':pk': referralKey(referral),
          ':first': versionKey(0),
          ':last': versionKey(9_999_999),
        }),
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    versions.push(
      ...(page.Items ?? []).map((item) => {
        const read = unmarshall(item);
        return readTombstone(read) ?? parseStoredVersion(read);
      }),
    );
    from = page.LastEvaluatedKey;
  } while (from);
  return versions;
};

/** The first or the newest of what `storedChain` reads, as it lies in the table: also where it cannot be read any more. */
export const storedEdge = async (
  { client, table }: TableAt,
  referral: string,
  edge: 'first' | 'newest',
): Promise<{ readonly at: string; readonly isTombstone: boolean } | undefined> => {
  const range = { ':pk': referralKey(referral), ':first': versionKey(0), ':last': versionKey(9_999_999) };
  const { Items = [] } = await client.send(
    new QueryCommand({
      ...{ TableName: table, ConsistentRead: true, Limit: 1, ScanIndexForward: edge === 'first' },
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: marshall(range),
    }),
  );
  const [item] = Items.map((one) => unmarshall(one));
  // Without an instant: as if from the beginning.
  return item && { at: typeof item.at === 'string' ? item.at : '0', isTombstone: item.format === 'tombstone' };
};
