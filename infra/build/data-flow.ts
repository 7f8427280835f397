import { type Door, tiersOfDoors } from '../../mappings/door.ts';
import { doors } from '../../mappings/doors.ts';
import { type Leaving, leavingBy } from '../../mappings/leaving.ts';
import { table, withSection } from './section.ts';

const code = (text: string): string => `\`${text}\``;

/** `Patient: id`, `Patient: name` as one cell: `Patient`: `id`, `name`. */
const cellOf = (paths: readonly string[]): string => {
  const [what, name] = (paths[0] ?? '').split(': ');
  if (name === undefined) return paths.map(code).join(', ');
  return `${what}: ${paths.map((path) => code(path.slice(path.indexOf(': ') + 2).replace(/^Communication\./, ''))).join(', ')}`;
};

const rowOf = ({ paths, why, tier, words }: Leaving, columns: readonly Column[]): string[] => [
  cellOf(paths),
  why,
  ...(columns.includes('tier') ? [tier ?? ''] : []),
  ...(columns.includes('words') ? [words ?? ''] : []),
];

const heads = { tier: 'from tier', words: 'whose words it may hold' } as const;
type Column = keyof typeof heads;
const columns: readonly Column[] = ['tier', 'words'];

const sectionOf = ({ what, to, basis, tier }: Door, leaving: readonly Leaving[]): string => {
  const used = columns.filter((column) => leaving.some((one) => one[column]));
  return `### ${to}: ${what}

${tiersOfDoors[tier]}. ${basis}.

${table([['what leaves', 'why it is needed', ...used.map((column) => heads[column])], ...leaving.map((one) => rowOf(one, used))])}`;
};

const overview = (): string =>
  table([
    ['to whom', 'what', 'how much', 'fields'],
    ...Object.values<Door>(doors).map((door) => [
      door.to,
      door.what,
      tiersOfDoors[door.tier],
      String(new Set(leavingBy(door).flatMap(({ paths }) => paths)).size),
    ]),
  ]);

export const withDataFlow = (document: string): string =>
  withSection(
    withSection(document, 'doors', overview()),
    'fields that leave',
    Object.values<Door>(doors)
      .map((door) => sectionOf(door, leavingBy(door)))
      .join('\n'),
  );
