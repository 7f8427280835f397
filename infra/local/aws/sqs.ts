import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Queue, Queues } from '../queues/queues.ts';
import { authorise, type Call, ServiceError, unknownOperation } from './call.ts';
import type { Service } from './endpoint.ts';

const message = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
});
const one = message.extend({ QueueUrl: z.string() });
const several = z.object({
  QueueUrl: z.string(),
  Entries: z
    .array(message.extend({ Id: z.string() }))
    .min(1)
    .max(10),
});

/** SQS as producers see it; receiving is the event source mapping's business (queues/reader.ts). */
export const sqs =
  (queues: Queues): Service =>
  (call) => {
    if (call.operation === 'SendMessage') {
      const { QueueUrl, ...sent } = one.parse(call.body);
      return send(queues, allowedQueue(queues, call, QueueUrl), sent);
    }
    if (call.operation === 'SendMessageBatch') {
      const { QueueUrl, Entries } = several.parse(call.body);
      const queue = allowedQueue(queues, call, QueueUrl);
      return { Successful: Entries.map(({ Id, ...sent }) => ({ Id, ...send(queues, queue, sent) })), Failed: [] };
    }
    throw unknownOperation('AmazonSQS', call.operation);
  };

const allowedQueue = (queues: Queues, call: Call, url: string): Queue => {
  const queue = queues.byUrl(url);
  if (!queue) throw new ServiceError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
  authorise(call, [queues.sendNeed(queue.arn)]);
  return queue;
};

const send = (queues: Queues, queue: Queue, { MessageBody, DelaySeconds = 0 }: z.infer<typeof message>) => ({
  MessageId: queues.send(queue.arn, MessageBody, DelaySeconds * 1000),
  // The SDK compares it with its own.
  MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
});
