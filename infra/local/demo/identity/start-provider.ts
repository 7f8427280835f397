import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface DemoProvider {
  /** What the template is told of it. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly url: string;
  /** The hub's time was moved: milliseconds that it is ahead of this machine's. */
  readonly isAhead: (milliseconds: number) => void;
  readonly stop: () => Promise<void>;
}

const ready = z.object({ url: z.url() });

/** The demo's identity provider, its own process; it ends with this one. */
export const startDemoProvider = async (hubUrl: string): Promise<DemoProvider> => {
  const child = fork(fileURLToPath(new URL('provider.ts', import.meta.url)), [], {
    env: { ...process.env, HUB_URL: hubUrl, PORT: '0' },
    execArgv: [],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The demo identity provider ended before it was ready');
  });
  ended.catch(() => undefined);
  const [message] = await Promise.race([once(child, 'message'), ended]);
  const { url } = ready.parse(message);
  return {
    url,
    parameters: { SignInIssuer: url, SignInClient: 'handover' },
    isAhead: (milliseconds) => void child.send({ ahead: milliseconds }),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};
