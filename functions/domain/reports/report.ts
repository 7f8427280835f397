import { exitWindow } from '../../../contracts/measures/answers.ts';
import { addDated, type Dated, nothingDated, type Statement } from './dated.ts';
import type { Facts, MeasureFacts } from './facts.ts';
import { type Share, shareOf } from './interval.ts';
import type { OnwardFacts } from './onward-facts.ts';
import { type Cells, hiddenIn, least } from './suppress.ts';
import { equity, onwardTables, referralTables, sessionTables, type Unit, wentToMeeting } from './tables.ts';

/** Calendar dates, both within: which referrals are counted, by the day on which they came. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

type Counts = Map<string, number>;
const add = (counts: Counts, row: string, n = 1): void => {
  counts.set(row, (counts.get(row) ?? 0) + n);
};

interface Change {
  pairs: number;
  notExplained: number;
  /** Of the pairs that count: asked again too early or too late to be compared with the others without a word (users.md S15). */
  outOfWindow: number;
  /** By item: numbers of people, sums of what they said at the beginning and at the end. */
  readonly items: Map<string, { n: number; entry: number; exit: number }>;
}

/** Sums as lines are read: as large as there are rows, however many lines there are. */
export interface Sums {
  referrals: number;
  onwards: number;
  readonly tables: Map<string, Counts>;
  readonly went: Map<string, Counts>;
  readonly exits: Map<string, Counts>;
  readonly changes: Map<string, Change>;
  readonly groups: Map<string, Statement>;
  readonly dated: Dated;
  /** Of those who came on the first day of several: how many came on the second (users.md S32). */
  readonly dayTwo: { first: number; second: number };
}

export const noSums = (): Sums => ({
  ...{ referrals: 0, onwards: 0 },
  ...{ tables: new Map(), went: new Map(), exits: new Map(), changes: new Map(), groups: new Map() },
  ...{ dayTwo: { first: 0, second: 0 }, dated: nothingDated() },
});

const countsOf = (tables: Map<string, Counts>, name: string): Counts => {
  const known = tables.get(name);
  if (known) return known;
  const made: Counts = new Map();
  tables.set(name, made);
  return made;
};

const addMeasure = (sums: Sums, { instrument, exit, pair }: MeasureFacts): void => {
  add(countsOf(sums.exits, instrument), exit);
  if (!pair) return;
  const change = sums.changes.get(instrument) ?? { pairs: 0, notExplained: 0, outOfWindow: 0, items: new Map() };
  sums.changes.set(instrument, change);
  // Numbers that nobody explained measure something else (users.md S16): they are counted, and left out.
  if (!pair.explained) change.notExplained += 1;
  if (!pair.explained) return;
  change.pairs += 1;
  if (pair.days < exitWindow.from || pair.days > exitWindow.to) change.outOfWindow += 1;
  for (const [item, [entry, exitValue]] of Object.entries(pair.values)) {
    const sum = change.items.get(item) ?? { n: 0, entry: 0, exit: 0 };
    change.items.set(item, { n: sum.n + 1, entry: sum.entry + entry, exit: sum.exit + exitValue });
  }
};

const addOnward = (sums: Sums, onward: OnwardFacts): void => {
  sums.onwards += 1;
  for (const [name, { row }] of Object.entries(onwardTables)) add(countsOf(sums.tables, name), row(onward));
  for (const [name, { rows }] of Object.entries(sessionTables))
    for (const row of rows(onward)) add(countsOf(sums.tables, name), row);
  const [first, second] = onward.sessions;
  if (first === 'attended' && second !== undefined) {
    sums.dayTwo.first += 1;
    sums.dayTwo.second += second === 'attended' ? 1 : 0;
  }
  const group = sums.groups.get(onward.partner) ?? { people: 0, attendances: 0, minutes: 0 };
  const people = group.people + (onward.came > 0 ? 1 : 0);
  const [attendances, minutes] = [group.attendances + onward.came, group.minutes + onward.minutes];
  sums.groups.set(onward.partner, { people, attendances, minutes });
};

/** One more line. */
export const addTo = (sums: Sums, facts: Facts, { from, to }: Period): void => {
  const isIn = (date: string): boolean => date >= from && date <= to;
  addDated(sums.dated, facts, isIn);
  if (!isIn(facts.received)) return;
  sums.referrals += 1;
  for (const [name, { row }] of Object.entries(referralTables)) add(countsOf(sums.tables, name), row(facts));
  for (const name of equity)
    add(countsOf(sums.went, name), referralTables[name].row(facts), wentToMeeting(facts) ? 1 : 0);
  for (const onward of facts.onwards) addOnward(sums, onward);
  for (const measure of facts.measures) addMeasure(sums, measure);
};

