import type { Queues } from '../queues/queues.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { StreamMapping } from '../lambda/mappings.ts';
import type { Store } from '../state/store.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { handleBatch } from './batch.ts';
import type { Positions } from './positions.ts';
import { failureOf } from './records.ts';
import { type Cursor, cursorOf, openShards } from './shards.ts';

/** Lambda's event source mapping on a table's stream. */
export interface StreamReader {
  /** A write was seen: look now, and often for a moment. */
  hint(): void;
  /** Resolves once every record that was written before the call was handled. */
  atTip(): Promise<void>;
  stop(): Promise<void>;
}

export interface StreamReaderProps {
  readonly mapping: StreamMapping;
  /** The real ARN, which DynamoDB Local made when the table was created. */
  readonly stream: string;
  readonly region: string;
  readonly fn: LocalFunction;
  readonly store: Store;
  readonly positions: Positions;
  readonly queues: Queues;
  readonly clock: HubClock;
  readonly report: (line: string) => void;
}

/** Between looks when nothing was written through the hub: only other programs write then. */
const idlePause = 500;
/** After a write the record is there at once or a little later; so look this often for so long. */
const eagerPause = 10;
const eagerFor = 200;

export const readStream = (props: StreamReaderProps): StreamReader => {
  const cursors = new Map<string, Cursor>();
  let eagerUntil = 0;
  let stopped = false;
  let rounds = 0;
  let listed = 0;
  let wake: () => void = () => {};
  const waitingForTip: { from: number; resolve: () => void }[] = [];

  /** One look at every open shard; true if there was anything. */
  const look = async (): Promise<boolean> => {
    if (cursors.size === 0 || performance.now() - listed > 10_000) await list();
    let any = false;
    for (const [shard, cursor] of cursors) {
      const records = await cursor.next(props.mapping.BatchSize);
      if (records === 'end') {
        props.positions.finished(shard);
        cursors.delete(shard);
        any = true;
      } else if (records.length > 0) {
        await handleBatch(records, batchProps(props, shard));
        any = true;
      }
    }
    return any;
  };

  const list = async (): Promise<void> => {
    listed = performance.now();
    for (const shard of await openShards(props.store.streams, props.stream, props.positions)) {
      if (!cursors.has(shard)) cursors.set(shard, cursorOf(props.store.streams, props.stream, shard, props.positions));
    }
  };

  /** An iterator that expired, or a store that does not answer for a moment: begin again from the kept positions. */
  const fault = (error: unknown): true => {
    if (!stopped) props.report(`Stream: ${error instanceof Error ? error.message : String(error)}`);
    cursors.clear();
    return true;
  };

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!stopped) {
      rounds += 1;
      const round = rounds;
      const any = await look().catch(fault);
      if (any) continue;
      for (const waiting of waitingForTip.splice(0)) {
        if (waiting.from < round) waiting.resolve();
        else waitingForTip.push(waiting);
      }
      if (waitingForTip.length > 0) continue;
      await pause(performance.now() < eagerUntil ? eagerPause : idlePause);
    }
  };
  const running = run();

  return {
    hint: () => {
      eagerUntil = performance.now() + eagerFor;
      wake();
    },
    atTip: () =>
      new Promise((resolve) => {
        waitingForTip.push({ from: rounds, resolve });
        wake();
      }),
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
};

const batchProps = ({ fn, mapping, region, positions, queues, clock }: StreamReaderProps, shard: string) => ({
  fn,
  arn: mapping.EventSourceArn,
  region,
  retries: mapping.MaximumRetryAttempts,
  reached: (sequence: string) => positions.reached(shard, sequence),
  giveUp: (...[records, error, attempts]: Parameters<Parameters<typeof handleBatch>[1]['giveUp']>) => {
    const failed = { records, shard, arn: mapping.EventSourceArn, functionArn: fn.arn, error, attempts, now: clock.now() };
    queues.send(mapping.DestinationConfig.OnFailure.Destination, failureOf(failed));
  },
});
