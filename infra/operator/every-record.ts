import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamodbOf, outputOf, type Reached } from './connection.ts';

/**
 * The newest version of every record whose key begins so, in the order of their keys. It reads the whole ledger: a command of
 * a person may, no function may.
 */
export const everyRecord = async <T extends { readonly version: number }>(
  hub: Reached,
  prefix: 'O#' | 'C#',
  read: (item: unknown) => T,
): Promise<readonly T[]> => {
  const client = dynamodbOf(hub);
  const newest = new Map<string, T>();
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: outputOf(hub, 'LedgerTable'),
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':prefix': { S: prefix } },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      const record = read(unmarshall(item));
      const key = item.pk?.S ?? '';
      if (record.version > (newest.get(key)?.version ?? 0)) newest.set(key, record);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  client.destroy();
  return [...newest].sort(([a], [b]) => a.localeCompare(b)).map(([, record]) => record);
};
