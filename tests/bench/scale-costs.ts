import { type AttributeValue, BatchWriteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { dueReferrals } from '../../functions/views/due-rows.ts';
import { changes } from '../../functions/views/news.ts';
import { worklist } from '../../functions/views/worklist.ts';
import type { TestDynamodb } from '../integration/dynamodb.ts';
import { behindLines, hubOn, register, write } from '../integration/written.ts';
import { coordinator, day, group, id, move, next, onwardTo, opened } from '../unit/views/made-referral.ts';
import { listWalks, matches } from './scale-match.ts';

/** What one referral costs beside many others: issue 11, 4. */
export type ScaleStore = Pick<TestDynamodb, 'client' | 'ledgerTable' | 'viewsTable' | 'directoryTable'>;

type Item = Record<string, AttributeValue>;
const firstSymbols = 'ghjkmnpqrstvwxyz';
/** A referral id that no story has. */
const idOf = (n: number): string => `${firstSymbols[n % 16]}${id.slice(1, -6)}${String(n).padStart(6, '0')}`;

const all = async (store: ScaleStore, TableName: string): Promise<Item[]> =>
  (await store.client.send(new ScanCommand({ TableName }))).Items ?? [];

/** Items of one referral, by table. */
export type Beside = Readonly<Record<string, readonly Item[]>>;

const accepted = () => next(opened(), coordinator, move('accepted'), day(1));
const asked = () => next(accepted(), coordinator, onwardTo(group.organisation), day(2));

/** A referral that was sent to a group and stands in the worklists, with all its items; and a directory that lists the group. */
export const oneReferral = async (store: ScaleStore): Promise<Beside> => {
  const { ledger, project } = scaleHub(store);
  await write(ledger, asked());
  await project(id);
  await listWalks(store);
  const own = async (table: string): Promise<Item[]> =>
    (await all(store, table)).filter(
      (item) => JSON.stringify(item).includes(id) && !JSON.stringify(item).includes('REF#'),
    );
  return { [store.ledgerTable]: await own(store.ledgerTable), [store.viewsTable]: await own(store.viewsTable) };
};

/** The items of one referral once more under other ids: what lies beside it is of the same kind and size. */
export const stored = async (store: ScaleStore, one: Beside, from: number, to: number): Promise<void> => {
  for (let n = from; n < to; n += atOnce) await storedAtOnce(store, one, n, Math.min(to, n + atOnce));
};

/** More would only lie in memory. */
const atOnce = 2000;

const storedAtOnce = async (store: ScaleStore, one: Beside, from: number, to: number): Promise<void> => {
  const puts = Object.entries(one).flatMap(([table, own]) =>
    Array.from({ length: to - from }, (_, n) =>
      own.map((item) => {
        const texts = Object.entries(item).map(([name, value]) => [
          name,
          value.S === undefined ? value : { S: value.S.replace(id, idOf(from + n)) },
        ]);
        return { table, PutRequest: { Item: Object.fromEntries(texts) } };
      }),
    ).flat(),
  );
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

export interface Cost {
  requests: number;
  units: number;
}

/** What some work asks of the database. */
const costOf = async (store: ScaleStore, work: () => Promise<unknown>): Promise<Cost> => {
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

const scaleHub = (store: ScaleStore) =>
  hubOn(store, register({ CWS01: { endpoint: { url: 'https://cws.example/FHIR' } } }));

/** What is done again and again, each by itself; `as` is a referral id of its own, for what can be done once. */
export const work = (store: ScaleStore) => {
  const made = scaleHub(store);
  const { ledger, project, views } = made;
  return {
    page: () => worklist(views)({ organisation: 'CWS01', ended: false, limit: 50 }),
    // The others changed at the same instant: a poll from after it finds nothing.
    poll: () => changes(views)({ organisation: 'CWS01', from: day(9), limit: 50 }),
    read: () => ledger.load(id),
    write: (as: string) => write(ledger, accepted(), as),
    projection: (as: string) => project(as, 'following'),
    match: matches(store),
    due: () => dueReferrals(views, behindLines(made))(day(0)),
  };
};

export const costs = async (store: ScaleStore, as: string): Promise<Record<string, Cost>> => {
  const found: Record<string, Cost> = {};
  for (const [name, one] of Object.entries(work(store))) found[name] = await costOf(store, () => one(as));
  return found;
};
