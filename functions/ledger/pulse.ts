import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

interface Table {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** Beside referrals, guards and participants: about nobody. */
const pulse = { pk: { S: 'H#pulse' }, sk: { S: 'H' } };

/**
 * Writes one small item over itself. It goes the way of every version (table, key, stream, projection), so that a stream
 * that nobody reads is noticed within minutes, in the night too.
 */
export const beat =
  ({ client, table }: Table) =>
  async (at: string): Promise<void> => {
    await client.send(new PutItemCommand({ TableName: table, Item: { ...pulse, at: { S: at } } }));
  };

/**
 * Whether a version could be written now: a Put on a condition that never holds goes as far as a real one (grant, key,
 * table) and leaves nothing. @throws what a real one would
 */
export const canWrite = async ({ client, table }: Table): Promise<true> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: 'H#health' }, sk: { S: 'H' } },
        ConditionExpression: 'attribute_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  return true;
};
