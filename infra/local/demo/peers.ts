import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { demoKey, keyFile } from './keys.ts';

export interface Peer {
  /** Whom the hub knows the program as. */
  readonly client: string;
  readonly program: 'practice.ts' | 'wellbeing-service.ts' | 'group.ts';
  /** Organisations whose messages the hub sends to this program; a group has none, it asks. */
  readonly receivesFor: readonly string[];
}

const practice = { client: 'churchdown-surgery', program: 'practice.ts', receivesFor: ['L99901', 'L99902'] } as const;
const wellbeing = { client: 'wellbeing-service', program: 'wellbeing-service.ts', receivesFor: ['CWS01'] } as const;
const walkingGroup = { client: 'walking-group', program: 'group.ts', receivesFor: [] } as const;
/** Further ones, for those who want more than three. */
export const otherPractice = { client: 'hucclecote-surgery', program: 'practice.ts', receivesFor: ['L99903'] } as const;
/** As far as a council refers somebody, its software does what that of a practice does. */
export const council = { client: 'county-council', program: 'practice.ts', receivesFor: ['COU01'] } as const;
export const mensShed = { client: 'mens-shed', program: 'group.ts', receivesFor: [] } as const;
export const usualPeers: readonly Peer[] = [practice, wellbeing, walkingGroup];

export interface DemoPeers {
  /** Organisation code to where the hub sends what is for it. */
  readonly origins: Readonly<Record<string, string>>;
  /** Client to its program. */
  readonly programs: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const places = z.record(z.string(), z.url());
const placesFile = (data: string): string => join(data, 'peers.json');

/** Where the demo's programs listen: client to URL. Empty when none was started with this data folder. */
export const readPlaces = async (data: string): Promise<Readonly<Record<string, string>>> => {
  const text = await readFile(placesFile(data), 'utf8').catch(() => '{}');
  return places.parse(JSON.parse(text));
};

/**
 * Starts the programs of the demo organisations, each its own process with its own port and data, before the hub: the
 * hub must know where they listen. They find the hub when they first need it. They end with this process.
 */
export const startDemoPeers = async (options: {
  readonly hubUrl: string;
  readonly data: string;
  readonly peers?: readonly Peer[];
}): Promise<DemoPeers> => {
  const { hubUrl, data, peers = usualPeers } = options;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const before = await readPlaces(data);
  const started = await Promise.all(
    peers.map(async ({ client, program, receivesFor }) => {
      await demoKey(data, client);
      const child = fork(fileURLToPath(new URL(program, import.meta.url)), [], {
        env: {
          ...process.env,
          ...{ HUB_URL: hubUrl, CLIENT_ID: client, KEY_FILE: keyFile(data, client), DATA: join(data, 'peers') },
          // The same port as last time, so that what is still to be sent finds its way.
          PORT: String(await stillFree(before[client])),
        },
        execArgv: [],
      });
      return { client, receivesFor, child, url: await urlOf(child, client) };
    }),
  );
  const programs = Object.fromEntries(started.map(({ client, url }) => [client, url]));
  await writeFile(placesFile(data), JSON.stringify(programs), { mode: 0o600 });
  return {
    programs,
    origins: Object.fromEntries(started.flatMap((peer) => peer.receivesFor.map((code) => [code, peer.url]))),
    stop: async () => {
      await Promise.all(started.map(({ child }) => end(child)));
    },
  };
};

const ready = z.object({ url: z.url() });

const urlOf = async (child: ChildProcess, client: string): Promise<string> => {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The program of ${client} ended before it was ready`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return ready.parse(message).url;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
};

/** That port if nobody listens there now, else 0: any. */
const stillFree = async (url: string | undefined): Promise<number> => {
  const port = url === undefined ? 0 : Number(new URL(url).port);
  if (port === 0) return 0;
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (free) await new Promise((resolve) => probe.close(resolve));
  return free ? port : 0;
};
