import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Appended, AppendOptions, Ledger, LedgerEntry, NewVersion } from '../usecases/ports.ts';
import { aliasItem, aliasOf } from './alias.ts';
import { fold } from './fold.ts';
import { guardItem, guardOf } from './guard.ts';
import { isSnapshot, parseStoredVersion, type StoredVersion, toEntry } from './item.ts';
import { referralKey, snapshotEvery, versionKey } from './keys.ts';
import { messageItem } from './message.ts';
import { nextItem } from './next-item.ts';
import { isTombstoneItem } from './tombstone.ts';

type Item = Record<string, AttributeValue>;

interface Table {
  readonly client: DynamoDBClient;
  readonly table: string;
}

const read = (item: Item): StoredVersion => parseStoredVersion(unmarshall(item));

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Versions newest first, from the end of the range down, until `enough`. One Query unless the items are very large. */
const versions = async (
  { client, table }: Table,
  referral: string,
  range: Range,
  enough: (item: StoredVersion) => boolean = () => false,
): Promise<StoredVersion[]> => {
  const items: StoredVersion[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({
          ':pk': referralKey(referral),
          ':first': versionKey(range.from),
          ':last': versionKey(range.to),
        }),
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: snapshotEvery,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      if (aliasOf(item) !== undefined) continue;
      // Newest first: whatever stands before it goes, or is gone.
      if (isTombstoneItem(item)) return [];
      const version = read(item);
      items.push(version);
      if (enough(version)) return items;
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
};

/** What stands as version 1, or last of all; one strongly consistent Query. */
const edgeOf = async (
  { client, table }: Table,
  referral: string,
  edge: 'first' | 'newest',
): Promise<Item | undefined> => {
  const range = { ':pk': referralKey(referral), ':first': versionKey(1), ':last': versionKey(newestVersion) };
  const { Items = [] } = await client.send(
    new QueryCommand({
      ...{ TableName: table, ConsistentRead: true, Limit: 1, ScanIndexForward: edge === 'first' },
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: marshall(range),
    }),
  );
  return Items[0];
};

const newestVersion = 9_999_999;

const isOurs = (standing: StoredVersion, next: NewVersion): boolean =>
  standing.request === next.request.id &&
  standing.client === next.actor.client &&
  standing.organisation === next.actor.organisation &&
  standing.requestHash === next.request.bodyHash;

const inTheWay = (item: Item | undefined, next: NewVersion): Appended => {
  const by = item && aliasOf(item);
  if (by !== undefined) return { kind: 'aliased', by };
  if (item && isTombstoneItem(item)) return { kind: 'disposed' };
  return item && isOurs(read(item), next) ? { kind: 'already-ours' } : { kind: 'conflict' };
};

const notThere = {
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const;

/** Reasons that say nothing about our items: the SDK does not try a cancelled transaction again, so we do. */
const passing = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Which of the transaction's items stood in the way, and what that means. TransactionConflict means: try again. */
const afterCancellation = (
  error: TransactionCanceledException,
  next: NewVersion,
  { guard: claim, alias }: AppendOptions,
): Appended => {
  const guarded = claim !== undefined;
  const [version, guard] = error.CancellationReasons ?? [];
  if (version?.Code === 'ConditionalCheckFailed') return inTheWay(version.Item, next);
  if (guarded && guard?.Code === 'ConditionalCheckFailed') {
    const by = guard.Item ? guardOf(guard.Item) : undefined;
    return by === undefined ? { kind: 'conflict' } : { kind: 'guarded', by };
  }
  const reasons = error.CancellationReasons ?? [];
  // Somebody used the identifier of the need in the same moment: looked at again, it is a duplicate.
  if (alias !== undefined && reasons.at(-1)?.Code === 'ConditionalCheckFailed') return { kind: 'conflict' };
  const passes = reasons.length > 0 && reasons.every((r) => passing.has(r.Code ?? ''));
  if (passes) return { kind: 'conflict' };
  throw error;
};

/** Version, guard and message stand or fall together: a refused referral leaves nothing of the person behind. */
const putTogether = async (
  { client, table }: Table,
  item: Item,
  next: NewVersion,
  options: AppendOptions,
): Promise<Appended> => {
  const parts: TransactWriteItem[] = [{ Put: { TableName: table, Item: item, ...notThere } }];
  if (options.guard) parts.push(guardItem(table, options.guard, next.referral));
  if (options.message !== undefined) parts.push(messageItem(table, next, options.message));
  if (options.alias !== undefined) parts.push(aliasItem(table, options.alias, next.referral));
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: parts }));
    return { kind: 'written' };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return afterCancellation(error, next, options);
    throw error;
  }
};

const putAlone = async ({ client, table }: Table, item: Item, next: NewVersion): Promise<Appended> => {
  try {
    await client.send(new PutItemCommand({ TableName: table, Item: item, ...notThere }));
    return { kind: 'written' };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return inTheWay(error.Item, next);
    throw error;
  }
};

/** The ledger in DynamoDB: immutable numbered versions, each one conditional Put. DESIGN 5. */
export const dynamoLedger = (table: Table): Ledger => ({
  load: async (referral, upTo = newestVersion) =>
    fold(await versions(table, referral, { from: 1, to: upTo }, isSnapshot)),

  history: async (referral, range = { from: 1, to: newestVersion }): Promise<readonly LedgerEntry[]> =>
    (await versions(table, referral, range)).reverse().map(toEntry),

  aliasOf: async (referral) => {
    const first = await edgeOf(table, referral, 'first');
    return first && aliasOf(first);
  },

  isDisposed: async (referral) => {
    const newest = await edgeOf(table, referral, 'newest');
    return newest !== undefined && isTombstoneItem(newest);
  },

  append: async (next, from, options = {}) => {
    const stored = nextItem(next, from, options.message);
    if (!stored) return { kind: 'too-large' };
    const item = marshall(stored, { removeUndefinedValues: true });
    const alone = options.guard === undefined && options.message === undefined;
    return alone ? putAlone(table, item, next) : putTogether(table, item, next, options);
  },
});
