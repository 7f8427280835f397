import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Resource, Template } from '../template/template.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const schema = z.strictObject({
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['KEYS_ONLY', 'INCLUDE', 'ALL']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  StreamSpecification: z
    .strictObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.literal(true) }).optional(),
  // Backups, deletion protection and other regions mean nothing on one machine; the key is checked against the roles.
  Replicas: z.tuple([z.object({ SSESpecification: z.object({ KMSMasterKeyId: z.string() }).optional() })]),
  SSESpecification: z.unknown(),
});

export type Table = Resource<z.infer<typeof schema>>;

export const tablesOf = (template: Template): readonly Table[] => template.all('AWS::DynamoDB::GlobalTable', schema);

export const arnOf = ({ identity }: Table): string => identity.attributes.Arn ?? identity.ref;

/** ARN of the key under which a table lies; whoever reads the table needs it too. */
export const keyOf = ({ properties }: Table): string | undefined =>
  properties.Replicas[0].SSESpecification?.KMSMasterKeyId;

/** Name of the partition key of the table, under '', and of each index. */
export const partitionKeysOf = ({ properties }: Table): Readonly<Record<string, string>> => {
  const hashOf = (keys: z.output<typeof keySchema>): string =>
    keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const indexes = properties.GlobalSecondaryIndexes ?? [];
  return Object.fromEntries([
    ['', hashOf(properties.KeySchema)],
    ...indexes.map(({ IndexName, KeySchema }) => [IndexName, hashOf(KeySchema)] as const),
  ]);
};

/** A table that exists is left as it is, but for indexes that the template has gained since. */
export const createTable = async (client: DynamoDBClient, { identity, properties }: Table): Promise<void> => {
  const {
    TimeToLiveSpecification: expiry,
    StreamSpecification: stream,
    Replicas,
    SSESpecification,
    ...rest
  } = properties;
  try {
    await client.send(
      new CreateTableCommand({
        ...rest,
        TableName: identity.ref,
        ...(stream ? { StreamSpecification: { ...stream, StreamEnabled: true } } : {}),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    await addIndexes(client, identity.ref, properties);
    return;
  }
  if (!expiry) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: identity.ref, TimeToLiveSpecification: expiry }));
};

const addIndexes = async (
  client: DynamoDBClient,
  TableName: string,
  { GlobalSecondaryIndexes = [], AttributeDefinitions }: Table['properties'],
): Promise<void> => {
  const { Table: standing } = await client.send(new DescribeTableCommand({ TableName }));
  const known = new Set(standing?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const Create of GlobalSecondaryIndexes.filter(({ IndexName }) => !known.has(IndexName))) {
    await client.send(
      new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }),
    );
  }
};
