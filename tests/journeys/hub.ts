import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import {
  type DemoPeers,
  mensShed,
  otherPractice,
  type Peer,
  startDemoPeers,
  usualPeers,
} from '../../infra/local/demo/peers.ts';
import { freePort } from '../../infra/local/port.ts';
import { findHub, type RunningHub } from '../../infra/operator/connection.ts';

/** A hub as its own process, and the programs of five organisations as theirs. */
export interface JourneyHub {
  readonly url: string;
  /** Where keys, and with `keep` everything else, are. */
  readonly data: string;
  /** GP software that acts for L99901 and L99902. */
  readonly practice: string;
  /** GP software of L99903. */
  readonly otherPractice: string;
  readonly wellbeing: string;
  readonly group: string;
  readonly mensShed: string;
  /** Client to its program. */
  readonly programs: Readonly<Record<string, string>>;
  /** How the operator's commands reach it. */
  readonly running: () => Promise<RunningHub>;
  /** kill -9: nothing is tidied up. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const program = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));
const patience = 60_000;

interface JourneyOptions {
  /** Data on disk, so that another start goes on from there; else in memory, which is faster. */
  readonly keep?: boolean;
  /** Further programs. */
  readonly more?: readonly Peer[];
  /** Organisation code to a server of the test's own, in place of the demo's. */
  readonly endpoints?: Readonly<Record<string, string>>;
}

export const startJourneys = async (options: JourneyOptions = {}): Promise<JourneyHub> => {
  const { keep = false, more = [], endpoints = {} } = options;
  const data = await mkdtemp(join(tmpdir(), 'handover-journeys-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const peers = await startDemoPeers({ hubUrl: url, data, peers: [...usualPeers, otherPractice, mensShed, ...more] });
  let hub: ChildProcess | undefined;
  /** A function may go on without what its role denies it, and nobody would notice before it is missed. */
  const denied: string[] = [];

  const start = async (): Promise<void> => {
    hub = spawn(process.execPath, [program, ...(keep ? [] : ['--memory'])], {
      env: {
        ...{ ...process.env, PORT: String(port), HANDOVER_DATA: data },
        HANDOVER_PEERS: JSON.stringify({ ...peers.origins, ...endpoints }),
        HANDOVER_DYNAMODB: String(inject('dynamodbPort')),
        HANDOVER_ORIGINS: Object.values(peers.programs).join(),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    hub.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      denied.push(...(chunk.toString().match(/.*is not authorized to perform.*/g) ?? []));
    });
    await listening(hub);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!hub || hub.exitCode !== null || hub.signalCode !== null) return;
    const gone = once(hub, 'exit');
    hub.kill(signal);
    await gone;
  };
  const stop = async (): Promise<void> => {
    await end('SIGTERM');
    await peers.stop();
    await rm(data, { recursive: true, force: true });
    if (denied.length > 0) throw new Error(`Denied by the template:\n${denied.join('\n')}`);
  };

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...{ url, data, start, stop, programs: peers.programs, ...places(peers) },
    running: () => findHub(data),
    kill: () => end('SIGKILL'),
  };
};

const places = ({ programs }: DemoPeers) => {
  const of = (client: string): string => {
    const place = programs[client];
    if (!place) throw new Error(`No program of ${client}`);
    return place;
  };
  return {
    practice: of('churchdown-surgery'),
    otherPractice: of('hucclecote-surgery'),
    wellbeing: of('wellbeing-service'),
    group: of('walking-group'),
    mensShed: of('mens-shed'),
  };
};

/** Until the hub prints its one line; an end before that is a failure at once. */
const listening = async (hub: ChildProcess): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  hub.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('Handover is listening on ')) resolve();
  });
  hub.once('exit', (code) => reject(new Error(`The hub ended with ${code} before it listened: ${said}`)));
  const timer = setTimeout(() => reject(new Error('The hub does not listen')), patience);
  await promise.finally(() => clearTimeout(timer));
};
