import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

interface Store<T> {
  readonly data: T;
  /** On disk when it returns: only then may a message be acknowledged. */
  save(): void;
}

/** A peer's own file. Written beside and renamed, so that a crash leaves the old content or the new. */
export const openStore = <T>(folder: string, name: string, schema: z.ZodType<T>): Store<T> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.json`);
  const data = schema.parse(contentOf(file));
  return {
    data,
    save: () => {
      writeFileSync(`${file}.new`, JSON.stringify(data, undefined, 1), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
};

const contentOf = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
};
