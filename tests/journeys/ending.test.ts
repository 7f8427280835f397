import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freePort } from '../../infra/local/port.ts';
import { openKept } from '../../infra/local/state/kept.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const ways = [
  ['node', process.execPath, ['infra/local/start.ts'], (pid: number) => pid],
  // The whole group, as a terminal and a supervisor do: npm passes its own on, so that the hub gets two.
  ['npm', 'npm', ['start'], (pid: number) => -pid],
] as const;

test.each(ways)(
  'started by %s and ended by a signal that comes twice, the hub ends its database',
  async (_, ...way) => {
    const [command, args, target] = way;
    const data = await mkdtemp(join(tmpdir(), 'handover-ending-'));
    const env = { ...process.env, PORT: String(await freePort()), HANDOVER_DATA: data, HANDOVER_PEERS: '{}' };
    const hub = spawn(command, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = hub.pid ?? 0;
    for await (const chunk of hub.stdout) if (String(chunk).includes('Handover is listening on ')) break;
    const gone = once(hub, 'exit');
    process.kill(target(pid), 'SIGTERM');
    setTimeout(() => {
      if (hub.exitCode === null && hub.signalCode === null) process.kill(target(pid), 'SIGTERM');
    }, 20);
    await gone;
    const ended = (): string | undefined => {
      const kept = openKept(data);
      const database = kept.read('dynamodb');
      kept.close();
      return database;
    };
    await expect.poll(ended, { timeout: 15_000 }).toBe(JSON.stringify({ pid: 0, port: 0 }));
    await rm(data, { recursive: true, force: true });
  },
  120_000,
);
