import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence, Finding } from './book.ts';

/** A function may go on without what its role denies it, and nobody would notice before it is missed. */
export const nothingDenied = async ({ data, moved }: Evidence): Promise<Finding> => {
  const lines = (await readFile(join(data, 'hub.log'), 'utf8')).split('\n');
  return {
    figures: `${lines.length - 1} lines of the hub's own log, of ${moved.kills + moved.died + 1} lives`,
    faults: [...new Set(lines.filter((line) => line.includes('is not authorized to perform')))],
  };
};
