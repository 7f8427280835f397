import { type DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { referenceKey } from './keys.ts';

/** From the short reference that people read out to the referral. */
export interface ReferenceRows {
  /** Writes the row unless it is there: a read costs half a unit, a write one and more. */
  keep(reference: string, referral: string): Promise<void>;
  /** Almost always one; the caller shows only what it may see. */
  find(reference: string): Promise<readonly string[]>;
}

export const referenceRows = (views: { readonly client: DynamoDBClient; readonly table: string }): ReferenceRows => {
  const find = async (reference: string): Promise<readonly string[]> => {
    const { Items = [] } = await views.client.send(
      new QueryCommand({
        TableName: views.table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': referenceKey(reference) }),
      }),
    );
    return Items.map((item) => String(unmarshall(item).sk));
  };
  return {
    find,
    keep: async (reference, referral) => {
      if ((await find(reference)).includes(referral)) return;
      await views.client.send(
        new UpdateItemCommand({
          TableName: views.table,
          Key: marshall({ pk: referenceKey(reference), sk: referral }),
          UpdateExpression: 'SET referral = :referral',
          ExpressionAttributeValues: marshall({ ':referral': referral }),
        }),
      );
    },
  };
};
