import { z } from 'zod';
import type { Need } from '../iam/access.ts';
import type { Kept } from '../state/kept.ts';
import type { Resource, Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { type Message, type MessageStore, messageStore } from './message-store.ts';

const schema = z.strictObject({
  KmsMasterKeyId: z.string().optional(),
  SqsManagedSseEnabled: z.literal(true).optional(),
  // Fourteen days are longer than a trial.
  MessageRetentionPeriod: z.number().optional(),
  VisibilityTimeout: z.number().default(30),
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});

export interface Queue {
  readonly arn: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly visibility: number;
  readonly redrive: { readonly to: string; readonly after: number } | undefined;
}

export interface Queues {
  byUrl(url: string): Queue | undefined;
  /** Throws for a queue that is not of the template. */
  byArn(arn: string): Queue;
  /** What sending there asks of the sender's role. */
  sendNeed(arn: string): Need;
  /** Stored when it returns. The id of the message. */
  send(arn: string, body: string, delay?: number): string;
  /** Up to `most` visible messages, hidden for the visibility timeout; those received too often go to the dead letters. */
  receive(arn: string, most: number): readonly Message[];
  remove(message: Pick<Message, 'id' | 'receipt'>): void;
  /** When the next message of the queue becomes visible; an instant that has passed means now. */
  nextVisible(arn: string): number | undefined;
  /** Told whenever a message was put on the queue. */
  onSend(arn: string, told: () => void): void;
  lengths(): Readonly<Record<string, number>>;
  /** What SQS tells CloudWatch of a queue, by name. */
  gauges(name: string): Readonly<Record<string, number>>;
}

const queueOf = ({ identity, properties }: Resource<z.output<typeof schema>>): Queue => ({
  arn: identity.attributes.Arn ?? identity.ref,
  url: identity.ref,
  key: properties.KmsMasterKeyId,
  visibility: properties.VisibilityTimeout * 1000,
  redrive: properties.RedrivePolicy && {
    to: properties.RedrivePolicy.deadLetterTargetArn,
    after: properties.RedrivePolicy.maxReceiveCount,
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
const sendNeed = ({ arn, key }: Queue): Need => ({
  action: 'sqs:SendMessage',
  resource: arn,
  ...(key ? { key: { arn: key, actions: ['GenerateDataKey', 'Decrypt'] } } : {}),
});

export const queuesOf = (template: Template, kept: Kept, clock: HubClock): Queues => {
  const queues = new Map(
    template.all('AWS::SQS::Queue', schema).map((resource) => [resource.identity.ref, queueOf(resource)]),
  );
  const byArn = new Map([...queues.values()].map((queue) => [queue.arn, queue]));
  const store: MessageStore = messageStore(kept.database);
  // Whoever held them is gone with the last process.
  store.releaseAll(clock.now());
  const listeners = new Map<string, () => void>();
  const named = (arn: string): Queue => {
    const queue = byArn.get(arn);
    if (!queue) throw new Error(`No queue ${arn}`);
    return queue;
  };
  const send = (arn: string, body: string, delay = 0): string => {
    const now = clock.now();
    const id = store.add(named(arn).arn, body, now, now + delay);
    listeners.get(arn)?.();
    return id;
  };
  return {
    byUrl: (url) => queues.get(url),
    byArn: named,
    sendNeed: (arn) => sendNeed(named(arn)),
    send,
    receive: (arn, most) => {
      const { visibility, redrive } = named(arn);
      const now = clock.now();
      const received = store.take(arn, most, now, now + visibility);
      const tooOften = received.filter(({ receives }) => redrive && receives > redrive.after);
      for (const message of tooOften) if (redrive) store.move(message, redrive.to, now);
      return received.filter((message) => !tooOften.includes(message));
    },
    remove: (message) => store.remove(message),
    nextVisible: (arn) => store.nextVisible(arn),
    onSend: (arn, told) => listeners.set(named(arn).arn, told),
    gauges: (name) => {
      const arn = [...byArn.keys()].find((one) => one.endsWith(`:${name}`)) ?? '';
      const now = clock.now();
      const { visible, hidden, oldest } = store.standing(arn, now);
      return {
        ApproximateNumberOfMessagesVisible: visible,
        ApproximateNumberOfMessagesNotVisible: hidden,
        ApproximateAgeOfOldestMessage: oldest === undefined ? 0 : Math.floor((now - oldest) / 1000),
      };
    },
    lengths: () => Object.fromEntries([...byArn.values()].map(({ arn }) => [arn.split(':').at(-1), store.length(arn)])),
  };
};
