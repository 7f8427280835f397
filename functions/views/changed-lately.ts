import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { figureAfter, figureIn, lastSweep } from './figure.ts';
import { eventGraceMs } from './happened.ts';
import { rowsAt, type Views } from './index-page.ts';
import { lastSweepKey, rowsKey } from './keys.ts';
import { changedBetween } from './news.ts';
import type { Row } from './row.ts';

/** A sweep has 40 s; a coordinator of a county changes a few referrals a minute. What is more comes in the next minute. */
const mostChanged = 500;
/** Without a place where the last sweep ended, or after a longer rest: the hourly comparison finds what is older. */
const longestBackMs = 86_400_000;
/**
 * One that cannot be looked at is tried again for so long after its change; then the hourly comparison finds it, and says so. For
 * ever, and no sweep would come further than five hundred changes from there.
 */
const triedMs = 900_000;

const back = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();

export interface ChangedLately {
  /** In the order of their changes. */
  readonly referrals: readonly string[];
  /** Of each of which the news says so: its rows that wanted something told. One batch read for a hundred rows. */
  readonly telling?: ReadonlyMap<string, readonly Row[]>;
  readonly done: (looked: Looked) => Promise<void>;
}

interface Looked {
  /** How many referrals are silent; absent where nobody could count them. */
  readonly silent?: number | undefined;
  /** Those that nobody looked at. */
  readonly left?: readonly string[];
  /** Those at which somebody tried to look. */
  readonly failed?: readonly string[];
}

/**
 * What changed for organisations that are told how things stand, since the last sweep and until a minute ago: by then an event
 * has brought it out, or none will. Each is given once; `done` says which were looked at, and the next sweep goes on there.
 */
export const changedLately = (views: Views, organisations: readonly string[]) => ({
  since: async (now: string): Promise<ChangedLately> => {
    const last = await lastSweep(views);
    const from = [String(last.until ?? ''), back(now, longestBackMs)].sort().at(-1) ?? '';
    const within = { from, to: back(now, eventGraceMs), limit: mostChanged };
    const answers = await Promise.all(organisations.map((one) => changedBetween(views, one, within)));
    const ends = answers.map((answer) => answer.until);
    const found = answers.flatMap((answer) => answer.found).sort((a, b) => a.changed.localeCompare(b.changed));
    return {
      referrals: [...new Set(found.map(({ referral }) => referral))],
      telling: await tellingIn(views, found),
      done: ({ silent, left = [], failed = [] }) => {
        const again = found.filter(
          ({ referral, changed }) => failed.includes(referral) && changed > back(now, triedMs),
        );
        const unseen = [...found.filter(({ referral }) => left.includes(referral)), ...again].map((one) => one.changed);
        const until = [...ends, ...unseen].sort()[0] ?? back(now, eventGraceMs);
        return endAt(views, { until, ...(silent === undefined ? {} : figureAfter(figureIn(last), silent, now)) });
      },
    };
  },
});

type Found = Awaited<ReturnType<typeof changedBetween>>['found'];

const tellingIn = async (views: Views, found: Found): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const unsaid = new Set(found.filter(({ tells }) => tells === undefined).map(({ referral }) => referral));
  const said = found.filter(({ referral }) => !unsaid.has(referral));
  const keys = said.flatMap(({ referral, tells = [] }) => tells.map((sk) => ({ pk: rowsKey(referral), sk })));
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const rows = Map.groupBy(await rowsAt(views, unique, true), ({ referral }) => referral);
  return new Map(said.map(({ referral }) => [referral, rows.get(referral) ?? []]));
};

const endAt = async ({ client, table }: Views, ended: Readonly<Record<string, unknown>>): Promise<void> => {
  const names = Object.keys(ended);
  await client.send(
    new UpdateItemCommand({
      TableName: table,
      Key: marshall(lastSweepKey),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: marshall(Object.fromEntries(names.map((name) => [`:${name}`, ended[name]]))),
    }),
  );
};
