import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { TakenOverAll } from '../http/allowances.ts';
import { quotaKey } from './keys.ts';

/** Nobody asks about an earlier minute. */
const keptSeconds = 600;

/**
 * What was taken of a quota in a minute: one item each, added to. A store that does not answer is no reason to turn a
 * referral away: then each environment goes on with what it would have asked for.
 */
export const takenQuota =
  ({ client, table }: { readonly client: DynamoDBClient; readonly table: string }, failed: (error: unknown) => void) =>
  async (key: string, window: number, count: number): ReturnType<TakenOverAll> => {
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall({ pk: quotaKey(key), sk: `W#${window}` }),
          UpdateExpression: 'ADD taken :count SET expires = :expires',
          ExpressionAttributeValues: marshall({ ':count': count, ':expires': window * 60 + keptSeconds }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.taken?.N ?? count);
    } catch (error) {
      failed(error);
      return count;
    }
  };
