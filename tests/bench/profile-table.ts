import type { Thread } from './hot-parts.ts';
import type { Measuring } from './keep.ts';
import { table, withSection } from './section.ts';

/** Who waits for an answer; who works after it; and what plays AWS to both, which nobody deploys. */
const whose = {
  'request path': ['fhir-api', 'partner-api', 'authorise', 'token'],
  project: ['project'],
  deliver: ['deliver'],
  'other functions': [],
  'local runtime': ['runtime'],
} as const satisfies Record<string, readonly string[]>;
type Whose = keyof typeof whose;
const columns = Object.keys(whose) as Whose[];

const columnOf = (thread: string): Whose =>
  columns.find((one) => whose[one].some((name) => name === thread)) ?? 'other functions';

export interface Profiled extends Measuring {
  readonly loops: number;
  /** Milliseconds a loop by part of the program and by who spends them, the greatest first. */
  readonly parts: Readonly<Record<string, Readonly<Partial<Record<Whose, number>>>>>;
}
type Spent = Profiled['parts'][string];

const sum = (values: readonly (number | undefined)[]): number => values.reduce<number>((a, b = 0) => a + b, 0);
const allOf = (spent: Spent): number => sum(Object.values(spent));
const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;

/** What so many loops took, part by part. */
export const partsOf = (threads: readonly Thread[], loops: number): Profiled['parts'] => {
  const lines = threads.flatMap(({ name, milliseconds }) =>
    [...milliseconds].map(([part, ms]) => ({ part, column: columnOf(name), ms })),
  );
  const spent = [...Map.groupBy(lines, ({ part }) => part)].map(([part, them]): [string, Spent] => {
    const by = Map.groupBy(them, ({ column }) => column);
    const each = columns.flatMap((column) => {
      const all = by.get(column);
      return all ? [[column, round(sum(all.map(({ ms }) => ms)) / loops)]] : [];
    });
    return [part, Object.fromEntries(each)];
  });
  return Object.fromEntries(spent.sort(([, a], [, b]) => allOf(b) - allOf(a)));
};

/** Parts below this share of all are shown as one. */
const shown = 0.01;

const profileTable = (parts: Profiled['parts']): string => {
  const all = Object.entries(parts);
  const whole = sum(all.map(([, spent]) => allOf(spent)));
  const [great = [], small = []] = [true, false].map((isGreat) =>
    all.filter(([, spent]) => allOf(spent) >= shown * whole === isGreat),
  );
  const row = (name: string, those: readonly Spent[]): readonly string[] => [
    name,
    ...columns.map((column) => sum(those.map((spent) => spent[column])).toFixed(1)),
    sum(those.map(allOf)).toFixed(1),
  ];
  const spentOf = (those: typeof all): Spent[] => those.map(([, spent]) => spent);
  return table(
    ['ms a loop', ...columns, 'all'],
    [
      ...great.map(([part, spent]) => row(part, [spent])),
      row(`${small.length} others`, spentOf(small)),
      row('**all**', spentOf(all)),
    ],
  );
};

export const withProfile = (readme: string, { date, machine, loops, parts }: Profiled): string =>
  withSection(readme, 'profile', [`${date}, ${machine}; ${loops} loops.`, profileTable(parts)].join('\n\n'));
