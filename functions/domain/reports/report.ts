import { longestWithoutReply } from '../../../contracts/lifecycle/feedback.ts';
import { dateAfter } from '../calendar.ts';
import { addDated, type Dated, nothingDated, type Statement } from './dated.ts';
import { type Facts, type FeedbackFacts, type MeasureFacts, noReplyInTime, notExplained } from './facts.ts';
import { type Share, shareOf } from './interval.ts';
import { notSaid, type OnwardFacts } from './onward-facts.ts';
import { addOutcomes, answeredBy, changesBy, changesOfAll, type Outcomes } from './outcomes.ts';
import { type Counts, cellsOf, type PartOf, type Row, rowsOf, sumOf } from './rows.ts';
import { type Cells, hiddenIn, least } from './suppress.ts';
import {
  equity,
  feedbackTables,
  onceTables,
  onwardTables,
  referralTables,
  sessionTables,
  type Unit,
  wentToMeeting,
} from './tables.ts';
import { toldElsewhere } from './told-elsewhere.ts';

/** Calendar dates, both within: which referrals are counted, by the day on which they came. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const add = (counts: Counts, row: string, n = 1): void => {
  counts.set(row, (counts.get(row) ?? 0) + n);
};

/** Sums as lines are read: as large as there are rows, however many lines there are. */
export interface Sums {
  referrals: number;
  onwards: number;
  readonly tables: Map<string, Counts>;
  /** What each practice referred, by the tables of referrals, and `all`: what it has registered is held against it. */
  readonly byPractice: Map<string, Map<string, Counts>>;
  readonly went: Map<string, Counts>;
  /** First meetings with a companion, by what came of them. */
  readonly accompanied: Counts;
  readonly exits: Map<string, Counts>;
  readonly outcomes: Outcomes;
  readonly groups: Map<string, Statement>;
  readonly dated: Dated;
  /** Of those who came on the first day of several: how many came on the second (users.md S32). */
  readonly dayTwo: { first: number; second: number };
}

export const noSums = (): Sums => ({
  ...{ referrals: 0, onwards: 0 },
  ...{
    tables: new Map(),
    byPractice: new Map(),
    went: new Map(),
    exits: new Map(),
    outcomes: new Map(),
    groups: new Map(),
  },
  accompanied: new Map(),
  ...{ dayTwo: { first: 0, second: 0 }, dated: nothingDated() },
});

const tableIn = (tables: Map<string, Counts>, name: string): Counts => {
  const known = tables.get(name);
  if (known) return known;
  const made: Counts = new Map();
  tables.set(name, made);
  return made;
};

/** `isSecond`: the person came to another activity of the same group, and is counted among its people already. */
const addOnward = (sums: Sums, onward: OnwardFacts, isSecond: boolean): void => {
  sums.onwards += 1;
  for (const [name, { row }] of Object.entries(onwardTables)) add(tableIn(sums.tables, name), row(onward));
  if (onward.companion) add(sums.accompanied, onwardTables.result.row(onward));
  for (const [name, { rows }] of Object.entries(sessionTables))
    for (const row of rows(onward)) add(tableIn(sums.tables, name), row);
  const [first, second] = onward.sessions;
  // Of a second day that is still ahead, or of which nobody has said anything, nobody knows who came back.
  if (first === 'attended' && second !== undefined && second !== notSaid) {
    sums.dayTwo.first += 1;
    sums.dayTwo.second += second === 'attended' ? 1 : 0;
  }
  const group = sums.groups.get(onward.partner) ?? { people: 0, attendances: 0, minutes: 0 };
  const people = group.people + (onward.came > 0 && !isSecond ? 1 : 0);
  const [attendances, minutes] = [group.attendances + onward.came, group.minutes + onward.minutes];
  sums.groups.set(onward.partner, { people, attendances, minutes });
};

/** Somebody is told within 30 days what became of what they said (users.md S65): who was not, by the end of the period, stands in a row of their own. */
const asOf = (one: FeedbackFacts, day: string): FeedbackFacts =>
  one.days === undefined && dateAfter(one.said, longestWithoutReply) < day ? { ...one, reply: noReplyInTime } : one;

const exitOf = ({ exit, pair }: MeasureFacts): string => (pair && !pair.explained ? notExplained : exit);

