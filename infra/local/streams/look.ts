import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Positions } from './positions.ts';
import { type Cursor, cursorOf, openShards, type StreamRecord } from './shards.ts';

/** DynamoDB closes a shard after some hours and opens others. */
const listEvery = 10_000;

interface Look {
  /** Reads every open shard once and hands over what is there; false if nothing was. */
  once(): Promise<boolean>;
  /** Forgets where it read, and goes on from the kept positions. */
  restart(): void;
}

interface LookProps {
  readonly client: DynamoDBStreamsClient;
  readonly stream: string;
  readonly positions: Positions;
  readonly batchSize: number;
  readonly handle: (shard: string, records: readonly StreamRecord[]) => Promise<void>;
}

export const lookAt = ({ client, stream, positions, batchSize, handle }: LookProps): Look => {
  const cursors = new Map<string, Cursor>();
  let listed = Number.NEGATIVE_INFINITY;

  const list = async (): Promise<void> => {
    listed = performance.now();
    for (const shard of await openShards(client, stream, positions)) {
      if (!cursors.has(shard)) cursors.set(shard, cursorOf(client, stream, shard, positions));
    }
  };
  const read = async (shard: string, cursor: Cursor): Promise<boolean> => {
    const records = await cursor.next(batchSize);
    if (records === 'end') {
      positions.finished(shard);
      cursors.delete(shard);
      return true;
    }
    if (records.length > 0) await handle(shard, records);
    return records.length > 0;
  };
  return {
    once: async () => {
      if (cursors.size === 0 || performance.now() - listed > listEvery) await list();
      let any = false;
      for (const [shard, cursor] of cursors) any = (await read(shard, cursor)) || any;
      return any;
    },
    restart: () => {
      cursors.clear();
    },
  };
};
