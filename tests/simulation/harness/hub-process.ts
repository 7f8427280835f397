import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endLeftBehind } from '../../../infra/local/state/dynamodb-local.ts';
import { openKept } from '../../../infra/local/state/kept.ts';
import { findHub, type RunningHub } from '../../../infra/operator/connection.ts';

const program = fileURLToPath(new URL('../../../infra/local/start.ts', import.meta.url));
/** A hub is dozens of isolates: to collect each one's garbage beside its work cost a twelfth of its processor time, measured on two cores. */
const ownGarbage = '--single-threaded-gc';
const patience = 120_000;
const aMoment = 200;

const idle = z.object({
  idle: z.boolean(),
  now: z.string(),
  message: z.number().optional(),
  queues: z.record(z.string(), z.number()),
});
type Idle = z.infer<typeof idle>;
const counts = z.record(z.string(), z.record(z.string(), z.number()));
const clock = z.object({ now: z.string() });

/** The hub, run from its template as a process of its own, with its data on disk. */
export interface HubProcess {
  readonly url: string;
  start(): Promise<void>;
  /** kill -9: nothing is tidied up. The store stays, as the cloud's would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  running(): Promise<RunningHub>;
  /** Milliseconds since 1970, as the hub has them. */
  now(): number;
  /** Its time goes on to this instant; one that has passed changes nothing. */
  moveTo(instant: number): Promise<void>;
  /** Until nothing runs, no message is due and the stream was read to its tip. */
  untilIdle(): Promise<Idle>;
  orderFaults(order: object): Promise<void>;
  /** So often it was gone by itself, and was started again like a machine that was lost. */
  died(): number;
  faults(): Promise<z.infer<typeof counts>>;
}

interface HubProcessProps {
  readonly data: string;
  readonly port: number;
  /** Organisation code to where its server listens. */
  readonly peers: Readonly<Record<string, string>>;
  readonly origins: readonly string[];
  /** The MESH that it sends documents by. */
  readonly mesh: string;
  /** The Notify that it tells people by. Absent: one of its own. */
  readonly notify?: string;
  /** What Node.js is started with besides. */
  readonly node?: { readonly flags: readonly string[]; readonly env: Readonly<Record<string, string>> };
}

export const hubProcess = ({ data, port, peers, origins, mesh, notify, node }: HubProcessProps): HubProcess => {
  let child: ChildProcess | undefined;
  let control = '';
  let offset = 0;
  let died = 0;
  let ordered: object | undefined;
  let back: Promise<void> | undefined;
  const log = createWriteStream(join(data, 'hub.log'), { flags: 'a' });

  const ask = async (path: string, body?: object): Promise<unknown> => {
    try {
      return await askOnce(path, body);
    } catch (error) {
      // Whoever was asked may be gone since a moment; then it has been started again.
      await sleep(aMoment);
      if (!back) throw error;
      await back;
      return askOnce(path, body);
    }
  };
  const askOnce = async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${control}${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {});
    if (!answer.ok) throw new Error(`The control door answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const readClock = (said: { readonly now: string }): void => {
    offset = Date.parse(said.now) - Date.now();
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await back;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [ownGarbage, ...(node?.flags ?? []), program], {
      env: {
        ...{ ...process.env, PORT: String(port), HANDOVER_DATA: data, NODE_OPTIONS: '', ...node?.env },
        ...{ HANDOVER_PEERS: JSON.stringify(peers), HANDOVER_ORIGINS: origins.join(), HANDOVER_MESH: mesh },
        ...(notify === undefined ? {} : { HANDOVER_NOTIFY: notify }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr?.pipe(log, { end: false });
    await listening(child);
    child.once('exit', () => {
      died += 1;
      back = startAgain();
      // Whoever asks next hears of it.
      back.catch(() => undefined);
    });
    control = (await findHub(data)).controlUrl;
    readClock(clock.parse(await askOnce('/clock')));
  };
  /** Threads that are ended in the middle of something bring Node.js itself down once in some hundred times. */
  const startAgain = async (): Promise<void> => {
    await start();
    if (ordered) await askOnce('/faults', { ...ordered, soon: 0 });
    back = undefined;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    start,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      // A hub that ends in peace has ended its store.
      const kept = openKept(data);
      await endLeftBehind(kept);
      kept.close();
    },
    running: () => findHub(data),
    now: () => Date.now() + offset,
    moveTo: async (instant) =>
      readClock(clock.parse(await ask('/clock', { to: new Date(Math.ceil(instant)).toISOString() }))),
    untilIdle: async () => {
      const deadline = performance.now() + patience;
      for (;;) {
        const said = idle.parse(await ask('/idle', {}));
        if (said.idle) return said;
        if (performance.now() > deadline) throw new Error(`The hub is not idle: ${JSON.stringify(said.queues)}`);
      }
    },
    orderFaults: async (order) => {
      ordered = order;
      await ask('/faults', order);
    },
    died: () => died,
    faults: async () => counts.parse(await ask('/faults')),
  };
};

/** Until the hub prints its one line; an end before that is a failure at once. */
const listening = async (child: ChildProcess): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('Handover is listening on ')) resolve();
  });
  let complained = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complained = `${complained}${chunk}`.slice(-2_000);
  });
  // Not 'exit': what it said last has not been read by then.
  child.once('close', (code) => reject(new Error(`The hub ended with ${code} before it listened: ${complained}`)));
  const timer = setTimeout(() => reject(new Error('The hub does not listen')), patience);
  await promise.finally(() => clearTimeout(timer));
};
