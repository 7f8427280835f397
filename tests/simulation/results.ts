import { readFile, writeFile } from 'node:fs/promises';

const ours = new URL('./README.md', import.meta.url);
const head = '| command | seed | when | took | result |\n|---|---|---|---|---|';

interface Result {
  /** Without its seed: a later run of the same command takes the place of this one. */
  readonly command: string;
  readonly seed: string;
  readonly seconds: number;
  readonly says: string;
}

const rowOf = ({ command, seed, seconds, says }: Result): string =>
  `| \`${command}\` | ${seed} | ${new Date().toISOString().slice(0, 10)} | ${Math.round(seconds)} s | ${says} |`;

/** Puts the result into the table of a README: no number there is written by hand. */
export const keepResult = async (result: Result, readme = ours): Promise<void> => {
  const text = await readFile(readme, 'utf8');
  const [before = '', after = ''] = text.split(head);
  const lines = after.split('\n').slice(1);
  const end = lines.findIndex((line) => !line.startsWith('| '));
  const [rows, rest] = end < 0 ? [lines, []] : [lines.slice(0, end), lines.slice(end)];
  const kept = rows.filter((row) => !row.startsWith(`| \`${result.command}\` |`));
  await writeFile(readme, [before + head, ...[...kept, rowOf(result)].sort(), ...rest].join('\n'));
};
