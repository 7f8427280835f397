import { readFileSync, writeFileSync } from 'node:fs';

/**
 * What a mapping must give, as a file that people read and review. `GOLDEN=write` writes them anew: look at the
 * difference before you keep it.
 */
export const golden = (name: string, value: unknown): unknown => {
  const file = new URL(`./golden/${name}.json`, import.meta.url);
  if (process.env.GOLDEN === 'write') writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
};
