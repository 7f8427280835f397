import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { now } from '../runtime/clock.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { Clock } from '../usecases/ports.ts';
import { rowsKey } from './keys.ts';
import { addNews } from './news.ts';
import { type Row, readRow } from './row.ts';

interface RowKey {
  readonly referral: string;
  readonly sk: string;
}

/** A write on condition that nobody wrote since `from` was read; `from` absent: that there is no such row. */
export interface RowWrite extends RowKey {
  readonly from: Row | undefined;
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Rows of the referral that want something told once all that is written with it stands: for the news of it. */
  readonly tells?: readonly string[];
}

/** `moved`: somebody else wrote; `now` is the row as they left it. */
type Wrote =
  | { readonly kind: 'written'; readonly row: Row }
  | { readonly kind: 'moved'; readonly now: Row | undefined };

export interface RowStore {
  /** All rows of a referral, in order of their keys: one strongly consistent Query. */
  read(referral: string): Promise<readonly Row[]>;
  write(change: RowWrite): Promise<Wrote>;
  remove(row: Row): Promise<void>;
}

export const rowStore = (
  views: { readonly client: DynamoDBClient; readonly table: string },
  clock: Clock = now,
): RowStore => ({
  read: async (referral) => {
    const items = await everyPage(views, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': rowsKey(referral) }),
      ConsistentRead: true,
    });
    return items.flatMap((item) => readRow(item) ?? []);
  },

  write: async (change) => {
    // First: a row that says that it changed is right, and nobody would add the news of it any more.
    if (isNews(change)) {
      const { sk: organisation, set, tells = [] } = change;
      const news = { organisation, changed: String(set.changed), tells, before: change.from?.changed };
      await addNews(views, news, clock());
    }
    try {
      const { Attributes } = await views.client.send(
        new UpdateItemCommand({ TableName: views.table, ...updateOf(change) }),
      );
      const row = Attributes && readRow(unmarshall(Attributes));
      if (!row) throw new Error('A row that was written cannot be read');
      return { kind: 'written', row };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { kind: 'moved', now: error.Item && readRow(unmarshall(error.Item)) };
    }
  },

  remove: async (row) => {
    const { expression, values } = unchangedSince(row);
    try {
      await views.client.send(
        new DeleteItemCommand({
          TableName: views.table,
          Key: keyOf(row),
          ConditionExpression: expression,
          ExpressionAttributeNames: { '#turn': 'turn' },
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: marshall(values) } : {}),
        }),
      );
    } catch (error) {
      // Somebody wrote it since: the next projection looks at it again.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});

const updateOf = (change: RowWrite): Omit<UpdateItemCommandInput, 'TableName'> => {
  const set = { ...change.set, turn: (change.from?.turn ?? 0) + 1 };
  const names = [...Object.keys(set), ...(change.remove ?? [])];
  const sets = Object.keys(set).map((name) => `#${name} = :${name}`);
  const removes = (change.remove ?? []).map((name) => `#${name}`);
  const condition = unchangedSince(change.from);
  return {
    Key: keyOf(change),
    UpdateExpression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: marshall({
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      ...condition.values,
    }),
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
};

const isNews = ({ set, from }: RowWrite): boolean => set.changed !== undefined && set.changed !== from?.item.changed;

const keyOf = ({ referral, sk }: RowKey): Record<string, AttributeValue> => marshall({ pk: rowsKey(referral), sk });

/** The raw value of `turn`, so that a row whose counter is broken can be written right again. */
const unchangedSince = (from: Row | undefined): { expression: string; values: Record<string, unknown> } => {
  if (!from) return { expression: 'attribute_not_exists(pk)', values: {} };
  if (from.item.turn === undefined)
    return { expression: 'attribute_exists(pk) AND attribute_not_exists(#turn)', values: {} };
  return { expression: '#turn = :was', values: { ':was': from.item.turn } };
};
