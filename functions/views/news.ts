import { type DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { type IndexPage, type PlacedRow, rowsAt, type Views } from './index-page.ts';
import { newsKey, referralOfNews, rowsKey } from './keys.ts';
import type { Row } from './row.ts';

/**
 * What changed for an organisation, in the order of the changes: an item for each, which is added and never moved, at half
 * of what a key of an index costs that moves with every change. Older ones are found by the lists of what is open and ended.
 */
export const newsDays = 28;

interface News {
  readonly organisation: string;
  /** The row's own. */
  readonly changed: string;
  /** Rows of the referral, by their keys, that want something told as of then. */
  readonly tells: readonly string[];
  /** The row's own until now; undefined: there was none. */
  readonly before?: string | undefined;
}

/** Whoever polls begins again a minute before they last asked (searchset.ts): from half of that on, they may have asked before the news came. */
const lateMs = 30_000;

/**
 * Adds that a row changed; the same once more is the same item. News that come late are added again where they came: whoever asked
 * meanwhile has passed the place at which they happened.
 */
export const addNews = async (
  views: { readonly client: DynamoDBClient; readonly table: string },
  { organisation, changed, tells, before = '' }: News,
  now: string,
): Promise<void> => {
  await put(views, { organisation, place: changed, tells });
  if (!(Date.parse(now) - Date.parse(instantOf(changed)) > lateMs)) return;
  await put(views, { organisation, place: `${now}#${referralOfNews(changed)}`, tells, since: instantOf(before) });
};

interface Placed extends Pick<News, 'organisation' | 'tells'> {
  readonly place: string;
  /** Of late news: what changed after this instant comes with them; '' where all of it is new. */
  readonly since?: string;
}

const put = async (
  { client, table }: Parameters<typeof addNews>[0],
  { organisation, place, tells, since }: Placed,
): Promise<void> => {
  await client.send(
    new UpdateItemCommand({
      TableName: table,
      Key: marshall({ pk: newsKey(organisation), sk: place }),
      UpdateExpression: `SET expires = :expires, tells = :tells${since === undefined ? '' : ', since = :since'}`,
      ExpressionAttributeValues: marshall({
        ':expires': Math.floor(Date.parse(instantOf(place)) / 1000) + newsDays * 86_400,
        ':tells': tells,
        ...(since === undefined ? {} : { ':since': since }),
      }),
    }),
  );
};

/** `2026-11-22T08:00:00.000Z#<referral>` */
const instantOf = (changed: string): string => changed.slice(0, 24);

export interface ChangesQuestion {
  readonly organisation: string;
  /** What changed at this instant or after, or beyond a place that an earlier page gave. */
  readonly from: string;
  /** At most 100: what one BatchGetItem takes. */
  readonly limit: number;
}

/**
 * What changed for an organisation since an instant, in the order of the changes, open or ended: one Query for a poll that
 * finds nothing, whatever stands open. Where a row has changed again since, it is met at its newest place and nowhere else:
 * at the end of this walk or with the next poll, never missed.
 */
export const changes =
  (views: Views) =>
  async ({ organisation, from, limit }: ChangesQuestion): Promise<IndexPage> => {
    const { Items = [], LastEvaluatedKey } = await views.client.send(
      new QueryCommand({
        TableName: views.table,
        KeyConditionExpression: 'pk = :pk AND sk > :from',
        ExpressionAttributeValues: marshall({ ':pk': newsKey(organisation), ':from': from }),
        ProjectionExpression: 'sk, since',
        Limit: Math.min(limit, 100),
      }),
    );
    const news = Items.map((item) => placed.parse(unmarshall(item)));
    const byReferral = Map.groupBy(news, ({ sk }) => referralOfNews(sk));
    const keys = [...byReferral.keys()].map((referral) => ({ pk: rowsKey(referral), sk: organisation }));
    const found = await rowsAt(views, keys);
    const rows = found.flatMap((row) => placesOf(row, byReferral.get(row.referral) ?? []));
    const last = news.at(-1)?.sk;
    return {
      rows: rows.sort((a, b) => (a.place < b.place ? -1 : 1)),
      ...(LastEvaluatedKey && last ? { next: last } : {}),
    };
  };

const placed = z.object({ sk: z.string(), since: z.catch(z.optional(z.string()), undefined) });

/** None where the row has changed since: its newest place is further on. Late news are met in any case: what came with them may not be there. */
const placesOf = (row: Row, news: readonly z.infer<typeof placed>[]): PlacedRow[] => {
  const place = news.at(-1)?.sk ?? '';
  const [late] = news.flatMap(({ since }) => since ?? []).sort();
  if (late === undefined) return row.changed === place ? [{ place, row }] : [];
  return [{ place, row, late }];
};

interface Changed {
  readonly referral: string;
  /** Instant. */
  readonly changed: string;
  /** Keys of its rows that wanted something told by then; undefined: nobody said. */
  readonly tells?: readonly string[] | undefined;
}

const telling = z.catch(z.optional(z.array(z.string())), undefined);

/** What changed between two instants, and until when all of it was given. A referral that changed twice is given twice. */
export const changedBetween = async (
  { client, table }: Views,
  organisation: string,
  { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
): Promise<{ readonly found: readonly Changed[]; readonly until: string }> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: marshall({ ':pk': newsKey(organisation), ':from': from, ':to': to }),
      ProjectionExpression: 'sk, tells',
      Limit: limit,
    }),
  );
  const found = Items.map((item) => unmarshall(item)).map(({ sk, tells }) => ({
    ...{ referral: referralOfNews(String(sk)), changed: instantOf(String(sk)) },
    tells: telling.parse(tells),
  }));
  // Keys are an instant and a referral: the last one of a page that is not the last is looked at again.
  return { found, until: LastEvaluatedKey ? (found.at(-1)?.changed ?? to) : to };
};
