import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Positions } from './positions.ts';

export type { StreamRecord };

/** Shards that may be read now: not read to the end yet, and after their parent, so that no key is seen out of order. */
export const openShards = async (
  client: DynamoDBStreamsClient,
  stream: string,
  positions: Positions,
): Promise<readonly string[]> => {
  const shards = [];
  let after: string | undefined;
  do {
    const { StreamDescription: page } = await client.send(
      new DescribeStreamCommand({ StreamArn: stream, ...(after ? { ExclusiveStartShardId: after } : {}) }),
    );
    shards.push(...(page?.Shards ?? []));
    after = page?.LastEvaluatedShardId;
  } while (after);
  const listed = new Set(shards.map(({ ShardId }) => ShardId));
  return shards
    .filter(({ ParentShardId: parent }) => !parent || !listed.has(parent) || positions.isFinished(parent))
    .flatMap(({ ShardId: id }) => (id && !positions.isFinished(id) ? [id] : []));
};

/** Reads one shard from where its position stands. */
export interface Cursor {
  /** The next records; 'end' when the shard is closed and nothing is left in it. */
  next(most: number): Promise<readonly StreamRecord[] | 'end'>;
}

export const cursorOf = (
  client: DynamoDBStreamsClient,
  stream: string,
  shard: string,
  positions: Positions,
): Cursor => {
  let iterator: string | undefined;
  const open = async (after: string | undefined): Promise<string | undefined> => {
    const from = after
      ? ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after } as const)
      : ({ ShardIteratorType: 'TRIM_HORIZON' } as const);
    try {
      return (await client.send(new GetShardIteratorCommand({ StreamArn: stream, ShardId: shard, ...from })))
        .ShardIterator;
    } catch (error) {
      // The hub was off for longer than the stream keeps records: what is left of them is newer.
      if (error instanceof TrimmedDataAccessException && after) return open(undefined);
      throw error;
    }
  };
  return {
    next: async (most) => {
      iterator ??= await open(positions.read(shard));
      const { Records = [], NextShardIterator } = await client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: most }),
      );
      iterator = NextShardIterator;
      return Records.length === 0 && !NextShardIterator ? 'end' : Records;
    },
  };
};
