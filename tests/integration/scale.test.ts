import { afterAll, beforeAll, expect, test } from 'vitest';
import { manySent } from '../../functions/domain/directory/ask.ts';
import { partnerLoad } from '../../functions/views/partner-load.ts';
import { costs, oneReferral, stored } from '../bench/scale-costs.ts';
import { day, group, id } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());

test('a worklist page, a poll, a read, a write, its projection, a match and the look for what is due take the same beside 1,000 and 3,000 referrals', async () => {
  const one = await oneReferral(store);
  await stored(store, one, 0, 1000);
  const few = await costs(store, `${id.slice(0, -1)}0`);
  await stored(store, one, 1000, 3000);
  const many = await costs(store, `${id.slice(0, -1)}1`);
  expect(many).toEqual(few);
  expect(few.page?.requests).toBe(2);
  expect(few.page?.units).toBeGreaterThan(20);
  expect(few.write?.units).toBeGreaterThan(0);
  expect(few.poll?.requests).toBe(1);
  // Every one of them was sent to a group that is matched: that is counted no further than it decides.
  const load = partnerLoad({ client: store.client, table: store.viewsTable });
  expect(await load([group.organisation], day(9))).toEqual(new Map([[group.organisation, manySent]]));
}, 180_000);
