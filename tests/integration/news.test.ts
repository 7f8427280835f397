import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dueReferrals } from '../../functions/views/due-rows.ts';
import { changes } from '../../functions/views/news.ts';
import { booked, day, id as referral, versionsOf } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { behindLines, emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

const hub = () => hubOn(store, register({ CWS01: { endpoint: { url: 'https://cws.example/FHIR' } } }));
const coordinators = async () => (await hub().rows.read(referral)).find(({ sk }) => sk === 'CWS01');
/** As somebody else would who wrote it. */
const set = async (name: string, value: string): Promise<void> => {
  const from = await coordinators();
  await hub().rows.write({ referral, sk: 'CWS01', from, set: { [name]: value } });
};

const newsOf = async (organisation: string): Promise<string[]> => {
  const { Items = [] } = await store.client.send(new ScanCommand({ TableName: store.viewsTable }));
  return Items.map((i) => unmarshall(i)).flatMap(({ pk, sk }) => (pk === `N#${organisation}` ? [String(sk)] : []));
};

test('what changes is added to the news of whom it concerns, once, before the row says so; a partner has none', async () => {
  const { ledger, project, views } = hub();
  for (const version of versionsOf(booked())) {
    await write(ledger, version);
    await project(referral, 'following');
    await project(referral, 'following');
  }
  const places = (await newsOf('CWS01')).sort();
  expect(places).toHaveLength(7);
  expect(places.at(-1)).toBe((await coordinators())?.changed);
  expect(await newsOf('walking-group')).toEqual([]);
  // However often it changed, a walk meets it at its newest place alone, also where pages end between its places.
  const ask = changes(views);
  const all = await ask({ organisation: 'CWS01', from: '0', limit: 100 });
  expect(all.rows.map(({ place }) => place)).toEqual(places.slice(-1));
  const first = await ask({ organisation: 'CWS01', from: '0', limit: 6 });
  expect(first).toEqual({ rows: [], next: places[5] });
  expect((await ask({ organisation: 'CWS01', from: first.next ?? '', limit: 6 })).rows).toHaveLength(1);
});

test('a deadline that moves away stays where the sweep finds it first, and a whole projection moves it; one that comes nearer moves at once', async () => {
  const { ledger, project, views } = hub();
  const due = async () => (await coordinators())?.item.due;
  const [first, accepted] = versionsOf(booked());
  if (!first || !accepted) throw new Error('No story');
  await write(ledger, first);
  await project(referral, 'following');
  const early = await due();
  await write(ledger, accepted);
  await project(referral, 'following');
  expect(await due()).toBe(early);
  expect((await project(referral, 'following'))?.written).toBe(0);
  const row = await coordinators();
  expect((row?.owed ?? '') > String(early)).toBe(true);
  await project(referral);
  expect(await due()).toBe(row?.owed);
  await set('due', '2027-01-01T10:00:00.000Z');
  await project(referral, 'following');
  expect(await due()).toBe(row?.owed);
  await set('due', day(-9));
  await project(referral, 'following');
  expect(await due()).toBe(row?.owed);
  expect(await dueReferrals(views, behindLines(hub()))(String(row?.owed))).toEqual([referral]);
});
