import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import type { CountSignposts, RecordSignpost } from '../usecases/record-signpost.ts';
import { signpostKey } from './keys.ts';

interface Table {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** One item each, for good, in the organisation's own part: no item of a referral, and no event. */
export const recordSignpost =
  ({ client, table }: Table): RecordSignpost =>
  async ({ organisation, person, at, request }) => {
    const item = { ...signpostKey(organisation, at, request), format: 1, kind: 'signpost', person };
    try {
      await client.send(
        new PutItemCommand({
          ...{ TableName: table, Item: marshall(item), ConditionExpression: 'attribute_not_exists(pk)' },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

export const countSignposts =
  (stored: Table): CountSignposts =>
  async (organisation, from, before) => {
    const { pk } = signpostKey(organisation, from, '');
    const items = await everyPage(stored, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :before',
      ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':before': before }),
    });
    return items.length;
  };
