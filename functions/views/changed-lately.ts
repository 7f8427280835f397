import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { figureAfter, figureIn, lastSweep } from './figure.ts';
import { eventGraceMs } from './happened.ts';
import { rowsAt, type Views } from './index-page.ts';
import { lastSweepKey, referralOfKey } from './keys.ts';
import type { Row } from './row.ts';

/** A sweep has 40 s; a coordinator of a county changes a few referrals a minute. What is more comes in the next minute. */
const mostChanged = 500;
/** Without a place where the last sweep ended, or after a longer rest: the hourly comparison finds what is older. */
const longestBackMs = 86_400_000;

const back = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();

export interface ChangedLately {
  /** Those organisations' own rows of the referrals that changed, in the order of their changes. */
  readonly rows: readonly Row[];
  readonly done: (looked: Looked) => Promise<void>;
}

interface Looked {
  /** How many referrals are silent; absent where nobody could count them. */
  readonly silent?: number | undefined;
  /** Those that nobody looked at. */
  readonly left?: readonly string[];
}

/**
 * What changed for organisations that are told how things stand, since the last sweep and until a minute ago: by then an event
 * has brought it out, or none will. Each is given once; `done` says which were looked at, and the next sweep goes on there.
 */
export const changedLately = (views: Views, organisations: readonly string[]) => ({
  since: async (now: string): Promise<ChangedLately> => {
    const last = await lastSweep(views);
    const from = [String(last.until ?? ''), back(now, longestBackMs)].sort().at(-1) ?? '';
    const answers = await Promise.all(organisations.map((one) => changedIn(views, one, from, back(now, eventGraceMs))));
    const ends = answers.map((answer) => answer.until);
    const found = answers.flatMap((answer) => answer.found);
    return {
      rows: (await rowsAt(views, found)).sort((a, b) => (a.changed ?? '').localeCompare(b.changed ?? '')),
      done: ({ silent, left = [] }) => {
        const unseen = found.filter(({ referral }) => left.includes(referral)).map(({ changed }) => changed);
        const until = [...ends, ...unseen].sort()[0] ?? back(now, eventGraceMs);
        return endAt(views, { until, ...(silent === undefined ? {} : figureAfter(figureIn(last), silent, now)) });
      },
    };
  },
});

const changedIn = async ({ client, table }: Views, organisation: string, from: string, to: string) => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'changes',
      KeyConditionExpression: 'party = :party AND changed BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({ ':party': organisation, ':from': from, ':to': to }),
      Limit: mostChanged,
    }),
  );
  // Keys are an instant and a referral: the last one of a page that is not the last is looked at again.
  const found = Items.map((item) => unmarshall(item)).flatMap(({ pk, sk, changed }) => {
    const referral = referralOfKey(String(pk));
    return referral === undefined
      ? []
      : [{ referral, pk: String(pk), sk: String(sk), changed: String(changed).slice(0, 24) }];
  });
  return { found, until: LastEvaluatedKey ? (found.at(-1)?.changed ?? to) : to };
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
