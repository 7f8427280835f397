import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import { bornKey, referralOfKey } from './keys.ts';

/**
 * Every referral that was made on the day of an instant (UTC), then or later; on all of that day, where only the day is given. By the
 * index that version 1 alone has: so one that was never projected is found (DESIGN 5).
 */
export const bornIn =
  (at: { readonly client: DynamoDBClient; readonly table: string }) =>
  async (since: string): Promise<readonly string[]> => {
    const items = await everyPage(at, {
      IndexName: 'made',
      KeyConditionExpression: 'born = :day AND #at >= :since',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: marshall({ ':day': bornKey(since), ':since': since }),
    });
    return items.flatMap(({ pk }) => referralOfKey(String(pk)) ?? []);
  };
