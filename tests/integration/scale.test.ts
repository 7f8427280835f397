import { type AttributeValue, BatchWriteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueReferrals } from '../../functions/views/due-rows.ts';
import { changes } from '../../functions/views/news.ts';
import { worklist } from '../../functions/views/worklist.ts';
import { coordinator, day, id, move, next, opened } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { behindLines, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());

type Item = Record<string, AttributeValue>;
const others = 'ghjkmnpqrstvwxyz';
/** A referral id that no story has. */
const idOf = (n: number): string => `${others[n % 16]}${id.slice(1, -6)}${String(n).padStart(6, '0')}`;

const all = async (TableName: string): Promise<Item[]> =>
  (await store.client.send(new ScanCommand({ TableName }))).Items ?? [];

/** The items of one referral once more under other ids: what lies beside it is of the same kind and size. */
const stored = async (from: number, to: number): Promise<void> => {
  const items = { [store.ledgerTable]: await all(store.ledgerTable), [store.viewsTable]: await all(store.viewsTable) };
  const puts = Object.entries(items).flatMap(([table, them]) => {
    const own = them.filter((item) => JSON.stringify(item).includes(id) && !JSON.stringify(item).includes('REF#'));
    return Array.from({ length: to - from }, (_, n) =>
      own.map((item) => {
        const texts = Object.entries(item).map(([name, value]) => [
          name,
          value.S === undefined ? value : { S: value.S.replace(id, idOf(from + n)) },
        ]);
        return { table, PutRequest: { Item: Object.fromEntries(texts) } };
      }),
    ).flat();
  });
  const batches = Array.from({ length: Math.ceil(puts.length / 25) }, (_, n) => puts.slice(25 * n, 25 * n + 25));
  const work = async (): Promise<void> => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const tables = Map.groupBy(batch, ({ table }) => table);
      const RequestItems = Object.fromEntries(
        [...tables].map(([table, them]) => [table, them.map(({ PutRequest }) => ({ PutRequest }))]),
      );
      await store.client.send(new BatchWriteItemCommand({ RequestItems }));
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
};

interface Cost {
  requests: number;
  units: number;
}

/** What some work asks of the database. */
const costOf = async (work: () => Promise<unknown>): Promise<Cost> => {
  const cost: Cost = { requests: 0, units: 0 };
  store.client.middlewareStack.add(
    (following) => async (args) => {
      const answer = await following({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const taken = 'ConsumedCapacity' in answer.output ? [answer.output.ConsumedCapacity ?? []].flat() : [];
      cost.requests += 1;
      cost.units += taken.reduce((sum, one) => sum + ('CapacityUnits' in one ? (one.CapacityUnits ?? 0) : 0), 0);
      return answer;
    },
    { step: 'initialize', name: 'cost', override: true },
  );
  try {
    await work();
  } finally {
    store.client.middlewareStack.remove('cost');
  }
  return cost;
};

test('a worklist page, a poll, a read, a write, its projection and the look for what is due take the same beside 1,000 and 3,000 referrals', async () => {
  const made = hubOn(store, register({ CWS01: { endpoint: { url: 'https://cws.example/FHIR' } } }));
  const { ledger, project, views } = made;
  await write(ledger, opened());
  await project(id);
  const costs = async (as: string): Promise<Record<string, Cost>> => ({
    page: await costOf(() => worklist(views)({ organisation: 'CWS01', ended: false, limit: 50 })),
    // The others changed at the same instant: a poll from after it finds nothing.
    poll: await costOf(() => changes(views)({ organisation: 'CWS01', from: day(9), limit: 50 })),
    read: await costOf(() => ledger.load(id)),
    write: await costOf(() => write(ledger, next(opened(), coordinator, move('accepted'), day(1)), as)),
    projection: await costOf(() => project(as, 'following')),
    due: await costOf(() => dueReferrals(views, behindLines(made))(day(0))),
  });
  await stored(0, 1000);
  const few = await costs(`${id.slice(0, -1)}0`);
  await stored(1000, 3000);
  const many = await costs(`${id.slice(0, -1)}1`);
  expect(many).toEqual(few);
  expect(few.page?.requests).toBe(2);
  expect(few.page?.units).toBeGreaterThan(20);
  expect(few.write?.units).toBeGreaterThan(0);
  expect(few.poll?.requests).toBe(1);
}, 180_000);