/** `undefined` where it is not shown: 1 to 4, or one that would give such a one away. */
export interface Row {
  readonly row: string;
  readonly count: number | undefined;
  readonly share?: Share | undefined;
}

export interface Shown {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly total: number;
  /** undefined: too few to show anything of. */
  readonly rows: readonly Row[] | undefined;
}

const restOf = (cells: Cells, of: Cells): Cells => ({
  total: of.total - cells.total,
  cells: new Map([...of.cells].map(([row, n]) => [row, n - (cells.cells.get(row) ?? 0)])),
});

const rowsOf = (cells: Cells, of?: Cells): Row[] | undefined => {
  const hidden = hiddenIn(cells);
  const hiddenOf = of ? hiddenIn(of) : new Set<string>();
  // Who knows how many there were and how many of them went knows how many did not.
  const hiddenRest = of ? hiddenIn(restOf(cells, of)) : new Set<string>();
  if (!hidden || !hiddenOf || !hiddenRest) return undefined;
  return [...cells.cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([row, n]) => {
      const isHidden = [hidden, hiddenOf, hiddenRest].some((rows) => rows.has(row));
      const denominator = of ? (of.cells.get(row) ?? 0) : cells.total;
      return isHidden ? { row, count: undefined } : { row, count: n, share: shareOf(n, denominator) };
    });
};

const sumOf = (counts: Counts): number => [...counts.values()].reduce((all, n) => all + n, 0);

const weeks = {
  contact: 'Contacts, by the week in which they were',
  connection: 'Connections: times that somebody came to a group, by the week',
} as const;

/** All tables, as they may be shown. */
export const shownOf = (sums: Sums): Shown[] => {
  const cellsOf = (tables: Map<string, Counts>, name: string): Cells => {
    const cells = tables.get(name) ?? new Map();
    return { total: sumOf(cells), cells };
  };
  const shown = (unit: Unit, all: Readonly<Record<string, { readonly title: string }>>): Shown[] =>
    Object.entries(all).map(([name, { title }]) => {
      const cells = cellsOf(sums.tables, name);
      return { name, title, unit, total: cells.total, rows: rowsOf(cells) };
    });
  const went = equity.map((name): Shown => {
    const cells = cellsOf(sums.went, name);
    const title = `Who went to a first meeting: ${referralTables[name].title}`;
    return {
      name: `went-${name}`,
      title,
      unit: 'went',
      total: cells.total,
      rows: rowsOf(cells, cellsOf(sums.tables, name)),
    };
  });
  const exits = [...sums.exits.keys()].sort().map((name): Shown => {
    const cells = cellsOf(sums.exits, name);
    const title = `Asked again after twelve weeks: ${name}`;
    return { name: `exit-${name}`, title, unit: 'measure', total: cells.total, rows: rowsOf(cells) };
  });
  const weekly = (['contact', 'connection'] as const).map((unit): Shown => {
    const cells = sums.dated[`${unit}s`];
    const total = sumOf(cells);
    return { name: `${unit}s`, title: weeks[unit], unit, total, rows: rowsOf({ total, cells }) };
  });
  return [
    ...shown('referral', referralTables),
    ...shown('onward', onwardTables),
    ...shown('session', sessionTables),
    ...weekly,
    ...went,
    ...exits,
  ];
};

/** What each group did; undefined where so few came to it, or so few to another, that it is not shown. */
export const statementsOf = ({ groups }: Sums): (readonly [string, Statement | undefined])[] => {
  const people = new Map([...groups].map(([code, group]) => [code, group.people]));
  const hidden = hiddenIn({ total: sumOf(people), cells: people });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, group]) => {
      const isHidden = hidden ? hidden.has(code) : group.people > 0;
      return [code, isHidden ? undefined : group];
    });
};

/** Undefined: of fewer than five, or of whom fewer than five did or did not, nothing is shown. */
export const dayTwoOf = ({ dayTwo: { first, second } }: Sums): Share | undefined =>
  [second, first - second].some((n) => n > 0 && n < least) ? undefined : shareOf(second, first);

/** How far people have come, of an item, on average; not shown of fewer than five. */
export interface ShownChange {
  readonly instrument: string;
  readonly item: string;
  readonly people: number;
  readonly entry: number;
  readonly exit: number;
  readonly change: number;
}

export const changesOf = ({ changes }: Sums): ShownChange[] =>
  [...changes].flatMap(([instrument, { items }]) =>
    [...items]
      .filter(([, { n }]) => n >= least)
      .map(([item, { n, entry, exit }]) => ({
        ...{ instrument, item, people: n, entry: entry / n, exit: exit / n },
        change: (exit - entry) / n,
      })),
  );
