import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '../alarms/metrics.ts';
import { batchDoor } from '../faults/batch-faults.ts';
import type { Faults } from '../faults/faults.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { StreamMapping } from '../lambda/mappings.ts';
import type { Queues } from '../queues/queues.ts';
import type { Store } from '../state/store.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { type BatchProps, handleBatch } from './batch.ts';
import { lookAt } from './look.ts';
import type { Positions } from './positions.ts';
import { failureOf } from './records.ts';

/** Lambda's event source mapping on a table's stream. */
export interface StreamReader {
  /** A write was seen: look now. */
  hint(): void;
  /** Resolves once every record that was written before the call was handled. */
  atTip(): Promise<void>;
  /** Takes nothing more. */
  stop(): void;
  /** Resolves once the batch in hand is through. */
  readonly stopped: Promise<void>;
}

interface StreamReaderProps {
  readonly mapping: StreamMapping;
  /** The real ARN, which DynamoDB Local made when the table was created. */
  readonly stream: string;
  readonly region: string;
  readonly fn: LocalFunction;
  readonly store: Store;
  readonly positions: Positions;
  readonly queues: Queues;
  readonly clock: HubClock;
  readonly faults: Faults;
  readonly metrics: Metrics;
  readonly report: (line: string) => void;
}

/** Milliseconds between looks when nothing was written through the hub: only other programs write then. */
const pause = 500;

export const readStream = (props: StreamReaderProps): StreamReader => {
  const { mapping, stream, store, positions, report } = props;
  const look = lookAt({
    ...{ client: store.streams, stream, positions, batchSize: mapping.BatchSize },
    handle: batchDoor(props.faults, mapping.EventSourceArn, (shard, records) =>
      handleBatch(
        records,
        batchProps(props, shard, () => stopped),
      ),
    ),
  });
  let stopped = false;
  /** A look that begins after this was set may find what made it necessary. */
  let wanted = false;
  let wake = new AbortController();
  let waitingForTip: (() => void)[] = [];

  const want = (): void => {
    wanted = true;
    wake.abort();
  };
  /** An iterator that expired, or a store that does not answer for a moment: begin again, from the kept positions. */
  const begin = async (error: unknown): Promise<true> => {
    if (!stopped) report(`Stream: ${error instanceof Error ? error.message : String(error)}`);
    look.restart();
    await sleep(pause);
    return true;
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      wanted = false;
      const waiting = waitingForTip;
      waitingForTip = [];
      const found = await look.once().catch(begin);
      if (found) waitingForTip.push(...waiting);
      else for (const resolve of waiting) resolve();
      wake = new AbortController();
      if (!found && !wanted) await sleep(pause, undefined, { signal: wake.signal }).catch(() => undefined);
    }
  };
  const running = run();

  return {
    hint: want,
    atTip: () =>
      new Promise((resolve) => {
        waitingForTip.push(resolve);
        want();
      }),
    stop: () => {
      stopped = true;
      want();
    },
    stopped: running,
  };
};

const batchProps = (props: StreamReaderProps, shard: string, stopped: () => boolean): BatchProps => {
  const { fn, mapping, region, positions, queues, clock, metrics } = props;
  const arn = mapping.EventSourceArn;
  return {
    ...{ fn, arn, region, retries: mapping.MaximumRetryAttempts },
    stopped,
    tried: (since) => {
      const age = { namespace: 'AWS/Lambda', name: 'IteratorAge', dimensions: { FunctionName: fn.name } };
      metrics.emit(age, clock.now() - since);
    },
    now: clock.now,
    reached: (sequence) => positions.reached(shard, sequence),
    giveUp: (records, error, attempts) => {
      const failure = failureOf({ records, shard, arn, functionArn: fn.arn, error, attempts, now: clock.now() });
      queues.send(mapping.DestinationConfig.OnFailure.Destination, failure);
    },
  };
};
