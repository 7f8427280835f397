import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type AuditItem, readAuditItem } from '../../functions/audit/entry.ts';
import { allParts, hourOf } from '../../functions/audit/keys.ts';
import { everyPage } from '../../functions/runtime/every-page.ts';
import type { TableAt } from './tables.ts';

type Item = Record<string, AttributeValue>;

/**
 * Items that one answer looks at. AWS stops at 1 MB; DynamoDB Local reads and decodes all that are still to come before it does, so that
 * without this the time grows with the square of the table.
 */
export const atOnce = 1000;

/** Every item of a table, as it lies there. It reads all of it: a command of a person may, no function may. */
export async function* everyItem({ client, table }: TableAt): AsyncGenerator<Record<string, unknown>> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        ...{ TableName: table, ConsistentRead: true, Limit: atOnce },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) yield unmarshall(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Parts of chains that are read at once. */
const together = 16;

/**
 * What the trail says of a referral under these names (its id, its short reference), oldest first. No index leads to it: a unit for
 * every record would pay for a question that hardly anybody asks. All parts of chains since an instant are looked through, exactly.
 */
export const recordsOf = async (at: TableAt, names: readonly string[], since = '0'): Promise<readonly AuditItem[]> => {
  const parts = [
    ...(await everyPage(at, {
      ...{ IndexName: 'parts', KeyConditionExpression: 'part = :all AND #hour >= :since' },
      ExpressionAttributeNames: { '#hour': 'hour' },
      ExpressionAttributeValues: marshall({ ':all': allParts, ':since': hourOf(since) }),
      Limit: atOnce,
    })),
  ];
  const named = names.map((_, n) => `:name${n}`);
  const records: AuditItem[] = [];
  const work = async (): Promise<void> => {
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const found = await everyPage(at, {
        ...{ KeyConditionExpression: 'pk = :pk', FilterExpression: `referral IN (${named.join(', ')})` },
        ExpressionAttributeValues: marshall({
          ':pk': part.pk,
          ...Object.fromEntries(names.map((name, n) => [named[n], name])),
        }),
        ConsistentRead: true,
      });
      records.push(...found.map(readAuditItem));
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return records.toSorted((a, b) => (a.at < b.at ? -1 : 1));
};
