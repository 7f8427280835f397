import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';
import { table, withSection } from './section.ts';

/** 60 million people; a Monday at nine is twenty times the mean (issue 11, 4). */
const referralsOfYear = 3_000_000;
const peak = 20;
const secondsOfYear = 365 * 86_400;
/** The busiest part of an index takes a fourth and more, by chance. */
const unevenly = 2;

const counts = z.object({
  total: z.record(z.string(), z.number()),
  steps: z.record(z.string(), z.object({ waited: z.number() })),
  written: z.record(z.string(), z.object({ units: z.number() })),
});

interface Limit {
  readonly what: string;
  /** In each second of the peak. */
  readonly takes: number;
  /** As the service gives it unasked, in eu-west-2. */
  readonly limit: number;
  readonly of: string;
}

/** Each limit that the busiest second of a nation in one hub comes near to, or might be thought to. */
const limits = (): readonly Limit[] => {
  const { total, steps, written } = counts.parse(
    JSON.parse(readFileSync(join(root, 'tests/bench/results/counts.json'), 'utf8')),
  );
  const loops = (referralsOfYear / secondsOfYear) * peak;
  const units = (name: string): number => {
    const found = written[name];
    if (!found) throw new Error(`A loop is not counted to write "${name}"`);
    return loops * found.units;
  };
  const each = (name: string): number => loops * (total[name] ?? 0);
  const onePartition = 1000;
  return [
    {
      ...{ what: 'API Gateway: requests', takes: loops * Object.keys(steps).length, limit: 10_000 },
      of: 'requests a second of an account',
    },
    {
      ...{ what: 'Lambda: environments of all functions at work', takes: each('invocations') * 0.3, limit: 1000 },
      of: 'environments of an account; 0.3 s an invocation',
    },
    {
      what: 'DynamoDB: written, all tables',
      takes: each('write'),
      limit: 40_000,
      of: 'write units a second of a table',
    },
    { what: 'DynamoDB: read, all tables', takes: each('read'), limit: 40_000, of: 'read units a second of a table' },
    {
      ...{ what: "the hottest key: an hour's witnesses of the ledger (`HEADS#…`)", limit: onePartition },
      ...{ takes: units('witness of what was projected together'), of: 'write units a second of one key' },
    },
    {
      ...{ what: 'the news of one coordinator for all (`N#…`)', takes: units('news of the coordinator') },
      ...{ limit: onePartition, of: 'write units a second of one key' },
    },
    {
      ...{ what: 'its worklist, in the index `worklist`', takes: units('row of the coordinator: index worklist') },
      ...{ limit: onePartition, of: 'write units a second of one key' },
    },
    {
      ...{ what: 'what is next for one team of it, in the index `next`', limit: onePartition },
      ...{ takes: units('row of the coordinator: index next'), of: 'write units a second of one key' },
    },
    {
      ...{ what: 'one of four parts of the index `due`', limit: onePartition },
      ...{ takes: (units('row of the coordinator: index due') / 4) * unevenly, of: 'write units a second of one key' },
    },
    {
      ...{ what: "the ledger's stream: records of one shard, were there one", takes: each('streamRecords') },
      ...{ limit: 1000, of: 'records a second of a shard' },
    },
    { what: 'EventBridge: events put', takes: each('events'), limit: 1200, of: 'requests a second of an account' },
    {
      ...{ what: 'SQS and `deliver`: messages', takes: each('events'), limit: 10 * 5 },
      of: 'at once: 10 environments, 5 messages each (`infra/constructs/delivery.ts`)',
    },
    {
      ...{ what: 'KMS: signatures for tokens of others', takes: loops * 10, limit: 1000 },
      of: 'elliptic-curve signatures a second of an account',
    },
    {
      ...{
        what: 'the sweep of what no event told, each minute',
        takes: 60 * units('news of the coordinator'),
        limit: 500,
      },
      of: 'changes a minute of a coordinator (`functions/views/changed-lately.ts`)',
    },
  ];
};

const figure = (n: number): string => (n < 10 ? n.toFixed(1) : String(Math.round(n)));

/** The table of infra/decisions/0032-a-nation-in-one-hub.md. */
export const withNation = (document: string): string =>
  withSection(
    document,
    'a nation',
    table([
      ['what', 'at the peak', 'limit [K]', 'share', 'of'],
      ...limits().map(({ what, takes, limit, of }) => [
        ...[what, figure(takes), String(limit), `${Math.round((100 * takes) / limit)} %`, of],
      ]),
    ]),
  );
