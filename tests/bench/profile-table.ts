import type { Thread } from './hot-parts.ts';
import { table, withSection } from './section.ts';

interface Profiled {
  readonly threads: readonly Thread[];
  readonly loops: number;
}

/** Who waits for an answer; who works after it; and what plays AWS to both, which nobody deploys. */
const columns: Readonly<Record<string, (name: string) => boolean>> = {
  'request path': (name) => ['fhir-api', 'partner-api', 'authorise', 'token'].includes(name),
  project: (name) => name === 'project',
  deliver: (name) => name === 'deliver',
  'other functions': (name) =>
    !['fhir-api', 'partner-api', 'authorise', 'token', 'project', 'deliver', 'runtime'].includes(name),
  'local runtime': (name) => name === 'runtime',
};

/** Parts below this share of all are shown as one. */
const shown = 0.01;

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** Milliseconds a loop by part of the program and by who spends them, the greatest first. */
const profileTable = ({ threads, loops }: Profiled): string => {
  const of = (part: string, is: (name: string) => boolean): number =>
    sum(threads.filter(({ name }) => is(name)).map(({ milliseconds }) => milliseconds.get(part) ?? 0)) / loops;
  const everybody = (): boolean => true;
  const parts = [...new Set(threads.flatMap(({ milliseconds }) => [...milliseconds.keys()]))];
  const all = sum(parts.map((part) => of(part, everybody)));
  const [great, small] = [true, false].map((isGreat) =>
    parts.filter((part) => of(part, everybody) >= shown * all === isGreat),
  ) as [string[], string[]];
  const row = (name: string, those: readonly string[]): readonly string[] => [
    name,
    ...[...Object.values(columns), everybody].map((is) => sum(those.map((part) => of(part, is))).toFixed(1)),
  ];
  return table(
    ['ms a loop', ...Object.keys(columns), 'all'],
    [
      ...great.sort((a, b) => of(b, everybody) - of(a, everybody)).map((part) => row(part, [part])),
      row(`${small.length} others`, small),
      row('**all**', parts),
    ],
  );
};

export const withProfile = (readme: string, profiled: Profiled): string =>
  withSection(readme, 'profile', profileTable(profiled));
