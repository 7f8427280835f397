import { BatchWriteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cataloguePartition } from '../../../functions/directory/keys.ts';
import { keepCatalogue } from '../../../functions/directory/rebuild.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { directoryOn, service } from './councils.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store?.stop());

/** As time to live does: the parts go, the pointer to them stays. */
const partsExpire = async (): Promise<void> => {
  const TableName = store.directoryTable;
  const ExpressionAttributeValues = { ':pk': { S: cataloguePartition } };
  const { Items = [] } = await store.client.send(
    new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues }),
  );
  const gone = Items.filter(({ expires }) => expires).map(({ pk = { S: '' }, sk = { S: '' } }) => ({
    DeleteRequest: { Key: { pk, sk } },
  }));
  expect(gone).not.toEqual([]);
  await store.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: gone } }));
};

test('after a week in which no import ran the first one that runs makes the catalogue anew, whatever it read', async () => {
  const on = directoryOn(store);
  const item = readItem(service(1));
  await on.load(
    { name: 'council', publisher: 'Council', licence: 'OGL 3.0' },
    item.kind === 'service' ? [item.service] : expect.fail(JSON.stringify(item.faults)),
  );
  const keep = () => keepCatalogue(on.table, on.feeds, on.clock)(false);
  await keep();
  expect(await on.openNow()).toEqual(['s1']);
  on.later(8 * 24);
  await partsExpire();
  await expect(on.openNow()).rejects.toThrow('lacks a part');
  await keep();
  expect(await on.openNow()).toEqual(['s1']);
});
