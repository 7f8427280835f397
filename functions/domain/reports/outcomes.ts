import { exitWindow } from '../../../contracts/measures/answers.ts';
import type { Facts, MeasureFacts } from './facts.ts';
import { type Mean, meanOf, noMean, type Seen } from './interval.ts';
import { type Counts, cellsOf, hiddenAmong, type Row, rowsOf } from './rows.ts';
import { type Cells, least } from './suppress.ts';
import { equity, referralTables } from './tables.ts';

/** By whom outcomes are told apart; `everybody` is one row. */
type By = 'everybody' | (typeof equity)[number];
const bys = ['everybody', ...equity] as const satisfies readonly By[];

const rowIn = (by: By, facts: Facts): string => (by === 'everybody' ? by : referralTables[by].row(facts));

/** Of one questionnaire and one way to tell people apart: each layer is some of the one before it. */
interface Outcome {
  readonly entered: Counts;
  readonly answered: Counts;
  /** Of the pairs that were explained each time, by item: what they said at the beginning and at the end. */
  readonly items: Map<string, Map<string, { entry: Seen; exit: Seen; change: Seen }>>;
}

interface Asked {
  /** Of the pairs that count: asked again in time, or too early or too late to be compared with the others without a word (users.md S15). */
  readonly windows: Counts;
  readonly by: ReadonlyMap<By, Outcome>;
}

/** By questionnaire. */
export type Outcomes = Map<string, Asked>;

const nothingAsked = (): Asked => ({
  windows: new Map(),
  by: new Map(bys.map((by) => [by, { entered: new Map(), answered: new Map(), items: new Map() }])),
});

const add = (counts: Counts, row: string): void => {
  counts.set(row, (counts.get(row) ?? 0) + 1);
};

const seen = ({ n, sum, squares }: Seen, value: number): Seen => ({
  ...{ n: n + 1, sum: sum + value, squares: squares + value * value },
});

const addPair = ({ items }: Outcome, row: string, values: NonNullable<MeasureFacts['pair']>['values']): void => {
  for (const [item, [entry, exit]] of Object.entries(values)) {
    const rows = items.get(item) ?? new Map<string, { entry: Seen; exit: Seen; change: Seen }>();
    items.set(item, rows);
    const known = rows.get(row) ?? { entry: noMean, exit: noMean, change: noMean };
    rows.set(row, {
      ...{ entry: seen(known.entry, entry), exit: seen(known.exit, exit), change: seen(known.change, exit - entry) },
    });
  }
};

const windowOf = (days: number): string => {
  if (days < exitWindow.from) return 'too early';
  return days > exitWindow.to ? 'too late' : 'in time';
};

const addTo = (outcome: Outcome, row: string, pair: Facts['measures'][number]['pair']): void => {
  add(outcome.entered, row);
  if (!pair?.explained) return;
  add(outcome.answered, row);
  addPair(outcome, row, pair.values);
};

/**
 * Numbers that nobody explained measure something else (users.md S16): they are left out, also of who answered again, as else the difference would be their
 * number; they are counted beside whoever did not answer.
 */
export const addOutcomes = (outcomes: Outcomes, facts: Facts): void => {
  for (const { instrument, pair } of facts.measures) {
    const asked = outcomes.get(instrument) ?? nothingAsked();
    outcomes.set(instrument, asked);
    if (pair?.explained) add(asked.windows, windowOf(pair.days));
    for (const [by, outcome] of asked.by) addTo(outcome, rowIn(by, facts), pair);
  }
};

export interface Answered {
  readonly instrument: string;
  readonly by: (typeof equity)[number];
  readonly total: number;
  readonly rows: Row[] | undefined;
}

/** Of those who answered at the beginning, who answered again. `referrals`: how many there are, by table and row. */
export const answeredBy = (outcomes: Outcomes, referrals: (by: string) => Cells): Answered[] =>
  [...outcomes].flatMap(([instrument, asked]) =>
    equity.map((by): Answered => {
      const { entered = new Map(), answered = new Map() } = asked.by.get(by) ?? {};
      const cells = cellsOf(answered);
      return { instrument, by, total: cells.total, rows: rowsOf(cells, [cellsOf(entered), referrals(by)]) };
    }),
  );

/** How far people have come, of an item, on average, with the 95 % interval of the change; not shown of fewer than five. */
export interface ShownChange extends Mean {
  readonly instrument: string;
  readonly item: string;
  readonly people: number;
  readonly entry: number;
  readonly exit: number;
  readonly change: number;
}

export interface ChangeOf extends ShownChange {
  readonly by: string;
  readonly row: string;
}

const people = (rows: ReadonlyMap<string, { readonly change: Seen }>): Counts =>
  new Map([...rows].map(([row, { change }]) => [row, change.n]));

const changesIn = (instrument: string, by: By, outcome: Outcome, referrals?: Cells): ChangeOf[] =>
  [...outcome.items].flatMap(([item, rows]) => {
    const within = [outcome.answered, outcome.entered].map(cellsOf);
    // Whoever takes the shown ones from everybody's average has that of the hidden ones together, who are never one to four (suppress.ts).
    const hidden =
      by === 'everybody'
        ? new Set<string>()
        : hiddenAmong(cellsOf(people(rows)), referrals ? [...within, referrals] : within);
    return [...rows]
      .filter(([row, { change }]) => hidden !== undefined && !hidden.has(row) && change.n >= least)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([row, { entry, exit, change }]) => ({
        ...{ instrument, item, by, row, people: change.n, entry: entry.sum / entry.n, exit: exit.sum / exit.n },
        ...meanOf(change),
      }));
  });

/** Of everybody: what the practice of a report is asked first. */
export const changesOfAll = (outcomes: Outcomes): ShownChange[] =>
  [...outcomes].flatMap(([instrument, { by }]) => {
    const outcome = by.get('everybody');
    return outcome ? changesIn(instrument, 'everybody', outcome).map(({ by: _, row: __, ...shown }) => shown) : [];
  });

export const changesBy = (outcomes: Outcomes, referrals: (by: string) => Cells): ChangeOf[] =>
  [...outcomes].flatMap(([instrument, asked]) =>
    equity.flatMap((by) => {
      const outcome = asked.by.get(by);
      return outcome ? changesIn(instrument, by, outcome, referrals(by)) : [];
    }),
  );
