import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dueShards, referralOfKey } from './keys.ts';

/**
 * A sweep takes at most this many rows of a part of the index, earliest first: what is left waits a minute, and no part
 * keeps the others waiting.
 */
const mostPerShard = 500;

/** The referrals that have a row due, each once, those that wait longest first. */
export const dueReferrals =
  (views: { readonly client: DynamoDBClient; readonly table: string }) =>
  async (now: string): Promise<readonly string[]> => {
    const parts = await Promise.all(dueShards.map((shard) => dueIn(views, shard, now)));
    const keys = parts.flat().sort((a, b) => a.due.localeCompare(b.due));
    return [...new Set(keys.map(({ referral }) => referral))];
  };

const dueIn = async (
  { client, table }: { readonly client: DynamoDBClient; readonly table: string },
  shard: string,
  now: string,
): Promise<{ due: string; referral: string }[]> => {
  const keys: { due: string; referral: string }[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND due <= :now',
        ExpressionAttributeValues: marshall({ ':shard': shard, ':now': now }),
        Limit: mostPerShard - keys.length,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      const { pk, due } = unmarshall(item);
      const referral = referralOfKey(String(pk));
      if (referral !== undefined) keys.push({ due: String(due), referral });
    }
    from = page.LastEvaluatedKey;
  } while (from && keys.length < mostPerShard);
  return keys;
};
