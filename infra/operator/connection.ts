import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';

const service = z.object({
  endpoint: z.url(),
  region: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});

/** What infra/local writes into the data folder when it is ready. */
const runningHub = z.object({
  url: z.url(),
  controlUrl: z.url(),
  dynamodb: service,
  /** Every other service, as an operator reaches it. */
  aws: service,
  /** Origins inside a network that endpoints may have. */
  allowedPrivateOrigins: z.array(z.string()),
  /** Outputs of the stack by name: `LedgerTable`, `ViewsTable`. */
  outputs: z.record(z.string(), z.string()),
});
export type RunningHub = z.infer<typeof runningHub>;

export const dataFolder = (): string => resolve(process.env.HANDOVER_DATA ?? '.data');

/** The hub that runs on this machine with this data folder. */
export const findHub = async (data = dataFolder()): Promise<RunningHub> => {
  const text = await readFile(join(data, 'runtime.json'), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error('No hub is running here. Start one in another terminal: npm start');
  return runningHub.parse(JSON.parse(text));
};

export const dynamodbOf = ({ dynamodb }: Pick<RunningHub, 'dynamodb'>): DynamoDBClient =>
  new DynamoDBClient({ ...dynamodb, maxAttempts: 2 });

export const sqsOf = ({ aws }: Pick<RunningHub, 'aws'>): SQSClient => new SQSClient({ ...aws, maxAttempts: 2 });

/** @throws when the stack has no such output: then this checkout and the running hub are of different versions. */
export const outputOf = (hub: RunningHub, name: string): string => {
  const value = hub.outputs[name];
  if (value === undefined) throw new Error(`The running hub has no output ${name}; start it again.`);
  return value;
};
