import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { isSynthetic } from '../../contracts/areas/synthetic.ts';
import { referrerOf } from '../../functions/domain/parties.ts';
import { type BesideFacts, type Facts, factsOf } from '../../functions/domain/reports/facts.ts';
import { referralKey, versionOfKey } from '../../functions/ledger/keys.ts';
import { now } from '../../functions/runtime/clock.ts';
import { workThrough } from '../../functions/runtime/work-through.ts';
import { linesOf } from './facts-file.ts';
import type { Referrals } from './referrals.ts';
import type { TableAt } from './tables.ts';

type At = Pick<Referrals, 'ledger' | 'every' | 'table'> & BesideFacts;

const everySoMany = 1000;

const newestVersion = async ({ client, table }: TableAt, referral: string): Promise<number> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :versions)',
      ExpressionAttributeValues: { ':pk': { S: referralKey(referral) }, ':versions': { S: 'V#' } },
      ...{ ProjectionExpression: 'sk', ScanIndexForward: false, Limit: 1, ConsistentRead: true },
    }),
  );
  return versionOfKey(Items[0]?.sk?.S ?? '') ?? 0;
};

/** What a report may count: no draft, nothing recalled, no made-up referral by which the hub tries itself out. */
const lineOf = async ({ ledger, ...beside }: At, referral: string): Promise<Facts | undefined> => {
  const loaded = await ledger.load(referral);
  if (!loaded || isSynthetic(referrerOf(loaded.referral) ?? '')) return undefined;
  return factsOf(loaded.referral, beside);
};

/** Longer than any ledger takes: a run that stops before the end has no file to show. */
const longestMs = 86_400_000;

/** What `run` makes of each, in the order given. @throws what one of them failed with */
const each = async <T, R>(list: readonly T[], run: (one: T) => Promise<R>, told: (n: number) => void): Promise<R[]> => {
  const made: R[] = [];
  let done = 0;
  const errors: unknown[] = [];
  const { left } = await workThrough([...list.entries()], {
    ...{ clock: now, longestMs, failed: (error: unknown) => errors.push(error) },
    look: async ([n, one]) => {
      made[n] = await run(one);
      done += 1;
      if (done % everySoMany === 0) told(done);
      return 1;
    },
  });
  if (errors.length > 0) throw errors[0];
  if (left.length > 0) throw new Error(`${left.length} were not read in a day.`);
  return made;
};

export interface Extended {
  readonly lines: number;
  readonly made: number;
  readonly gone: number;
}

/**
 * Brings a facts file up to the ledger: reads again what has a newer version than its line, and leaves the rest as it is. The file is
 * replaced at once when all is read: a run that breaks off leaves the one before.
 * @throws where no line of it is of a referral of this ledger
 */
export const extendFacts = async (at: At, file: string, told: (line: string) => void): Promise<Extended> => {
  const known = new Map<string, number>();
  for await (const { referral, version } of linesOf(file)) known.set(referral, version);
  const every = await at.every();
  const ours = new Set(every);
  if (known.size > 0 && ![...known.keys()].some((referral) => ours.has(referral)))
    throw new Error(`${file} holds no referral of this hub: it is another hub's. Name another file.`);
  const newest = await each(
    every,
    async (referral) => [referral, await newestVersion(at.table, referral)] as const,
    (n) => told(`looked at ${n} of ${every.length} referrals`),
  );
  const changed = newest.filter(([referral, version]) => known.get(referral) !== version).map(([referral]) => referral);
  const lines = await each(
    changed,
    (referral) => lineOf(at, referral),
    (n) => told(`read ${n} of ${changed.length}`),
  );
  return write(file, ours, new Map(changed.map((referral, n) => [referral, lines[n]])));
};

const write = async (
  file: string,
  every: ReadonlySet<string>,
  changed: ReadonlyMap<string, Facts | undefined>,
): Promise<Extended> => {
  // Of its own: two runs at once would write into one file.
  const part = `${file}.${randomUUID()}.part`;
  mkdirSync(dirname(file), { recursive: true });
  const out = createWriteStream(part, { mode: 0o600 });
  const put = async (line: Facts): Promise<void> => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  };
  let [kept, gone] = [0, 0];
  for await (const line of linesOf(file)) {
    if (changed.has(line.referral)) continue;
    if (!every.has(line.referral)) gone += 1;
    if (!every.has(line.referral)) continue;
    kept += 1;
    await put(line);
  }
  const made = [...changed.values()].filter((line) => line !== undefined);
  for (const line of made) await put(line);
  out.end();
  await once(out, 'close');
  renameSync(part, file);
  return { lines: kept + made.length, made: made.length, gone };
};

/** What a facts file says otherwise than the ledger now, by id; what is missing, and what is too many. */
export const compareFacts = async (at: At, file: string, told: (line: string) => void): Promise<string[]> => {
  const every = await at.every();
  const lines = new Map<string, string>();
  for await (const line of linesOf(file)) {
    if (lines.has(line.referral)) return [`${line.referral}: stands in two lines`];
    lines.set(line.referral, JSON.stringify(line));
  }
  const found = await each(
    every,
    async (referral) => {
      const line = await lineOf(at, referral);
      const stands = lines.get(referral);
      lines.delete(referral);
      return (line && JSON.stringify(line)) === stands
        ? []
        : [`${referral}: ${stands ? 'is otherwise' : 'is missing'}`];
    },
    (n) => told(`compared ${n} of ${every.length}`),
  );
  return [...found.flat(), ...[...lines.keys()].map((referral) => `${referral}: is no referral of the ledger`)];
};
