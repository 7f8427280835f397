import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { UseOnce } from './client-assertion.ts';

/**
 * One conditional Put decides between any number of tries. If the SDK repeats a Put whose answer was lost, it meets its
 * own `claim` and knows that the item is its own (DESIGN 5 treats a ledger version in the same way).
 */
export const dynamoUseOnce =
  ({ client, table }: { client: DynamoDBClient; table: string }): UseOnce =>
  async (owner, jti, expires) => {
    const claim = randomUUID();
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            pk: { S: `J#${owner}#${jti}` },
            sk: { S: 'J' },
            claim: { S: claim },
            expires: { N: String(Math.ceil(expires)) },
          },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item?.claim?.S === claim;
      throw error;
    }
  };