/** One more line. */
export const addTo = (sums: Sums, facts: Facts, { from, to }: Period): void => {
  const isIn = (date: string): boolean => date >= from && date <= to;
  addDated(sums.dated, facts, isIn);
  if (!isIn(facts.received)) return;
  sums.referrals += 1;
  const own = sums.byPractice.get(facts.practice) ?? new Map<string, Counts>();
  sums.byPractice.set(facts.practice, own);
  add(tableIn(own, 'all'), 'all');
  for (const [name, { row }] of Object.entries(referralTables)) {
    add(tableIn(sums.tables, name), row(facts));
    add(tableIn(own, name), row(facts));
  }
  for (const [name, { row }] of Object.entries(onceTables)) add(tableIn(sums.tables, name), row(facts));
  for (const name of equity)
    add(tableIn(sums.went, name), referralTables[name].row(facts), wentToMeeting(facts) ? 1 : 0);
  for (const [n, onward] of facts.onwards.entries())
    addOnward(
      sums,
      onward,
      facts.onwards.slice(0, n).some(({ partner, came }) => partner === onward.partner && came > 0),
    );
  for (const [name, { row }] of Object.entries(feedbackTables))
    for (const one of facts.feedback) add(tableIn(sums.tables, name), row(asOf(one, to)));
  for (const one of facts.measures) add(tableIn(sums.exits, one.instrument), exitOf(one));
  addOutcomes(sums.outcomes, facts);
};

export interface Shown {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  /** Of an outcome: by what people are told apart. */
  readonly by?: string;
  readonly total: number;
  /** undefined: too few to show anything of. */
  readonly rows: readonly Row[] | undefined;
}

const weeks = {
  contact: 'Contacts, by the week in which they were',
  connection: 'Connections: times that somebody came to a group, by the week',
} as const;

/** Of whom it was explained to is the total of those who answered again. */
const answeredIsTold: PartOf = (row) => (row === 'answered' ? row : undefined);

/** All tables, as they may be shown. */
export const shownOf = (sums: Sums): Shown[] => {
  const cellsIn = (tables: ReadonlyMap<string, Counts>, name: string): Cells => cellsOf(tables.get(name) ?? new Map());
  const shown = (unit: Unit, all: Readonly<Record<string, { readonly title: string }>>): Shown[] =>
    Object.entries(all).map(([name, { title }]) => {
      const cells = cellsIn(sums.tables, name);
      return { name, title, unit, total: cells.total, rows: rowsOf(cells, [], toldElsewhere[name]) };
    });
  const went = equity.map((name): Shown => {
    const cells = cellsIn(sums.went, name);
    const title = `Who went to a first meeting: ${referralTables[name].title}`;
    return {
      name: `went-${name}`,
      by: name,
      title,
      unit: 'went',
      total: cells.total,
      rows: rowsOf(cells, [cellsIn(sums.tables, name)]),
    };
  });
  const withCompanion = cellsOf(sums.accompanied);
  const accompanied: Shown = {
    ...{ name: 'companion', title: 'First meetings with a companion', unit: 'accompanied', total: withCompanion.total },
    rows: rowsOf(withCompanion, [cellsIn(sums.tables, 'result')], toldElsewhere.result),
  };
  const exits = [...sums.exits.keys()].sort().map((name): Shown => {
    const cells = cellsIn(sums.exits, name);
    const title = `Asked again after twelve weeks: ${name}`;
    return {
      name: `exit-${name}`,
      title,
      unit: 'measure',
      total: cells.total,
      rows: rowsOf(cells, [], answeredIsTold),
    };
  });
  const windows = [...sums.outcomes].map(([name, { windows: counts }]): Shown => {
    const cells = cellsOf(counts);
    const title = `How long after the beginning it was asked again: ${name}`;
    return { name: `window-${name}`, title, unit: 'pair', total: cells.total, rows: rowsOf(cells) };
  });
  const weekly = (['contact', 'connection'] as const).map((unit): Shown => {
    const cells = sums.dated[`${unit}s`];
    return { name: `${unit}s-by-week`, title: weeks[unit], unit, total: sumOf(cells), rows: rowsOf(cellsOf(cells)) };
  });
  const again = answeredBy(sums.outcomes, (by) => cellsIn(sums.tables, by)).map(
    ({ instrument, by, total, rows }): Shown => ({
      ...{ name: `again-${instrument}-${by}`, by, unit: 'answered', total, rows },
      title: `Who answered ${instrument} again and knew what it is for, of those who did at the beginning: ${referralTables[by].title}`,
    }),
  );
  return [
    ...shown('referral', referralTables),
    ...shown('referral', onceTables),
    ...shown('onward', onwardTables),
    accompanied,
    ...shown('session', sessionTables),
    ...shown('feedback', feedbackTables),
    ...weekly,
    ...went,
    ...exits,
    ...windows,
    ...again,
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

export const changesOf = ({ outcomes }: Sums) => changesOfAll(outcomes);
/** The same by each row of who they are. */
export const changesByRow = ({ outcomes, tables }: Sums) =>
  changesBy(outcomes, (by) => cellsOf(tables.get(by) ?? new Map()));
