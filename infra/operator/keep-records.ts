import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expiryOf } from '../../functions/audit/entry.ts';
import type { Stores } from './dispose.ts';
import { storedEdge } from './stored-versions.ts';
import { trailOf } from './who-saw.ts';

/** Keeps the records of a held referral for ever, or gives them their time back: `expires` is the one thing that no hash covers. */
export const keepRecords = async (
  { ledger, audit }: Pick<Stores, 'ledger' | 'audit'>,
  referral: string,
  years: number | undefined,
): Promise<void> => {
  const first = await storedEdge(ledger, referral, 'first');
  for (const { pk, sk, at } of await trailOf({ audit }, referral, first?.at)) {
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
