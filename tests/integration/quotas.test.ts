import { afterAll, expect, test } from 'vitest';
import { allowances } from '../../functions/http/allowances.ts';
import { takenQuota } from '../../functions/views/taken-quota.ts';
import { startDynamodb } from './dynamodb.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const failed: unknown[] = [];
const store = takenQuota({ client: dynamodb.client, table: dynamodb.viewsTable }, (error) => failed.push(error));
const noon = '2026-11-23T12:00:00.000Z';

test('four environments at once share one quota of a caller: none is lost, and none given twice', async () => {
  const environments = Array.from({ length: 4 }, () => allowances(store));
  const all = await Promise.all(
    environments.flatMap((take) => Array.from({ length: 300 }, () => take('O#software#L99901', 500, noon))),
  );
  const through = all.filter(({ over }) => !over).length;
  expect(through).toBeGreaterThanOrEqual(500);
  expect(through).toBeLessThanOrEqual(500 + 4 * 10);
  expect(failed).toEqual([]);
});

test('a store that is not there lets each environment go on by itself, and is told of', async () => {
  const broken = takenQuota({ client: dynamodb.client, table: 'no-such-table' }, (error) => failed.push(error));
  const take = allowances(broken);
  for (let n = 0; n < 100; n += 1) expect((await take('K', 100, noon)).over).toBe(false);
  expect((await take('K', 100, noon)).over).toBe(true);
  expect(failed.length).toBeGreaterThan(0);
});
