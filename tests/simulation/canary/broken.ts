import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { outputOf, sqsOf } from '../../../infra/operator/connection.ts';
import type { Ran } from '../run.ts';

/** A message that fails is tried five times, minutes apart. */
const mostJumps = 30;
const minute = 60_000;

/** A stored version of one canary that nobody can read: what fails then is logged, counted, and ends among the dead letters. */
export const breakOne = async ({ hub, dynamodb, tables, told }: Ran): Promise<void> => {
  const referral = told.find(({ sent }) => sent)?.sent?.id;
  if (!referral) throw new Error('Nobody was referred');
  const Item = { pk: { S: `R#${referral}` }, sk: { S: 'V#0009999' }, format: { N: '1' }, at: { S: 'never' } };
  await dynamodb.send(new PutItemCommand({ TableName: tables.ledger, Item }));
  const running = await hub.running();
  const sqs = sqsOf(running);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: outputOf(running, 'DeliveryQueueUrl'),
      MessageBody: JSON.stringify({ referral }),
    }),
  );
  sqs.destroy();
  for (let n = 0; n < mostJumps; n += 1) {
    const { message } = await hub.untilIdle();
    await hub.moveTo(Math.max(message ?? 0, hub.now() + minute));
  }
};
