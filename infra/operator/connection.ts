import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
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

/** As much of a hub as a command needs: of one on this machine, or of one that was deployed. */
export interface Reached {
  readonly url: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly dynamodb: DynamoDBClientConfig;
  readonly aws: SQSClientConfig;
  readonly allowedPrivateOrigins: readonly string[];
}

/** As `cdk deploy --outputs-file` writes them: by stack, then by name. */
const outputsFile = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * HANDOVER_OUTPUTS names the file that `cdk deploy --outputs-file` wrote: then a command works on that stack, with the AWS
 * credentials of whoever runs it. Else on the hub of this machine.
 */
export const reachHub = async (): Promise<Reached> => {
  const file = process.env.HANDOVER_OUTPUTS;
  if (!file) return findHub();
  const stacks = Object.values(outputsFile.parse(JSON.parse(await readFile(file, 'utf8'))));
  const [outputs] = stacks;
  if (!outputs || stacks.length > 1) throw new Error(`${file} must hold the outputs of one stack.`);
  const where = { region: z.string().parse(outputs.Region) };
  const url = z.url().parse(outputs.HubUrl);
  return { url, outputs, dynamodb: where, aws: where, allowedPrivateOrigins: [] };
};

export const dataFolder = (): string => resolve(process.env.HANDOVER_DATA ?? '.data');

/** The hub that runs on this machine with this data folder. */
export const findHub = async (data = dataFolder()): Promise<RunningHub> => {
  const text = await readFile(join(data, 'runtime.json'), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error('No hub is running here. Start one in another terminal: npm start');
  return runningHub.parse(JSON.parse(text));
};

export const dynamodbOf = ({ dynamodb }: Pick<Reached, 'dynamodb'>): DynamoDBClient =>
  new DynamoDBClient({ ...dynamodb, maxAttempts: 2 });

export const kmsOf = ({ aws }: Pick<Reached, 'aws'>): KMSClient =>
  new KMSClient({ region: aws.region, endpoint: aws.endpoint, credentials: aws.credentials, maxAttempts: 2 });

export const sqsOf = ({ aws }: Pick<Reached, 'aws'>): SQSClient => new SQSClient({ ...aws, maxAttempts: 2 });

/** @throws when the stack has no such output: then this checkout and the running hub are of different versions. */
export const outputOf = (hub: Pick<Reached, 'outputs'>, name: string): string => {
  const value = hub.outputs[name];
  if (value === undefined) throw new Error(`The running hub has no output ${name}; start it again.`);
  return value;
};
