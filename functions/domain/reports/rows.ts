import { type Share, shareOf } from './interval.ts';
import { type Cells, hiddenIn, least } from './suppress.ts';

/** `undefined` where it is not shown: 1 to 4, or one that would give such a one away. */
export interface Row {
  readonly row: string;
  readonly count: number | undefined;
  /** Of how many the share is; undefined where the count is. */
  readonly of?: number | undefined;
  readonly share?: Share | undefined;
}

export type Counts = Map<string, number>;

export const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((all, n) => all + n, 0);
export const cellsOf = (cells: ReadonlyMap<string, number>): Cells => ({ total: sumOf(cells), cells });

const restOf = (cells: Cells, of: Cells): Cells => ({
  total: of.total - cells.total,
  cells: new Map([...of.cells].map(([row, n]) => [row, n - (cells.cells.get(row) ?? 0)])),
});

/** To which part of a table a row belongs whose total another table tells; undefined: to the rest. */
export type PartOf = (row: string) => string | undefined;

/**
 * A table in the parts whose totals other tables tell, so that whoever reads both knows them: each part hides its rows among themselves. Hidden
 * with one that is known, two of 1 would be told by what is left (suppress.ts). A part that is itself too few is not told anywhere, and is of the rest.
 */
const inParts = (cells: Cells, partOf: PartOf): Cells[] => {
  const parts = [...Map.groupBy(cells.cells, ([row]) => partOf(row))].map(([part, rows]) => ({
    ...{ part, rows, total: rows.reduce((sum, [, n]) => sum + n, 0) },
  }));
  const [told, rest] = [true, false].map((isTold) =>
    parts.filter(({ part, total }) => (part !== undefined && total >= least) === isTold).map(({ rows }) => rows),
  );
  return [...(told ?? []), (rest ?? []).flat()].map((rows) => cellsOf(new Map(rows)));
};

const together = (found: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined =>
  found.some((rows) => rows === undefined) ? undefined : new Set(found.flatMap((rows) => [...(rows ?? [])]));

/**
 * Rows that are not shown of people who are some of `within[0]`, who are some of `within[1]`, and so on: who knows how many there were and
 * how many of them went knows how many did not, so that what is left out of each is hidden as what is counted. undefined: all of them.
 */
export const hiddenAmong = (
  cells: Cells,
  within: readonly Cells[] = [],
  partOf: PartOf = () => undefined,
): ReadonlySet<string> | undefined => {
  const layers = [cells, ...within];
  const rests = within.map((wider, n) => restOf(layers[n] ?? wider, wider));
  return together([...layers, ...rests].flatMap((one) => inParts(one, partOf)).map(hiddenIn));
};

export const rowsOf = (cells: Cells, within: readonly Cells[] = [], partOf?: PartOf): Row[] | undefined => {
  const hidden = hiddenAmong(cells, within, partOf);
  return hidden && shownBut(hidden, cells, within[0]);
};

const shownBut = (hidden: ReadonlySet<string>, cells: Cells, denominators?: Cells): Row[] =>
  [...(denominators ?? cells).cells.keys()].sort().map((row) => {
    const n = cells.cells.get(row) ?? 0;
    const of = denominators ? (denominators.cells.get(row) ?? 0) : cells.total;
    return hidden.has(row) ? { row, count: undefined } : { row, count: n, of, share: shareOf(n, of) };
  });
