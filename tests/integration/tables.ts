import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

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
    AttributeDefinitions: text('pk', 'sk', 'born', 'at'),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [index('made', 'born', 'at')],
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
