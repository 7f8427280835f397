import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

let count = 0;

/** Whole or not at all: a reader, or a second build at the same time, never sees half a file. */
export const replaceFile = async (path: string, contents: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  count += 1;
  const aside = `${path}.${process.pid}.${count}`;
  await writeFile(aside, contents);
  await rename(aside, path);
};
