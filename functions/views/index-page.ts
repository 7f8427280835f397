import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { rowsKey } from './keys.ts';
import { type Row, readRow } from './row.ts';

export interface Views {
  readonly client: DynamoDBClient;
  readonly table: string;
}

interface IndexQuestion {
  readonly index: string;
  readonly hash: readonly [name: string, value: string];
  readonly range: string;
  /** Entries beyond this place: later ones, or earlier ones when `newestFirst`. */
  readonly from?: string;
  readonly newestFirst?: boolean;
  /** At most 100: what one BatchGetItem takes. */
  readonly limit: number;
}

/** A row with its place in the index at the time of the Query: the row itself may be newer. */
export interface PlacedRow {
  readonly place: string;
  readonly row: Row;
  /** Of news that came late: what changed after this instant came with them. */
  readonly late?: string;
}

export interface IndexPage {
  /** Some may be missing: the index lags behind the rows. */
  readonly rows: readonly PlacedRow[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

type Item = Record<string, AttributeValue>;
const keys = z.object({ pk: z.string(), sk: z.string() });
const nameOf = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`;

interface Places {
  readonly places: readonly { readonly pk: string; readonly sk: string; readonly place: string }[];
  readonly next?: string;
}

/** One page of an index of keys: one Query. */
export const indexPlaces = async (views: Views, question: IndexQuestion): Promise<Places> => {
  const { hash, range, from, newestFirst = false, limit } = question;
  const { Items = [], LastEvaluatedKey } = await views.client.send(
    new QueryCommand({
      TableName: views.table,
      IndexName: question.index,
      KeyConditionExpression: `#hash = :hash${from === undefined ? '' : ` AND #range ${newestFirst ? '<' : '>'} :from`}`,
      ScanIndexForward: !newestFirst,
      ExpressionAttributeNames: { '#hash': hash[0], ...(from === undefined ? {} : { '#range': range }) },
      ExpressionAttributeValues: marshall({ ':hash': hash[1], ...(from === undefined ? {} : { ':from': from }) }),
      Limit: Math.min(limit, 100),
    }),
  );
  const places = Items.map((item) => unmarshall(item)).map((item) => ({
    ...keys.parse(item),
    place: z.string().parse(item[range]),
  }));
  const last = places.at(-1)?.place;
  return { places, ...(LastEvaluatedKey && last ? { next: last } : {}) };
};

/** The same with the rows: a batch read more unless it is empty. */
export const indexPage = async (views: Views, question: IndexQuestion): Promise<IndexPage> => {
  const { places, next } = await indexPlaces(views, question);
  const found = new Map(
    (await rowsAt(views, places)).map((row) => [nameOf({ pk: rowsKey(row.referral), sk: row.sk }), row]),
  );
  const rows = places.flatMap((at) => {
    const row = found.get(nameOf(at));
    return row ? [{ place: at.place, row }] : [];
  });
  return { rows, ...(next === undefined ? {} : { next }) };
};

/** BatchGetItem takes no more. */
const mostAtOnce = 100;

/** Rows by their keys, in no order: a batch read for each hundred. What is no row is left out. */
export const rowsAt = async (
  views: Views,
  wanted: readonly { pk: string; sk: string }[],
  ConsistentRead = false,
): Promise<Row[]> => {
  const items: Item[] = [];
  let left = wanted.map(({ pk, sk }) => marshall({ pk, sk }));
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await views.client.send(
      new BatchGetItemCommand({ RequestItems: { [views.table]: { Keys: left.slice(0, mostAtOnce), ConsistentRead } } }),
    );
    items.push(...(Responses?.[views.table] ?? []));
    left = [...(UnprocessedKeys?.[views.table]?.Keys ?? []), ...left.slice(mostAtOnce)];
  }
  return items.map((item) => readRow(unmarshall(item))).filter((row) => row !== undefined);
};
