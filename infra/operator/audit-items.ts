import { type AttributeValue, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type AuditItem, readAuditItem } from '../../functions/audit/entry.ts';
import type { TableAt } from './tables.ts';

type Item = Record<string, AttributeValue>;

/** Every item of a table, as it lies there. It reads all of it: a command of a person may, no function may. */
export async function* everyItem({ client, table }: TableAt): AsyncGenerator<Record<string, unknown>> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const item of page.Items ?? []) yield unmarshall(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

/** What the trail says of a referral, by its id or short reference, oldest first. */
export const recordsOf = async ({ client, table }: TableAt, referral: string): Promise<readonly AuditItem[]> => {
  const records: AuditItem[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...{ TableName: table, IndexName: 'referral', KeyConditionExpression: 'referral = :referral' },
        ExpressionAttributeValues: marshall({ ':referral': referral }),
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const { pk, sk } of page.Items ?? []) {
      if (!pk || !sk) continue;
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk, sk }, ConsistentRead: true }),
      );
      if (Item) records.push(readAuditItem(unmarshall(Item)));
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return records;
};
