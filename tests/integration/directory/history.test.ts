import { afterAll, beforeAll, expect, test } from 'vitest';
import { shardOf } from '../../../functions/directory/keys.ts';
import { everyPage } from '../../../functions/runtime/every-page.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { directoryOn, service } from './councils.ts';

let store: TestDynamodb;
let directory: ReturnType<typeof directoryOn>;
beforeAll(async () => {
  store = await startDynamodb();
  directory = directoryOn(store);
});
afterAll(() => store.stop());

const about = { name: 'council', publisher: 'Council', licence: 'OGL 3.0' };
const read = (n: number, more: object = {}) => {
  const item = readItem(service(n, more));
  return item.kind === 'service' ? item.service : expect.fail(JSON.stringify(item.faults));
};
const load = (...services: readonly ReturnType<typeof read>[]) => directory.load(about, services);

test('however often a directory changes its words, what an entry was is kept, and read by no search and no rebuild', async () => {
  for (const name of ['First', 'Second', 'Third', 'Fourth']) await load(read(1, { name }), read(10));
  expect((await directory.entries.former('d.s1')).map(({ version, service: { name } }) => [version, name])).toEqual([
    ...[
      [1, 'First'],
      [2, 'Second'],
      [3, 'Third'],
    ],
  ]);
  expect([(await directory.entries.find('d.s1'))?.version, await directory.entries.former('d.s10')]).toEqual([4, []]);
  const items = await everyPage(directory.table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: shardOf('d.s1') } },
  });
  expect(items.filter(({ sk }) => String(sk).startsWith('d.s1')).length).toBeLessThanOrEqual(2);
  await directory.rebuild();
  expect(await directory.openNow()).toEqual(['s1', 's10']);
});

test('a file without a service takes nothing out, and of one that lists an id twice the first stands', async () => {
  await expect(load()).rejects.toThrow('It holds no service');
  await directory.rebuild();
  expect(await directory.openNow()).toEqual(['s1', 's10']);
  const twice = Array.from({ length: 30 }, (_, n) => read(n));
  const { kept, refused } = await load(...twice, read(3, { name: 'Again' }));
  expect([kept, refused]).toEqual([30, [{ id: 's3', why: 'listed-twice' }]]);
  expect((await directory.entries.find('d.s3'))?.service.name).toBe('Walk 3');
});

test('what a directory lists is nobody else’s, until somebody switches that directory off', async () => {
  const other = { ...about, name: 'merged' };
  expect((await directory.load(other, [read(1, { name: 'Ours' })])).refused).toEqual([
    { id: 's1', why: 'belongs-to-another' },
  ]);
  const standing = (await directory.feeds.all()).find(({ name }) => name === about.name) ?? expect.fail();
  await directory.feeds.write({ ...standing, active: false });
  expect((await directory.load(other, [read(1, { name: 'Ours' })])).refused).toEqual([]);
  await directory.rebuild();
  expect(await directory.openNow()).toEqual(['s1']);
  expect(await directory.entries.find('d.s1')).toMatchObject({ feed: 'merged', service: { name: 'Ours' } });
  expect((await load(read(1))).refused).toEqual([{ id: 's1', why: 'belongs-to-another' }]);
});
