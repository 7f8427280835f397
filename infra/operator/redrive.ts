import { parseArgs } from 'node:util';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { command } from './command.ts';
import { outputOf, type Reached, reachHub, sqsOf } from './connection.ts';
import { type DeadLetters, deadLetters } from './dead-letters.ts';

const usage = 'npm run -s redrive -- <queue> [--at-most <number>]';

/** Without a bound a fault that is still there would send everything round for ever. */
const usually = 100;

const waiting = async (client: SQSClient, QueueUrl: string): Promise<string> => {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Attributes.ApproximateNumberOfMessages ?? '?';
};

const list = async (client: SQSClient, hub: Reached): Promise<string> => {
  const lines = Object.entries(deadLetters).map(async ([name, { output, holds }]) => {
    const count = await waiting(client, outputOf(hub, output));
    return `${count.padStart(6)}  ${name.padEnd(15)} ${holds}`;
  });
  return [usage, ...(await Promise.all(lines))].join('\n');
};

/** One after another: sent first, then removed, so that a crash in between does one twice and none never. */
const redrive = async (client: SQSClient, hub: Reached, { output, back }: DeadLetters, atMost: number) => {
  const from = outputOf(hub, output);
  const to = back && outputOf(hub, back);
  let moved = 0;
  while (moved < atMost) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: from, MaxNumberOfMessages: Math.min(10, atMost - moved) }),
    );
    if (Messages.length === 0) break;
    for (const { Body, ReceiptHandle } of Messages) {
      if (to) await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: Body }));
      await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      moved += 1;
    }
  }
  return moved;
};

const numberOf = (typed: string | undefined): number => {
  const number = typed === undefined ? usually : Number(typed);
  if (!Number.isInteger(number) || number < 1) throw new Error('--at-most must be a whole number from 1.');
  return number;
};

await command(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'at-most': { type: 'string' } } });
  const [name] = positionals;
  const hub = await reachHub();
  const client = sqsOf(hub);
  if (name === undefined) return console.log(await list(client, hub));
  const found = Object.hasOwn(deadLetters, name) ? deadLetters[name] : undefined;
  if (!found) throw new Error(`There is no ${name}. There are: ${Object.keys(deadLetters).join(', ')}.`);
  const atMost = numberOf(values['at-most']);
  const moved = await redrive(client, hub, found, atMost);
  const left = await waiting(client, outputOf(hub, found.output));
  console.log(`${moved} ${found.back ? 'sent again' : 'thrown away'}; ${left} left in ${name}.`);
});
