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
import { resourcesOf } from '../domain/referral.ts';
import type { Appended, AppendOptions, Ledger, LedgerEntry, Loaded, NewVersion } from '../usecases/ports.ts';
import { sha256 } from './codec.ts';
import { fold } from './fold.ts';
import { guardItem, guardOf } from './guard.ts';
import { type Contents, parseStoredVersion, type StoredVersion, toEntry, toItem, versionOf } from './item.ts';
import { isSnapshot, largestItem, referralKey, seenDays, snapshotEvery, versionKey } from './keys.ts';
import { messageItem } from './message.ts';

type Item = Record<string, AttributeValue>;

interface Table {
  readonly client: DynamoDBClient;
  readonly table: string;
}

const read = (item: Item): StoredVersion => parseStoredVersion(unmarshall(item));

/** Versions newest first, from `upTo` down, until `enough`. One Query unless the items are very large. */
const versions = async (
  { client, table }: Table,
  referral: string,
  upTo: number,
  enough: (item: StoredVersion) => boolean,
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
          ':first': versionKey(0),
          ':last': versionKey(upTo),
        }),
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: snapshotEvery,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      const version = read(item);
      items.push(version);
      if (enough(version)) return items;
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
};

const newestVersion = 9_999_999;

const contentsOf = (next: NewVersion, from: Loaded | undefined, message: string | undefined): Contents => {
  const hash = message === undefined ? {} : { message: sha256(message) };
  if (!from || !isSnapshot(next.version)) return { resources: next.changed, ...hash };
  const changed = new Set(next.changed.map((r) => `${r.resourceType}/${r.id}`));
  const kept = resourcesOf(from.referral).filter((r) => !changed.has(`${r.resourceType}/${r.id}`));
  const oldest = new Date(Date.parse(next.at) - seenDays * 86_400_000).toISOString();
  const seen = from.seen.filter((request) => request.at >= oldest);
  return { resources: [...next.changed, ...kept], seen, ...hash };
};

const isOurs = (standing: StoredVersion, next: NewVersion): boolean =>
  standing.request === next.request.id &&
  standing.client === next.actor.client &&
  standing.organisation === next.actor.organisation &&
  standing.requestHash === next.request.bodyHash;

const inTheWay = (item: Item | undefined, next: NewVersion): Appended =>
  item && isOurs(read(item), next) ? { kind: 'already-ours' } : { kind: 'conflict' };

const notThere = {
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const;

/** Which of the transaction's items stood in the way, and what that means. TransactionConflict means: try again. */
const afterCancellation = (error: TransactionCanceledException, next: NewVersion, guarded: boolean): Appended => {
  const [version, guard] = error.CancellationReasons ?? [];
  if (version?.Code === 'ConditionalCheckFailed') return inTheWay(version.Item, next);
  if (guarded && guard?.Code === 'ConditionalCheckFailed') {
    const by = guard.Item ? guardOf(guard.Item) : undefined;
    return by === undefined ? { kind: 'conflict' } : { kind: 'guarded', by };
  }
  const retryable = (error.CancellationReasons ?? []).every(
    (r) => r.Code === 'None' || r.Code === 'TransactionConflict',
  );
  if (retryable) return { kind: 'conflict' };
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
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: parts }));
    return { kind: 'written' };
  } catch (error) {
    if (error instanceof TransactionCanceledException)
      return afterCancellation(error, next, options.guard !== undefined);
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
    fold(await versions(table, referral, upTo, (item) => isSnapshot(versionOf(item)))),

  history: async (referral, { from, to } = { from: 1, to: newestVersion }): Promise<readonly LedgerEntry[]> =>
    (await versions(table, referral, to, (item) => versionOf(item) <= from)).reverse().map(toEntry),

  append: async (next, from, options = {}) => {
    const stored = toItem(next, contentsOf(next, from, options.message), from?.head);
    if (stored.resources.length + (stored.seen?.length ?? 0) + 1_000 > largestItem) return { kind: 'too-large' };
    const item = marshall(stored, { removeUndefinedValues: true });
    const alone = options.guard === undefined && options.message === undefined;
    return alone ? putAlone(table, item, next) : putTogether(table, item, next, options);
  },
});
