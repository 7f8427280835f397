import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import type { Participant, Participants } from '../usecases/ports.ts';

interface Store {
  readonly client: DynamoDBClient;
  /** The ledger. */
  readonly table: string;
}

/** Codes alone: what holds of somebody stands in the register. No function may read all of that to find them. */
const partition = 'S#companions';

/** Puts a code on the list, where it is not there yet. */
export const listCompanion = async ({ client, table }: Store, code: string): Promise<void> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { pk: { S: partition }, sk: { S: code } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** Every champion and buddy of the register, as they stand there now. */
export const everyCompanion = async (store: Store, participants: Participants): Promise<readonly Participant[]> => {
  const items = await everyPage(store, {
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: partition } },
  });
  const codes = items.map(({ sk }) => String(sk));
  const found = await inParallel(codes, 16, (code) => participants.organisation(code));
  return found.flatMap((one) => (one?.kind === 'companion' && one.active ? [one] : []));
};
