import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changedLately } from '../../functions/views/changed-lately.ts';
import { figureIn, lastSweep } from '../../functions/views/figure.ts';
import { booked, opened, id as referral } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

test('how many are silent is kept with the end of a sweep, and stays where nobody could count', async () => {
  const { views } = hubOn(store, register());
  const changed = changedLately(views, ['CWS01']);
  const sweepAt = async (at: string, silent?: number) => (await changed.since(at)).done({ silent });
  await sweepAt('2026-11-02T09:00:00.000Z');
  expect(figureIn(await lastSweep(views))).toBeUndefined();
  await sweepAt('2026-11-02T09:01:00.000Z', 0);
  await sweepAt('2026-11-02T09:02:00.000Z', 0);
  await sweepAt('2026-11-02T09:03:00.000Z');
  const zero = { silent: 0, silentSince: '2026-11-02T09:01:00.000Z', counted: '2026-11-02T09:02:00.000Z' };
  expect(figureIn(await lastSweep(views))).toEqual(zero);
  await sweepAt('2026-11-02T09:04:00.000Z', 2);
  expect(figureIn(await lastSweep(views))).toMatchObject({ silent: 2, silentSince: '2026-11-02T09:04:00.000Z' });
});

test('what changed for the coordinator is given once, a minute after, whenever the sweep comes', async () => {
  const { ledger, project, views } = hubOn(store, register());
  const changed = changedLately(views, ['CWS01']);
  const sweepAt = async (at: string) => {
    const { referrals, done } = await changed.since(at);
    await done({});
    return referrals;
  };
  await write(ledger, opened());
  await project(referral);
  expect(await sweepAt('2026-11-02T09:00:30.000Z')).toEqual([]);
  // The clock stood still for an hour: nothing of it is missed.
  expect(await sweepAt('2026-11-02T10:00:00.000Z')).toEqual([referral]);
  expect(await sweepAt('2026-11-02T10:01:00.000Z')).toEqual([]);
  const unfinished = await changed.since('2026-11-02T10:02:00.000Z');
  expect(unfinished.referrals).toEqual([]);
});

test('the news says which rows want something told: the sweep reads those alone; where it does not say, all', async () => {
  const { ledger, project, views } = hubOn(store, register({ CWS01: { endpoint: { url: 'https://cws.example' } } }));
  const changed = changedLately(views, ['CWS01']);
  await write(ledger, booked());
  await project(referral);
  const { at = '' } = (await ledger.load(referral))?.head ?? {};
  const then = new Date(Date.parse(at) + 300_000).toISOString();
  const { telling } = await changed.since(then);
  expect(telling?.get(referral)?.map(({ sk }) => sk)).toEqual(expect.arrayContaining(['CWS01', 'L99901#M#0000002']));
  expect(telling?.get(referral)?.map(({ sk }) => sk)).not.toContain('L99901');
  const { Items = [] } = await store.client.send(new ScanCommand({ TableName: store.viewsTable }));
  const news = Items.filter(({ pk }) => pk?.S === 'N#CWS01');
  expect(news.length).toBeGreaterThan(0);
  // As they lay there before it was said.
  for (const { tells: _, ...Item } of news)
    await store.client.send(new PutItemCommand({ TableName: store.viewsTable, Item }));
  const before = await changed.since(then);
  expect([before.referrals, before.telling?.has(referral)]).toEqual([[referral], false]);
});

test('what a sweep of changes had no time for is given again in the next minute, and nothing before it', async () => {
  const { ledger, project, views } = hubOn(store, register());
  const others = ['a', 'b', 'c'].map((end) => referral.slice(0, -1) + end);
  for (const one of others) {
    await write(ledger, opened(), one);
    await project(one);
  }
  const changed = changedLately(views, ['CWS01']);
  const first = await changed.since('2026-11-02T10:00:00.000Z');
  expect(first.referrals).toEqual(others);
  await first.done({ left: others.slice(1) });
  // All three changed in one millisecond: whoever did at the same one is looked at again, which does no harm.
  const second = await changed.since('2026-11-02T10:01:00.000Z');
  expect(second.referrals).toEqual(expect.arrayContaining(others.slice(1)));
  await second.done({ left: [] });
  expect((await changed.since('2026-11-02T10:02:00.000Z')).referrals).toEqual([]);
});

test('what a sweep could not look at is tried for a quarter of an hour, and then holds up nothing', async () => {
  const { ledger, project, views } = hubOn(store, register());
  await write(ledger, opened());
  await project(referral);
  const changed = changedLately(views, ['CWS01']);
  const given: string[] = [];
  for (let minute = 2; minute < 20; minute += 1) {
    const { referrals, done } = await changed.since(`2026-11-02T09:${String(minute).padStart(2, '0')}:00.000Z`);
    await done({ failed: referrals });
    given.push(referrals.join());
  }
  expect(given.filter((one) => one === referral).length).toBeGreaterThan(10);
  expect(given.slice(-3)).toEqual(['', '', '']);
});
