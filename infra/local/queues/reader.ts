import { createHash } from 'node:crypto';
import { failuresIn } from '../lambda/batch-response.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { QueueMapping } from '../lambda/mappings.ts';
import type { HubClock } from '../time/hub-clock.ts';
import type { Message } from './message-store.ts';
import type { Queues } from './queues.ts';

/** Lambda's event source mapping on a queue. */
interface QueueReader {
  /** Something is visible or being worked on. */
  readonly busy: boolean;
  /** When the next message becomes visible. */
  readonly next: number | undefined;
  stop(): void;
}

const recordOf = (message: Message, arn: string) => ({
  messageId: message.id,
  receiptHandle: message.receipt,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.sent),
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: String(message.sent),
  },
  messageAttributes: {},
  md5OfBody: createHash('md5').update(message.body).digest('hex'),
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: arn.split(':')[3] ?? '',
});

/** What is not done stays hidden until its visibility timeout ends, then comes again. */
export const readQueue = (mapping: QueueMapping, queues: Queues, fn: LocalFunction, clock: HubClock): QueueReader => {
  const arn = mapping.EventSourceArn;
  let running = 0;
  let stopped = false;
  let cancel: (() => void) | undefined;

  const work = async (batch: readonly Message[]): Promise<void> => {
    running += 1;
    const failed = failuresIn(await fn.invoke({ Records: batch.map((message) => recordOf(message, arn)) }));
    if (failed !== 'all') {
      for (const message of batch) if (!failed.includes(message.id)) queues.remove(message);
    }
    running -= 1;
    wake();
  };

  const wake = (): void => {
    if (stopped) return;
    while (running < mapping.ScalingConfig.MaximumConcurrency) {
      const batch = queues.receive(arn, mapping.BatchSize);
      if (batch.length === 0) break;
      void work(batch);
    }
    cancel?.();
    const next = queues.nextVisible(arn);
    // At the limit of concurrency the end of a batch wakes.
    cancel =
      next !== undefined && running < mapping.ScalingConfig.MaximumConcurrency ? clock.at(next, wake) : undefined;
  };

  /** What is sent together is received together, as a poll of Lambda would find it. */
  let asked = false;
  queues.onSend(arn, () => {
    if (asked) return;
    asked = true;
    setImmediate(() => {
      asked = false;
      wake();
    });
  });
  wake();
  return {
    get busy() {
      const next = queues.nextVisible(arn);
      return running > 0 || (next !== undefined && next <= clock.now());
    },
    get next() {
      return queues.nextVisible(arn);
    },
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
};
