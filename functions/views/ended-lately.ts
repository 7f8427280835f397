import { marshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import type { Views } from './index-page.ts';
import { endedList, referralOfKey } from './keys.ts';

/** Referrals of a coordinator that its rows say ended, or were last changed after their end, since an instant: keys alone. */
export const endedLately =
  (views: Views, coordinator: string) =>
  async (since: string): Promise<readonly string[]> => {
    const items = await everyPage(views, {
      IndexName: 'worklist',
      KeyConditionExpression: '#list = :list AND listed > :since',
      ExpressionAttributeNames: { '#list': 'list' },
      ExpressionAttributeValues: marshall({ ':list': endedList(coordinator), ':since': since }),
    });
    return items.flatMap(({ pk }) => referralOfKey(String(pk)) ?? []);
  };
