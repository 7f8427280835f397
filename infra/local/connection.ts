import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../build/replace-file.ts';
import type { RunningHub } from '../operator/connection.ts';

const fileIn = (folder: string): string => join(folder, 'runtime.json');

/** Tells the operator's commands, the demo, tests and benches how to reach the hub (infra/operator/connection.ts reads it). */
export const announce = async (folder: string, hub: RunningHub & { readonly pid: number }): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(fileIn(folder), `${JSON.stringify(hub, null, 2)}\n`);
};

export const withdraw = (folder: string): Promise<void> => rm(fileIn(folder), { force: true });
