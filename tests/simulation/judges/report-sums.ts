import type { Evidence, Finding } from './book.ts';
import { sumOf } from './report-counted.ts';
import { type ByHand, byHand, type Counted } from './report-hand.ts';
import { type Printed, type PrintedRow, printReport } from './report-printed.ts';

const isFew = (n: number): boolean => n > 0 && n < 5;

/**
 * Counted, of how many it is counted, of how many those are some, and who is left out of each: each is hidden where it is few. Who answered again
 * stands beside who answered at all, and how many there are stands in another table: the difference is who was not asked.
 */
const numbersOf = ({ cells, within }: Counted, row: string): number[] => {
  const layers = [cells, ...within].map((layer) => layer.get(row) ?? 0);
  return [...layers, ...layers.slice(1).map((wider, i) => wider - (layers[i] ?? 0))];
};

/** As the page says it. */
const inWords = (n: number): string => (isFew(n) ? 'fewer than 5' : String(n));

const rowsOf = ({ cells, within: [of = cells] }: Counted): string[] => [...of.keys()].sort();
/** Also rows that are not in this table, as nobody of them is counted. */
const everyRowOf = ({ cells, within }: Counted): string[] => [...(within.at(-1) ?? cells).keys()];

/** Of each number what is left of its total without the rows that are shown: all can tell it. */
const togetherFaults = (counted: Counted, rows: readonly PrintedRow[]): string[] => {
  const shown = rows.filter(({ count }) => count !== undefined).map(({ row }) => row);
  const others = everyRowOf(counted).filter((row) => !shown.includes(row));
  const numbers = others.map((row) => numbersOf(counted, row));
  const sums = (numbers[0] ?? []).map((_, i) => numbers.reduce((sum, all) => sum + (all[i] ?? 0), 0));
  return sums.some(isFew) ? [`the rows not shown are ${sums.join(', ')} together, one of four or fewer`] : [];
};

const rowFaults = (counted: Counted, { row, count, of }: PrintedRow): string[] => {
  if (count === undefined) return [];
  const numbers = numbersOf(counted, row);
  const n = counted.cells.get(row) ?? 0;
  const all = counted.within[0]?.get(row) ?? sumOf(counted.cells);
  return [
    ...(count === n ? [] : [`${row}: ${count}, and the ledger has ${n}`]),
    ...(of === all ? [] : [`${row}: of ${of}, and the ledger has ${all}`]),
    ...(numbers.some(isFew) ? [`${row}: one of ${numbers.join(', ')} is one of four or fewer, and is shown`] : []),
  ];
};

const tableFaults = (counted: Counted, rows: readonly PrintedRow[]): string[] => {
  const expected = rowsOf(counted);
  const hasFew = everyRowOf(counted).some((row) => numbersOf(counted, row).some(isFew));
  const printed = rows.map(({ row }) => row).sort();
  if (rows.length === 0) return hasFew || expected.length === 0 ? [] : ['nothing is shown, and nothing is few'];
  return [
    ...(printed.join() === expected.join() ? [] : [`has the rows ${printed.join()}, and not ${expected.join()}`]),
    ...(hasFew || rows.every(({ count }) => count !== undefined) ? [] : ['hides a row, and nothing is few']),
    ...rows.flatMap((row) => rowFaults(counted, row)),
    ...togetherFaults(counted, rows),
  ];
};

const numbersFaults = (
  counted: ReadonlyMap<string, readonly number[]>,
  printed: ReadonlyMap<string, readonly number[] | undefined>,
): string[] => [
  ...[...counted.keys()].filter((name) => !printed.has(name)).map((name) => `${name} is missing`),
  ...[...printed].flatMap(([name, numbers]) => {
    const [people = 0, ...more] = counted.get(name) ?? [];
    if (numbers === undefined) return [];
    if (isFew(people)) return [`${name}: ${people} people are shown`];
    const right = [people, ...more];
    return numbers.join() === right.join() ? [] : [`${name}: ${numbers.join()}, and the ledger has ${right.join()}`];
  }),
];

const changeFaults = ({ changes }: ByHand, printed: Printed): string[] =>
  [...changes].flatMap(([name, [people = 0, entry = 0, exit = 0]]) => {
    const numbers = printed.changes.get(name);
    if (people < 5) return numbers ? [`change of ${name}: ${people} people are shown`] : [];
    const right = [people, entry / people, exit / people];
    const isRight = right.every((n, i) => Math.abs(n - (numbers?.[i] ?? Number.NaN)) <= 0.0051);
    return isRight ? [] : [`change of ${name}: ${numbers?.slice(0, 3)}, and the ledger has ${right}`];
  });

/** Each number that a report shows is that of the ledger, and none of one to four people is shown. */
export const sumFaults = (hand: ByHand, printed: Printed): string[] => [
  ...(printed.lines === hand.referrals ? [] : [`${printed.lines} lines of facts, of ${hand.referrals} referrals`]),
  ...(printed.differ === 0 ? [] : [`${printed.differ} lines of facts differ from the ledger`]),
  ...(printed.referrals === inWords(hand.referrals)
    ? []
    : [`the page has ${printed.referrals} of ${hand.referrals} referrals`]),
  ...(printed.onwards === inWords(hand.onwards) ? [] : [`the page has ${printed.onwards} of ${hand.onwards} requests`]),
  ...[...hand.tables.keys()].filter((name) => !printed.tables.has(name)).map((name) => `table ${name} is missing`),
  ...[...printed.tables].flatMap(([name, rows]) =>
    tableFaults(hand.tables.get(name) ?? { cells: new Map(), within: [] }, rows).map(
      (fault) => `table ${name} ${fault}`,
    ),
  ),
  ...printed.captions
    .filter(([n, what]) => !hand.totals.get(what)?.includes(n))
    .map(([n, what]) => `the page counts ${n} ${what}, and the ledger ${hand.totals.get(what)}`),
  ...numbersFaults(hand.groups, printed.groups),
  ...changeFaults(hand, printed),
];

/** The report that the operator's commands make, against what this judge counts itself in the bytes of the ledger. */
export const reportSums = async (evidence: Evidence): Promise<Finding> => {
  const printed = await printReport(evidence);
  const hand = byHand(evidence.books.map(({ now }) => now));
  const rows = [...printed.tables.values()].flat();
  const shown = rows.filter(({ count }) => count !== undefined).length;
  return {
    figures: `${printed.tables.size} tables of ${hand.referrals} referrals and ${hand.onwards} requests, ${shown} rows shown and ${rows.length - shown} not; ${printed.captions.length} captions, ${printed.changes.size} changes, ${printed.groups.size} lines of groups`,
    faults: sumFaults(hand, printed),
  };
};
