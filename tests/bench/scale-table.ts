import type { Measuring } from './keep.ts';
import { table, withSection } from './section.ts';

/** One piece of work beside so many stored referrals. */
export interface WorkBeside {
  readonly stored: number;
  readonly work: string;
  readonly requests: number;
  readonly units: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Scaled extends Measuring {
  readonly works: readonly WorkBeside[];
}

/** Once, where it is the same beside any number of them. */
const once = (values: readonly number[]): string => [...new Set(values)].join(', ');

/** A line for each piece of work: what it asks of the database, and how long it takes beside so many and so many. */
export const withScale = (readme: string, { date, machine, works }: Scaled): string => {
  const beside = [...new Set(works.map(({ stored }) => stored))].map((n) => n.toLocaleString('en'));
  const rows = [...Map.groupBy(works, ({ work }) => work)].map(([work, them]) => [
    ...[work, once(them.map(({ requests }) => requests)), once(them.map(({ units }) => units))],
    ...them.map(({ p50, p95 }) => `${p50} / ${p95}`),
  ]);
  const head = ['work', 'requests', 'units', ...beside.map((n) => `p50 / p95 ms beside ${n}`)];
  return withSection(readme, 'scale', [`${date}, ${machine}.`, table(head, rows)].join('\n\n'));
};
