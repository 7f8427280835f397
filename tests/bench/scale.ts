import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDbLocal } from '../../infra/local/state/dynamodb-local.ts';
import { openKept } from '../../infra/local/state/kept.ts';
import { command } from '../../infra/operator/command.ts';
import { testTables } from '../integration/tables.ts';
import { id } from '../unit/views/made-referral.ts';
import { keeping, show } from './keep.ts';
import { quantiles } from './load.ts';
import { numbersOf } from './options.ts';
import { costs, oneReferral, type ScaleStore, stored, work } from './scale-costs.ts';
import type { WorkBeside } from './scale-table.ts';

/** What one piece of work takes beside so many referrals, counted and timed. */
const usage = 'npm run bench:scale -- [--referrals 1000,10000,100000] [--keep], or --table';
const options = { referrals: { type: 'string', default: '1000,10000,100000' }, ...keeping } as const;
const timed = 50;
/** Referral ids that no other piece of work has had. */
const idOf = (n: number): string => `${id.slice(0, -4)}${String(n).padStart(4, 'z')}`;

const measured = async (store: ScaleStore, count: number, turn: number): Promise<readonly WorkBeside[]> => {
  const counted = await costs(store, idOf(turn));
  const works: WorkBeside[] = [];
  for (const [name, one] of Object.entries(work(store))) {
    const took: number[] = [];
    for (let n = 0; n < timed; n += 1) {
      const from = performance.now();
      await one(idOf(turn + 1 + n));
      took.push(performance.now() - from);
    }
    const { p50, p95 } = quantiles(took);
    const { requests = 0, units = 0 } = counted[name] ?? {};
    works.push({ stored: count, work: name, requests, units, p50, p95 });
    process.stdout.write(`${JSON.stringify(works.at(-1))}\n`);
  }
  return works;
};

const scaled = async (counts: readonly number[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'handover-scale-'));
  const { port, stop } = await startDynamoDbLocal(openKept(undefined), { folder, inMemory: true });
  const credentials = { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: 'unused' };
  const client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-2', credentials });
  try {
    await Promise.all(testTables.map((table) => client.send(new CreateTableCommand(table))));
    const store = { client, ledgerTable: 'ledger', viewsTable: 'views', directoryTable: 'directory' };
    const one = await oneReferral(store);
    const works: WorkBeside[] = [];
    let filled = 0;
    for (const [turn, count] of counts.entries()) {
      await stored(store, one, filled, count);
      filled = count;
      works.push(...(await measured(store, count, (turn + 1) * (timed + 1))));
    }
    return { works };
  } finally {
    client.destroy();
    await stop();
    await rm(folder, { recursive: true });
  }
};

await command(async () => {
  const { values } = parseArgs({ options });
  const counts = [...numbersOf('referrals', values.referrals)].sort((a, b) => a - b);
  await show('scale', values, () => scaled(counts));
}, usage);
