import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { outputOf, type Reached, reachHub, sqsOf } from './connection.ts';
import { type DeadLetters, deadLetters } from './dead-letters.ts';
import { openReferrals } from './referrals.ts';
import { readPointer, settlePointer } from './stream-pointers.ts';

/** Without a bound a fault that is still there would send everything round for ever. */
const usually = 100;

const waiting = async (client: SQSClient, QueueUrl: string): Promise<string> => {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Attributes.ApproximateNumberOfMessages ?? '?';
};

/** How much waits in each queue, and what it holds. */
export const listQueues = async (): Promise<readonly string[]> => {
  const hub = await reachHub();
  const client = sqsOf(hub);
  const lines = Object.entries(deadLetters).map(async ([name, { output, holds }]) => {
    const count = await waiting(client, outputOf(hub, output));
    return `${count.padStart(6)}  ${name.padEnd(15)} ${holds}`;
  });
  return Promise.all(lines);
};

interface Moved {
  again: number;
  settled: number;
  kept: number;
}

/** What became of one message. A pointer into the stream would only come back: what it is about is put right here. */
const handled = async (hub: Reached, body: string, sendAgain: () => Promise<unknown>): Promise<keyof Moved> => {
  const pointer = readPointer(body);
  if (!pointer) {
    await sendAgain();
    return 'again';
  }
  const referrals = openReferrals(hub);
  try {
    return (await settlePointer(referrals, pointer, console.log)) ? 'settled' : 'kept';
  } finally {
    referrals.close();
  }
};

const kindOf = z.object({ 'detail-type': z.string() });

/** Outputs of the queues that take a message again: what the bus did not get is routed here as its rules would. */
export const takersOf = ({ back, also }: DeadLetters, body: string): readonly string[] => {
  const kind = also && kindOf.safeParse(JSON.parse(body)).data?.['detail-type'];
  return [
    ...(back === undefined ? [] : [back]),
    ...(also && kind !== undefined && also.kinds.includes(kind) ? [also.output] : []),
  ];
};

/** One after another: done first, then removed, so that a crash in between does one twice and none never. */
const redrive = async (client: SQSClient, hub: Reached, letters: DeadLetters, atMost: number) => {
  const from = outputOf(hub, letters.output);
  const moved: Moved = { again: 0, settled: 0, kept: 0 };
  for (let seen = 0; seen < atMost; ) {
    const { Messages = [] } = await client.send(
      // Without waiting SQS asks some of its servers, and of few messages may find none.
      new ReceiveMessageCommand({
        ...{ QueueUrl: from, MaxNumberOfMessages: Math.min(10, atMost - seen), WaitTimeSeconds: 5 },
      }),
    );
    if (Messages.length === 0) break;
    for (const { Body = '', ReceiptHandle } of Messages) {
      const sendAgain = async () => {
        for (const to of takersOf(letters, Body))
          await client.send(new SendMessageCommand({ QueueUrl: outputOf(hub, to), MessageBody: Body }));
      };
      const became = await handled(hub, Body, sendAgain);
      if (became !== 'kept') await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      moved[became] += 1;
      seen += 1;
    }
  }
  return moved;
};

const numberOf = (typed: string | undefined): number => {
  const number = typed === undefined ? usually : Number(typed);
  if (!Number.isInteger(number) || number < 1) throw new Error('--at-most must be a whole number from 1.');
  return number;
};

/** @throws where there is no such queue, and where something stays in it */
export const redriveQueue = async (name: string, typedAtMost: string | undefined): Promise<void> => {
  const hub = await reachHub();
  const client = sqsOf(hub);
  const found = Object.hasOwn(deadLetters, name) ? deadLetters[name] : undefined;
  if (!found) throw new Error(`There is no ${name}. There are: ${Object.keys(deadLetters).join(', ')}.`);
  const atMost = numberOf(typedAtMost);
  const { again, settled, kept } = await redrive(client, hub, found, atMost);
  const left = await waiting(client, outputOf(hub, found.output));
  const of = (count: number, what: string): string => (count > 0 ? `, ${count} ${what}` : '');
  console.log(
    `${again} ${found.back ? 'sent again' : 'thrown away'}${of(settled, 'settled')}${of(kept, 'kept')}; ${left} left in ${name}.`,
  );
  if (kept > 0) throw new Error('What was kept is there again in half a minute. Mend what FAILED, then once more.');
};
