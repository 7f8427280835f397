import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import { bornKey, referralOfKey } from './keys.ts';

/**
 * Every referral that was made on the day of an instant (UTC), by the index that version 1 alone has: so one that was never
 * projected is found (DESIGN 5).
 */
export const bornIn =
  (at: { readonly client: DynamoDBClient; readonly table: string }) =>
  async (instant: string): Promise<readonly string[]> => {
    const items = await everyPage(at, {
      IndexName: 'born',
      KeyConditionExpression: 'born = :day',
      ExpressionAttributeValues: marshall({ ':day': bornKey(instant) }),
    });
    return items.flatMap(({ pk }) => referralOfKey(String(pk)) ?? []);
  };
