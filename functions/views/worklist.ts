import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { endedList, openList } from './keys.ts';
import { type Row, readRow } from './row.ts';

export interface WorklistQuestion {
  readonly organisation: string;
  /** Ended ones are a list of their own, by their last change; open ones are by `authoredOn` and keep their place. */
  readonly ended: boolean;
  /** Entries from this place on: an instant, or what an earlier page gave as `next`. */
  readonly from?: string;
  /** From the end of the list backwards; `from` is then where an earlier page ended. */
  readonly newestFirst?: boolean;
  /** At most 100: what one BatchGetItem takes. */
  readonly limit: number;
}

export interface WorklistPage {
  /** Some may be missing: the index lags behind the rows. The caller filters by `tasks`. */
  readonly rows: readonly Row[];
  /** Where the next page begins; absent on the last one. Holds a referral id: sign it before it leaves. */
  readonly next?: string;
}

type Item = Record<string, AttributeValue>;

interface Views {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** One page of what an organisation takes part in: one Query of keys and one batch read, whatever the filter. */
export const worklist =
  (views: Views) =>
  async ({ organisation, ended, from, newestFirst = false, limit }: WorklistQuestion): Promise<WorklistPage> => {
    const { Items = [], LastEvaluatedKey } = await views.client.send(
      new QueryCommand({
        TableName: views.table,
        IndexName: 'worklist',
        KeyConditionExpression: `#list = :list${from === undefined ? '' : ` AND listed ${newestFirst ? '<' : '>'} :from`}`,
        ScanIndexForward: !newestFirst,
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: marshall({
          ':list': ended ? endedList(organisation) : openList(organisation),
          ...(from === undefined ? {} : { ':from': from }),
        }),
        Limit: Math.min(limit, 100),
      }),
    );
    const places = Items.map((item) => placed.parse(unmarshall(item)));
    const items = await readAll(
      views,
      places.map(({ pk, sk }) => marshall({ pk, sk })),
    );
    const found = new Map(items.map((item) => [item.pk?.S, readRow(unmarshall(item))]));
    const rows = places.map(({ pk }) => found.get(pk)).filter((row) => row !== undefined);
    const last = places.at(-1)?.listed;
    return { rows, ...(LastEvaluatedKey && last ? { next: last } : {}) };
  };

const placed = z.object({ pk: z.string(), sk: z.string(), listed: z.string() });

const readAll = async (views: Views, keys: Item[]): Promise<Item[]> => {
  const items: Item[] = [];
  let left = keys;
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await views.client.send(
      new BatchGetItemCommand({ RequestItems: { [views.table]: { Keys: left } } }),
    );
    items.push(...(Responses?.[views.table] ?? []));
    left = UnprocessedKeys?.[views.table]?.Keys ?? [];
  }
  return items;
};
