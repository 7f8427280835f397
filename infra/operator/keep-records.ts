import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expiryOf } from '../../functions/audit/entry.ts';
import type { TableAt } from './tables.ts';
import { trailOf } from './who-saw.ts';

/** Keeps the records of a held referral for ever, or gives them their time back: `expires` is the one thing that no hash covers. */
export const keepRecords = async (audit: TableAt, referral: string, years: number | undefined): Promise<void> => {
  for (const { pk, sk, at } of await trailOf({ audit }, referral)) {
    await audit.client.send(
      new UpdateItemCommand({
        ...{ TableName: audit.table, Key: marshall({ pk, sk }), ConditionExpression: 'attribute_exists(pk)' },
        ...(years === undefined
          ? { UpdateExpression: 'REMOVE expires' }
          : {
              UpdateExpression: 'SET expires = :expires',
              ExpressionAttributeValues: marshall({ ':expires': expiryOf(at, years) }),
            }),
      }),
    );
  }
};
