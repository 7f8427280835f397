import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';

const memory = z.object({
  entries: z.array(z.string()),
  /** Size and time of change, as one text. */
  files: z.record(z.string(), z.string()),
});

const builder = ['infra/build/bundles.ts', 'package-lock.json'];

/** Size and time of change: what tells that a file is not what it was. */
export const mark = async (path: string): Promise<string> => {
  const { size, mtimeMs } = await stat(join(root, path));
  return `${size} ${mtimeMs}`;
};

/** Whether everything that the last build read and wrote, and the way of building, is still what it was. */
export const areUnchanged = async (file: string, entries: readonly string[]): Promise<boolean> => {
  try {
    const last = memory.parse(JSON.parse(await readFile(file, 'utf8')));
    if (last.entries.join() !== entries.join()) return false;
    const marks = await Promise.all(Object.entries(last.files).map(async ([path, was]) => (await mark(path)) === was));
    return marks.every(Boolean);
  } catch {
    // Nothing remembered, or a file is gone: build.
    return false;
  }
};

export const remember = async (file: string, entries: readonly string[], files: readonly string[]): Promise<void> => {
  const marks = await Promise.all([...files, ...builder].map(async (path) => [path, await mark(path)]));
  await replaceFile(file, JSON.stringify({ entries, files: Object.fromEntries(marks) }));
};
