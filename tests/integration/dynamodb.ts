import { randomBytes } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';

export interface TestDynamodb {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly ledgerTable: string;
  readonly viewsTable: string;
  readonly concernsTable: string;
  readonly auditTable: string;
  readonly directoryTable: string;
  readonly stop: () => Promise<void>;
}

const text = (...names: string[]) => names.map((name) => ({ AttributeName: name, AttributeType: 'S' as const }));
const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
const index = (name: string, hash: string, range: string) => ({
  IndexName: name,
  KeySchema: key(hash, range),
  Projection: { ProjectionType: 'KEYS_ONLY' as const },
});

/** As the template declares them (tests/infra/template.test.ts), without TTL: a test must not depend on when an item goes. */
export const testTables: readonly CreateTableCommandInput[] = [
  {
    TableName: 'ledger',
    AttributeDefinitions: text('pk', 'sk', 'born'),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [index('born', 'born', 'pk')],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'views',
    AttributeDefinitions: text('pk', 'sk', 'list', 'listed', 'dueShard', 'due', 'attention', 'waiting', 'team'),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [
      index('worklist', 'list', 'listed'),
      index('due', 'dueShard', 'due'),
      index('attention', 'attention', 'waiting'),
      {
        ...index('next', 'team', 'pk'),
        Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['soonest'] },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'audit',
    AttributeDefinitions: text('pk', 'sk', 'part', 'hour'),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [index('parts', 'part', 'hour')],
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'directory',
    AttributeDefinitions: text('pk', 'sk'),
    KeySchema: key('pk', 'sk'),
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'concerns',
    AttributeDefinitions: text('pk', 'sk'),
    KeySchema: key('pk', 'sk'),
    BillingMode: 'PAY_PER_REQUEST',
  },
];

/** The hub's tables, empty, for one file of tests: a key of its own in the database that all share (tests/build.ts). */
export const startDynamodb = async (): Promise<TestDynamodb> => {
  // Without -sharedDb the data answers only to the key that wrote it (DESIGN 8).
  const credentials = { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: 'unused' };
  const endpoint = `http://127.0.0.1:${inject('dynamodbPort')}`;
  const region = 'eu-west-2';
  const client = new DynamoDBClient({ endpoint, region, credentials: { ...credentials } });
  await Promise.all(testTables.map((table) => client.send(new CreateTableCommand(table))));
  return {
    ...{ client, endpoint, region, credentials },
    ...{ ledgerTable: 'ledger', viewsTable: 'views', concernsTable: 'concerns', auditTable: 'audit' },
    directoryTable: 'directory',
    stop: async () => client.destroy(),
  };
};
