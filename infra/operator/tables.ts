import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type SSEDescription,
  type WriteRequest,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

export interface TableAt {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** A new table with the same keys and indexes, encrypted with the same key: a copy is no less confidential. */
export const likeTable = async ({ client, table }: TableAt, name: string): Promise<TableAt> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  const indexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
    ...{ IndexName, KeySchema, Projection },
  }));
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Table?.AttributeDefinitions,
      KeySchema: Table?.KeySchema,
      ...(indexes ? { GlobalSecondaryIndexes: indexes } : {}),
      ...encryptedLike(Table?.SSEDescription),
    }),
  );
  return { client, table: name };
};

const encryptedLike = (of: SSEDescription | undefined): Pick<CreateTableCommandInput, 'SSESpecification'> =>
  of?.KMSMasterKeyArn === undefined
    ? {}
    : { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: of.KMSMasterKeyArn } };

export const untilReady = async ({ client, table }: TableAt): Promise<void> => {
  await waitUntilTableExists({ client, maxWaitTime: 300 }, { TableName: table });
};

type Item = Record<string, AttributeValue>;

/** Copies what is to be kept; answers how many items were and were not. */
export const copyItems = async (
  from: TableAt,
  to: TableAt,
  keeps: (item: Item) => boolean,
): Promise<{ readonly kept: number; readonly left: number }> => {
  let [kept, left] = [0, 0];
  let start: Item | undefined;
  do {
    const page = await from.client.send(
      new ScanCommand({
        TableName: from.table,
        Limit: 25,
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    const items = page.Items ?? [];
    const wanted = items.filter(keeps);
    await writeAll(
      to,
      wanted.map((Item) => ({ PutRequest: { Item } })),
    );
    kept += wanted.length;
    left += items.length - wanted.length;
    start = page.LastEvaluatedKey;
  } while (start);
  return { kept, left };
};

const writeAll = async ({ client, table }: TableAt, requests: readonly WriteRequest[]): Promise<void> => {
  let waiting = [...requests];
  while (waiting.length > 0) {
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: waiting } }),
    );
    waiting = UnprocessedItems[table] ?? [];
  }
};

/** One that is still being made cannot be removed. */
export const removeTable = async ({ client, table }: TableAt): Promise<void> => {
  await untilReady({ client, table });
  await client.send(new DeleteTableCommand({ TableName: table }));
};
