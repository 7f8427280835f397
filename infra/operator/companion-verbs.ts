import { readFile } from 'node:fs/promises';
import { companionFaults, registerCompanion } from '../../functions/usecases/register-companion.ts';
import type { RegisterPorts } from '../../functions/usecases/register-organisation.ts';
import { type CompanionRow, companionColumns, readCompanions } from '../../mappings/partner/companions-csv.ts';
import type { Reached } from './connection.ts';
import { operator, registered } from './registered.ts';
import type { Verb } from './verbs.ts';

/** The register is reached where a verb needs it: a file can be checked without. */
type Reach = () => Promise<At & { readonly hub: Reached }>;

interface At extends Pick<RegisterPorts, 'register' | 'clock'> {
  /** What follows from what was changed of these companions, as a sentence. Absent: nothing runs. */
  readonly look?: (changed: readonly string[]) => Promise<string>;
}

const inLine = (line: number, says: string): string => `line ${line}: ${says}`;

/** Every companion of a file. @throws with each fault by its line */
export const companionsIn = (text: string): readonly CompanionRow[] => {
  const { rows, faults } = readCompanions(text);
  const more = rows.flatMap((row) =>
    companionFaults(row).map(({ diagnostics = '' }) => ({ line: row.line, says: diagnostics })),
  );
  const all = [...faults, ...more].sort((a, b) => a.line - b.line).map(({ line, says }) => inLine(line, says));
  if (all.length > 0) throw new Error(`Nothing was entered.\n${[...new Set(all)].join('\n')}`);
  if (rows.length === 0) throw new Error('The file has no line but the first.');
  return rows;
};

/** Codes that are somebody else's stop the whole file, before anything is written. */
const taken = async (rows: readonly CompanionRow[], { register }: At): Promise<string[]> => {
  const found = await Promise.all(rows.map(async (row) => ({ row, standing: await register.organisation(row.code) })));
  return found
    .filter(({ standing }) => standing !== undefined && standing.kind !== 'companion')
    .map(({ row, standing }) => inLine(row.line, `${row.code} is a ${standing?.kind} in the register`));
};

/** All of them, or none: what was entered already says the same again, so that a file whose reading broke off is sent again. */
export const loadCompanions = async (text: string, at: At): Promise<string> => {
  const rows = companionsIn(text);
  const faults = await taken(rows, at);
  if (faults.length > 0) throw new Error(`Nothing was entered.\n${faults.join('\n')}`);
  const changed: string[] = [];
  for (const { line: _, ...row } of rows) {
    const done = registered(await registerCompanion(at)({ actor: operator, ...row }));
    if (done.written) changed.push(row.code);
  }
  const mute = rows.filter(({ contact }) => !contact).length;
  return [
    `${rows.length} companions: ${changed.length} entered or changed, ${rows.length - changed.length} as they were.${(await at.look?.(rows.map(({ code }) => code))) ?? ''}`,
    ...(mute > 0 ? [`${mute} of them have no contact: they are asked by telephone.`] : []),
  ].join('\n');
};

export const companionVerbs: Readonly<Record<string, Verb<Reach>>> = {
  columns: {
    usage: '',
    ofAll: true,
    run: async () =>
      [Object.keys(companionColumns), Object.values(companionColumns)].map((row) => row.join(',')).join('\n'),
  },
  check: {
    usage: '',
    run: async (file) => `${companionsIn(await readFile(file, 'utf8')).length} companions, and nothing to mend.`,
  },
  load: {
    usage: '',
    run: async (file, _, __, reach) => {
      const text = await readFile(file, 'utf8');
      const at = await reach();
      const { lookAgain } = await import('./look-again.ts');
      return loadCompanions(text, { ...at, look: (changed) => lookAgain(changed, at.hub) });
    },
  },
};
