import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { bornKey, referralOfKey } from './keys.ts';

/**
 * Every referral that was made on the day of an instant (UTC), by the index that version 1 alone has: so one that was never
 * projected is found (DESIGN 5).
 */
export const bornIn =
  ({ client, table }: { readonly client: DynamoDBClient; readonly table: string }) =>
  async (instant: string): Promise<readonly string[]> => {
    const referrals: string[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'born',
          KeyConditionExpression: 'born = :day',
          ExpressionAttributeValues: marshall({ ':day': bornKey(instant) }),
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      const keys = (page.Items ?? []).map((item) => referralOfKey(String(unmarshall(item).pk)));
      referrals.push(...keys.filter((referral) => referral !== undefined));
      from = page.LastEvaluatedKey;
    } while (from);
    return referrals;
  };
