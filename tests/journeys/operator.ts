import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { eventually } from '../../infra/local/demo/patience.ts';
import { call, type Got, type Sending, tokenOf } from './caller.ts';
import type { JourneyHub } from './hub.ts';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs an operator's command (`organisation`, `client`) on this hub, as a process of its own. */
export const operate = ({ data }: Pick<JourneyHub, 'data'>, name: string, ...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const path = fileURLToPath(new URL(`../../infra/operator/${name}.ts`, import.meta.url));
    execFile(process.execPath, [path, ...args], { env: { ...process.env, HANDOVER_DATA: data } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

/** The same, where it must work: what it said. */
export const done = async (hub: Pick<JourneyHub, 'data'>, name: string, ...args: string[]): Promise<string> => {
  const { code, out, err } = await operate(hub, name, ...args);
  if (code !== 0) throw new Error(`${name} ${args.join(' ')}: ${err}`);
  return out;
};

const clock = z.object({ now: z.string() });
const activity = z.object({ idle: z.boolean() });

/** The hub's own time, which tests move forward. */
export const hubTime = async (hub: Pick<JourneyHub, 'running'>): Promise<Date> => {
  const { controlUrl } = await hub.running();
  return new Date(clock.parse(await (await fetch(`${controlUrl}/clock`)).json()).now);
};

/** Time passes once what can run has run: who is still sending would lose its claim of an hour ago, and send twice. */
export const pass = async (hub: JourneyHub, seconds: number): Promise<void> => {
  const { controlUrl } = await hub.running();
  const isIdle = async () => activity.parse(await (await fetch(`${controlUrl}/idle`)).json()).idle || undefined;
  await eventually('the hub has done what it can do now', isIdle);
  await fetch(`${controlUrl}/clock`, { method: 'POST', body: JSON.stringify({ advance: seconds * 1000 }) });
};

/** Calls the hub as a client for an organisation, each time with a token of the hub's own time, or with the one given. */
export const callerInHubTime =
  (hub: Pick<JourneyHub, 'url' | 'data' | 'running'>, client: string, organisation: string) =>
  async (sending: Sending, token?: string): Promise<Got> => {
    const bearer = token ?? (await tokenOf(hub, client, await hubTime(hub)));
    return call(hub, bearer, organisation, sending);
  };
