import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Counts } from '../control/counts.ts';
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

/** SQS as producers see it, and as an operator who redrives; functions are fed by queues/reader.ts. */
export const sqs =
  (queues: Queues, counts: Counts): Service =>
  (call) => {
    if (call.operation === 'SendMessage') {
      const { QueueUrl, ...sent } = one.parse(call.body);
      counts.sent(call.caller.functionName, 'messages', 1);
      return send(queues, allowedQueue(queues, call, QueueUrl), sent);
    }
    if (call.operation === 'SendMessageBatch') {
      const { QueueUrl, Entries } = several.parse(call.body);
      counts.sent(call.caller.functionName, 'messages', Entries.length);
      const queue = allowedQueue(queues, call, QueueUrl);
      return { Successful: Entries.map(({ Id, ...sent }) => ({ Id, ...send(queues, queue, sent) })), Failed: [] };
    }
    if (call.operation === 'ReceiveMessage') return received(queues, call);
    if (call.operation === 'DeleteMessage') return deleted(queues, call);
    if (call.operation === 'GetQueueAttributes') return attributes(queues, call);
    throw unknownOperation('AmazonSQS', call.operation);
  };

const onQueue = z.object({ QueueUrl: z.string() });
const receiving = onQueue.extend({ MaxNumberOfMessages: z.number().int().min(1).max(10).default(1) });
const deleting = onQueue.extend({ ReceiptHandle: z.string() });

const reading = (queues: Queues, call: Call, url: string): Queue => {
  const queue = queueAt(queues, url);
  const key = queue.key ? { key: { arn: queue.key, actions: ['Decrypt'] } } : {};
  authorise(call, [{ action: `sqs:${call.operation}`, resource: queue.arn, ...key }]);
  return queue;
};

const received = (queues: Queues, call: Call) => {
  const { QueueUrl, MaxNumberOfMessages } = receiving.parse(call.body);
  const messages = queues.receive(reading(queues, call, QueueUrl).arn, MaxNumberOfMessages);
  return {
    Messages: messages.map(({ id, body, receipt }) => ({
      ...{ MessageId: id, Body: body, ReceiptHandle: `${id} ${receipt}` },
      MD5OfBody: createHash('md5').update(body).digest('hex'),
    })),
  };
};

const deleted = (queues: Queues, call: Call) => {
  const { QueueUrl, ReceiptHandle } = deleting.parse(call.body);
  reading(queues, call, QueueUrl);
  const [id = '', receipt = ''] = ReceiptHandle.split(' ');
  queues.remove({ id, receipt });
  return {};
};

const attributes = (queues: Queues, call: Call) => {
  const { arn } = reading(queues, call, onQueue.parse(call.body).QueueUrl);
  const { ApproximateNumberOfMessagesVisible, ApproximateNumberOfMessagesNotVisible } = queues.gauges(
    arn.split(':').at(-1) ?? '',
  );
  return {
    Attributes: {
      ApproximateNumberOfMessages: String(ApproximateNumberOfMessagesVisible),
      ApproximateNumberOfMessagesNotVisible: String(ApproximateNumberOfMessagesNotVisible),
    },
  };
};

const queueAt = (queues: Queues, url: string): Queue => {
  const queue = queues.byUrl(url);
  if (!queue) throw new ServiceError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
  return queue;
};

const allowedQueue = (queues: Queues, call: Call, url: string): Queue => {
  const queue = queueAt(queues, url);
  authorise(call, [queues.sendNeed(queue.arn)]);
  return queue;
};

const send = (queues: Queues, queue: Queue, { MessageBody, DelaySeconds = 0 }: z.infer<typeof message>) => ({
  MessageId: queues.send(queue.arn, MessageBody, DelaySeconds * 1000),
  // The SDK compares it with its own.
  MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
});
