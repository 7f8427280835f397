import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { sectionOf } from './section.ts';
import { tables } from './tables.ts';

/** When and where it was measured. */
export interface Measuring {
  readonly date: string;
  readonly machine: string;
}

const here = (): Measuring => ({
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()} ${arch()}, Node.js ${process.version}`,
});

/** Options of every bench: `keep` writes results/<name>.json and the table of the README, `table` only that, from what is written down. */
export const keeping = {
  keep: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
} as const;

const file = (name: string): URL => new URL(name, import.meta.url);

/** Measures, prints the table, and writes down what is asked for. */
export const show = async (
  name: keyof typeof tables,
  asked: { readonly keep: boolean; readonly table: boolean },
  measure: () => Promise<object>,
): Promise<void> => {
  const kept = file(`results/${name}.json`);
  const result = asked.table
    ? readFileSync(kept, 'utf8')
    : `${JSON.stringify({ ...here(), ...(await measure()) }, undefined, 2)}\n`;
  const readme = tables[name](readFileSync(file('README.md'), 'utf8'), result);
  if (asked.keep && !asked.table) writeFileSync(kept, result);
  if (asked.keep || asked.table) writeFileSync(file('README.md'), readme);
  process.stdout.write(`${sectionOf(readme, name)}\n`);
};
