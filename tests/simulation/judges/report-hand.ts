import {
  add,
  askedIn,
  type Counts,
  cameTo,
  isCounted,
  rowsOfAsked,
  rowsOfFeedback,
  rowsOfMeetings,
  rowsOfReferral,
  sumOf,
  weeksIn,
} from './report-counted.ts';
import { askedOf, windowOf } from './report-measures.ts';
import { codeIn, type State } from './state.ts';

/**
 * A table as a hand counts it. `within`: how many there were of each row, where the table counts some of them, and of how many these are some, as
 * another table says.
 */
export interface Counted {
  readonly cells: Counts;
  readonly within: readonly Counts[];
}

/** What a report is held against. */
export interface ByHand {
  readonly referrals: number;
  readonly onwards: number;
  readonly tables: ReadonlyMap<string, Counted>;
  /** Of what each caption counts, all the numbers that are right. */
  readonly totals: ReadonlyMap<string, readonly number[]>;
  /** By group, or by group and month: people, attendances, minutes. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  /** By questionnaire and question: people, and the sums of what they said at the beginning and at the end. */
  readonly changes: ReadonlyMap<string, readonly number[]>;
}

/** Who was reached stands by these. */
const equity = ['practice', 'source', 'reason', 'age', 'sex', 'ethnicity', 'deprivation'];

/** `sums` by key, each a list that is added up place by place. */
const addAll = (sums: Map<string, number[]>, key: string, numbers: readonly number[]): void => {
  sums.set(
    key,
    numbers.map((n, i) => n + (sums.get(key)?.[i] ?? 0)),
  );
};

const minutesOf = ({ start = '', end = '' }: { start?: string; end?: string }): number =>
  Math.round((Date.parse(end) - Date.parse(start)) / 60_000) || 0;

export const byHand = (all: readonly State[]): ByHand => {
  const states = all.filter(isCounted);
  const tables = new Map<string, Counted>();
  const cellsOf = (name: string, of?: string): Counts => {
    const known = tables.get(name) ?? { cells: new Map(), within: of ? [cellsOf(of)] : [] };
    tables.set(name, known);
    return known.cells;
  };
  const put = (rows: Readonly<Record<string, string | readonly string[]>>): void => {
    for (const [name, row] of Object.entries(rows)) for (const one of [row].flat()) add(cellsOf(name), one);
  };
  const groups = new Map<string, number[]>();
  const changes = new Map<string, number[]>();
  for (const state of states) {
    const rows = rowsOfReferral(state);
    put(rows);
    for (const by of equity) add(cellsOf(`went-${by}`, by), rows[by] ?? '', rows.meeting === 'attended' ? 1 : 0);
    for (const one of rowsOfFeedback(state)) put(one);
    put(weeksIn(state));
    const counted = new Set<string>();
    /** Somebody is one person, to however many activities of a group they go. */
    const once = (what: string): number => (counted.has(what) ? 0 : counted.add(what).size > 0 ? 1 : 0);
    for (const onward of askedIn(state)) {
      put(rowsOfAsked(onward));
      put(rowsOfMeetings(onward));
      add(cellsOf('companion', 'result'), rowsOfAsked(onward).result ?? '', 0);
      const [group, came] = [codeIn(onward.task.owner), cameTo(onward)];
      const minutes = came.reduce((sum, one) => sum + minutesOf(one), 0);
      addAll(groups, group, [came.length > 0 ? once(group) : 0, came.length, minutes]);
      for (const [month, held] of Map.groupBy(came, ({ start = '' }) => start.slice(0, 7)))
        addAll(groups, `${group} ${month}`, [
          once(`${group} ${month}`),
          held.length,
          held.reduce((sum, one) => sum + minutesOf(one), 0),
        ]);
    }
    for (const { instrument, exit, pair } of askedOf(state)) {
      add(cellsOf(`exit-${instrument}`), exit);
      if (pair) add(cellsOf(`window-${instrument}`), windowOf(pair.days));
      for (const by of equity) {
        const name = `again-${instrument}-${by}`;
        const known = tables.get(name) ?? { cells: new Map(), within: [new Map(), cellsOf(by)] };
        tables.set(name, known);
        add(known.within[0] ?? new Map(), rows[by] ?? '');
        add(known.cells, rows[by] ?? '', pair ? 1 : 0);
      }
      for (const [item, [entry, last]] of Object.entries(pair?.changes ?? {}))
        addAll(changes, `${instrument} ${item}`, [1, entry, last]);
    }
  }
  const of = (...names: string[]): number[] => names.map((name) => sumOf(tables.get(name)?.cells ?? new Map()));
  const each = (prefix: string): number[] => of(...[...tables.keys()].filter((name) => name.startsWith(prefix)));
  const onwards = states.flatMap(askedIn).length;
  return {
    ...{ referrals: states.length, onwards, tables, groups, changes },
    totals: new Map([
      ['referrals', [states.length]],
      ['requests to groups', [onwards]],
      ['first meetings with a companion', [0]],
      ['people who answered at the beginning', each('exit-')],
      ['people who answered again and knew what it is for', each('again-')],
      ['people who went', of('went-sex')],
      ['contacts', of('contacts-by-week')],
      ['connections', of('connections-by-week')],
      ['sessions', of('sessions', 'ratings')],
      ['things that people said', of('feedback')],
    ]),
  };
};
