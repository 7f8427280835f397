import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { referralOfKey } from '../../functions/ledger/keys.ts';
import type { TableAt } from './tables.ts';

/** Ids of the referrals of which a version was written in that time, both ends included. It reads the whole table. */
export const changedBetween = async (
  { client, table }: TableAt,
  from: string,
  until: string,
): Promise<readonly string[]> => {
  const found = new Set<string>();
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: 'pk',
        FilterExpression: 'begins_with(pk, :referral) AND begins_with(sk, :version) AND #at BETWEEN :from AND :until',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: {
          ...{ ':referral': { S: 'R#' }, ':version': { S: 'V#' } },
          ...{ ':from': { S: from }, ':until': { S: until } },
        },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const { pk } of page.Items ?? []) found.add(referralOfKey(pk?.S ?? '') ?? '');
    start = page.LastEvaluatedKey;
  } while (start);
  return [...found].sort();
};
