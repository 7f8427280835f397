import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Content, OpenConcern } from '../domain/concern/concern.ts';
import { everyPage } from '../runtime/every-page.ts';
import { mostTries } from '../usecases/most-tries.ts';
import {
  closedItem,
  closedKey,
  concernKey,
  contentItem,
  contentKey,
  format,
  isOpenedKey,
  openedItem,
  openedKey,
  openItem,
  openPartition,
} from './concern-items.ts';
import type { ConcernStore } from './ports.ts';

interface Table {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Chance: two people may open one concern in one millisecond. */
  readonly unique: () => string;
  /** Told of an item that cannot be read: it must not keep the others from being told. */
  readonly unreadable: () => void;
}

const written = (item: object) => marshall(item, { removeUndefinedValues: true });
const openOf = (open: OpenConcern) => written({ pk: openPartition, sk: open.id, format, ...open });
const notThere = 'attribute_not_exists(pk)';

/** All of a partition, oldest key first. */
const partition = (at: Table, pk: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  everyPage(at, {
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });

const contentIn = (items: readonly Record<string, unknown>[]): Content | undefined => {
  const item = items.find(({ sk }) => sk === contentKey);
  return item && contentItem.parse(item);
};

const add = async (table: Table, content: Content, open: OpenConcern) => {
  const TableName = table.table;
  const Item = written({ pk: concernKey(content.id), sk: contentKey, format, ...content });
  const parts = [Item, openOf(open)].map((one) => ({ Put: { TableName, Item: one, ConditionExpression: notThere } }));
  try {
    // What was written and its timer stand or fall together: a concern that nobody is told of would be lost.
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: parts }));
    return 'written';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const known = contentIn(await partition(table, concernKey(content.id)));
    if (!known) return 'busy';
    return known.bodyHash === content.bodyHash ? 'known' : 'other';
  }
};

export const concernStore = (table: Table): ConcernStore => ({
  add: async (content, open) => {
    for (let attempt = 1; attempt < mostTries; attempt += 1) {
      const added = await add(table, content, open);
      if (added !== 'busy') return added;
    }
    return add(table, content, open);
  },

  open: async () => {
    const read = (await partition(table, openPartition)).map((item) => openItem.safeParse(item));
    if (read.some(({ success }) => !success)) table.unreadable();
    return read.flatMap(({ data }) => (data ? [data] : [])).sort((a, b) => (a.at < b.at ? -1 : 1));
  },

  change: async (before, after) => {
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: openOf({ ...after, version: before.version + 1 }),
          ConditionExpression: 'version = :before',
          ExpressionAttributeValues: { ':before': { N: String(before.version) } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  content: async (id) => {
    const items = await partition(table, concernKey(id));
    const content = contentIn(items);
    const opened = items.filter(({ sk }) => isOpenedKey(sk)).map((item) => openedItem.parse(item));
    return content && { content, opened };
  },

  note: async (id, opened) => {
    const Item = written({ pk: concernKey(id), sk: openedKey(opened.at, table.unique()), ...opened });
    await table.client.send(new PutItemCommand({ TableName: table.table, Item }));
  },

  close: async (open, by, bodyHash, expires) => {
    const TableName = table.table;
    const { at, organisation } = by;
    const kept = (await partition(table, concernKey(open.id))).map((item) => written({ ...item, expires }));
    // Years ahead: broken off in between it is still open, and closing it again sets all of them anew.
    for (const Item of kept.filter(({ sk }) => isOpenedKey(sk?.S)))
      await table.client.send(new PutItemCommand({ TableName, Item }));
    const pk = concernKey(open.id);
    const note = written({ pk, sk: openedKey(at, table.unique()), ...by, expires });
    const stood = written({ pk, sk: closedKey, format, ...open, expires, closed: { at, organisation, bodyHash } });
    const puts = [...kept.filter(({ sk }) => sk?.S === contentKey), note, stood].map((Item) => ({
      Put: { TableName, Item },
    }));
    const off = {
      ...{ TableName, Key: { pk: { S: openPartition }, sk: { S: open.id } } },
      ...{
        ConditionExpression: 'version = :before',
        ExpressionAttributeValues: { ':before': { N: `${open.version}` } },
      },
    };
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: [...puts, { Delete: off }] }));
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException) return false;
      throw error;
    }
  },

  closedBy: async (id, organisation, bodyHash) => {
    const stone = (await partition(table, concernKey(id))).find(({ sk }) => sk === closedKey);
    const closed = stone && closedItem.parse(stone).closed;
    return closed?.organisation === organisation && closed.bodyHash === bodyHash ? closed.at : undefined;
  },
});
