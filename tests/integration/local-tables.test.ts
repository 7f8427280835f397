import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTable, type Table } from '../../infra/local/state/tables.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store?.stop());

const key = (hash: string, range: string): Table['properties']['KeySchema'] => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const tableWith = (...indexes: readonly string[]): Table => ({
  id: 'Kept',
  identity: { ref: 'kept', attributes: {} },
  properties: {
    AttributeDefinitions: ['pk', 'sk', ...indexes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: key('pk', 'sk'),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: indexes.map((IndexName) => ({
      ...{ IndexName, KeySchema: key(IndexName, 'sk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    })),
    Replicas: [{}],
    SSESpecification: undefined,
  },
});

test('data of an older hub gains the indexes that its template has gained', async () => {
  const indexes = async () => {
    const { Table: kept } = await store.client.send(new DescribeTableCommand({ TableName: 'kept' }));
    return kept?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort();
  };
  await createTable(store.client, tableWith('one'));
  await createTable(store.client, tableWith('one', 'two', 'three'));
  expect(await indexes()).toEqual(['one', 'three', 'two']);
  await createTable(store.client, tableWith('one', 'two', 'three'));
  expect(await indexes()).toEqual(['one', 'three', 'two']);
});
