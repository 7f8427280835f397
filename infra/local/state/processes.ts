import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const commandLine = (pid: number): string => {
  if (!existsSync('/proc/self/cmdline')) {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** Whether that process is still the one that was started: numbers are given out again. */
export const isRunning = (pid: number, mark: string): boolean => pid > 0 && commandLine(pid).includes(mark);

/** Asks the process to end, and insists when it has not after five seconds. */
export const endProcess = async (pid: number, mark: string): Promise<void> => {
  signal(pid, 'SIGTERM');
  if (await isGone(pid, mark, 5_000)) return;
  signal(pid, 'SIGKILL');
  await isGone(pid, mark, 2_000);
};

const isGone = async (pid: number, mark: string, patience: number): Promise<boolean> => {
  const deadline = performance.now() + patience;
  while (isRunning(pid, mark)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
};

export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
};
