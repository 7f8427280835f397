import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import type { ParticipantRegister, Recorded, RegisterHistory, Registration } from '../usecases/participant-register.ts';
import type { Participants } from '../usecases/ports.ts';
import { listCompanion } from './companion-list.ts';
import { format, readClient, readOrganisation, readRegistration } from './participant-records.ts';

interface Store {
  readonly client: DynamoDBClient;
  /** The ledger. */
  readonly table: string;
}

/** The register as every function reads it: the newest version, strongly consistent. */
export const dynamoParticipants = (store: Store): Participants => ({
  organisation: async (code) => {
    const item = await newest(store, `O#${code}`);
    return item && readOrganisation(item);
  },
  client: async (id) => {
    const item = await newest(store, `C#${id}`);
    return item && readClient(item);
  },
});

/** The register as an operator changes it. Every version stays: who could do what, and when, can always be told. */
export const dynamoRegister = (store: Store): ParticipantRegister & RegisterHistory => ({
  ...dynamoParticipants(store),
  organisationVersions: (code) => versions(store, `O#${code}`, readOrganisation),
  clientVersions: (id) => versions(store, `C#${id}`, readClient),
  addOrganisation: async (next, by) => {
    // First: a code on the list that is nobody's is passed over, and nobody in the register is missed.
    if (next.kind === 'companion' && next.version === 1) await listCompanion(store, next.organisation);
    return add(store, `O#${next.organisation}`, next, by);
  },
  addClient: (next, by) => add(store, `C#${next.client}`, next, by),
});

const versions = async <T>(store: Store, pk: string, read: (item: unknown) => T): Promise<readonly Recorded<T>[]> => {
  const items = await everyPage(store, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :v)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':v': { S: 'V#' } },
    ConsistentRead: true,
  });
  return items.map((item) => ({ record: read(item), by: readRegistration(item) }));
};

const newest = async ({ client, table }: Store, pk: string): Promise<Record<string, unknown> | undefined> => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :v)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':v': { S: 'V#' } },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  const [item] = Items ?? [];
  return item && unmarshall(item);
};

const add = async (
  { client, table }: Store,
  pk: string,
  next: { readonly version: number },
  by: Registration,
): Promise<'written' | 'conflict'> => {
  const item = { pk, sk: `V#${String(next.version).padStart(7, '0')}`, format, at: by.at, actor: by.actor, ...next };
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return 'written';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw error;
  }
};
