import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type AuditEntry, type AuditItem, type ChainHead, chained } from './entry.ts';

export interface AuditStore {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** One chain of records: that of this function environment. */
export interface Trail {
  /** Returns once all of them stand. @throws where that is not known: nothing goes on from there, the next record begins a chain. */
  record(entries: readonly AuditEntry[]): Promise<void>;
}

interface TrailProps extends AuditStore {
  /** Of the function, or the command. */
  readonly name: string;
  /** How long a record is kept. */
  readonly years: number;
  readonly newId?: () => string;
}

/** What one transaction takes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const together = 100;

/**
 * Nobody else writes to this chain, so that its end is known without a read: a record costs one Put. Records that belong to
 * one answer stand or fall together.
 */
export const auditTrail = ({ name, years, newId = randomUUID, ...store }: TrailProps): Trail => {
  const begun = (): ChainHead => ({ chain: `${name}#${newId()}`, number: 0 });
  let head = begun();
  let turn: Promise<unknown> = Promise.resolve();

  const write = async (entries: readonly AuditEntry[]): Promise<void> => {
    const next = chained(head, entries, years);
    // Whether it stands is not known while it is asked: a failure leaves a chain to which nothing more is added.
    head = begun();
    await put(store, next.items);
    head = next.head;
  };
  const all = async (entries: readonly AuditEntry[]): Promise<void> => {
    for (let n = 0; n < entries.length; n += together) {
      const part = entries.slice(n, n + together);
      try {
        await write(part);
      } catch (error) {
        if (!(error instanceof ChainForked)) throw error;
        // An environment that was copied with its memory: the copy goes on alone.
        await write(part);
      }
    }
  };
  return {
    record: (entries) => {
      const mine = turn.then(() => all(entries));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
};

class ChainForked extends Error {}

const put = async ({ client, table }: AuditStore, items: readonly AuditItem[]): Promise<void> => {
  const puts = items.map((item) => ({
    ...{ TableName: table, Item: marshall(item, { removeUndefinedValues: true }) },
    ConditionExpression: 'attribute_not_exists(pk)',
  }));
  const [first, ...more] = puts;
  if (!first) return;
  // The SDK gives a transaction a token, by which DynamoDB knows its own retry.
  if (more.length > 0) {
    await client.send(new TransactWriteItemsCommand({ TransactItems: puts.map((one) => ({ Put: one })) }));
    return;
  }
  try {
    await client.send(new PutItemCommand({ ...first, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const standing = error.Item?.hash?.B;
    // An answer that was lost: the SDK asked again, and what stands there is ours.
    if (standing === undefined || Buffer.compare(standing, items[0]?.hash ?? standing.subarray(1)) !== 0)
      throw new ChainForked('Somebody else wrote to this chain');
  }
};
