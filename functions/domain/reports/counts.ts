import { isDate } from '../calendar.ts';
import { weekOf } from './dated.ts';
import { cellsOf, type Row } from './rows.ts';
import { hiddenIn, isFew } from './suppress.ts';

/**
 * A number that a practice gave, of its whole list: how many people are registered, or how many appointments with a GP it had in the week
 * from `date`. Never a register: no line is about anybody.
 */
export interface Count {
  readonly practice: string;
  readonly what: CountOf;
  /** Which table of a report it is the denominator of, and which row; `all` of everybody. */
  readonly by: string;
  readonly row: string;
  readonly count: number;
  readonly date: string;
  /** Where it is from, in the practice's words: "EMIS search, 2026-11-01". */
  readonly source: string;
}

export const countsOf = {
  registered: 'People registered',
  participation: 'People who took part in a round of a patient group, or gave feedback in it',
  'gp-contacts': 'Appointments with a GP in the week from that day, of people who were referred',
} as const;
type CountOf = keyof typeof countsOf;

export const countColumns = ['practice', 'what', 'by', 'row', 'count', 'date', 'source'] as const;
const bys: readonly string[] = ['all', 'age', 'sex', 'ethnicity', 'deprivation', 'round'];
/** Of a round of participation: everybody, and of them who had taken part in the round before too. */
const inRound: readonly string[] = ['took-part', 'again'];
const longestSource = 100;

const isCountOf = (what: string): what is CountOf => Object.hasOwn(countsOf, what);

/** What is wrong with a line, in words for whoever made it; else the count. */
export const readCount = (line: Readonly<Record<string, string>>): Count | string => {
  const { practice = '', what = '', by = '', row = '', count = '', date = '', source = '' } = line;
  if (!/^[A-Z0-9]{3,8}$/.test(practice)) return 'practice is its ODS code';
  if (!isCountOf(what)) return `what is one of ${Object.keys(countsOf).join(', ')}`;
  if (!bys.includes(by)) return `by is one of ${bys.join(', ')}`;
  if ((by === 'round') !== (what === 'participation')) return 'participation is by round, and nothing else is';
  if (by === 'round' && !inRound.includes(row)) return `row of a round is ${inRound.join(' or ')}`;
  if (by !== 'all' && row === '') return 'row says of whom';
  if (!/^\d{1,7}$/.test(count)) return 'count is a whole number';
  if (!isDate(date)) return 'date is a day, such as 2026-11-30';
  // A number of ten digits is a person's, and not where a count is from.
  if (source === '' || source.length > longestSource || /\d[\d ]{8,}\d/.test(source))
    return 'source says where it is from';
  return { ...{ practice, what, by, row: by === 'all' ? 'all' : row, count: Number(count), date, source } };
};

/** The newest of each practice and row. */
const registered = (counts: readonly Count[], by: string): Count[] => {
  const newest = new Map<string, Count>();
  for (const one of counts.filter((count) => count.what === 'registered' && count.by === by)) {
    const key = `${one.practice} ${one.row}`;
    if ((newest.get(key)?.date ?? '') <= one.date) newest.set(key, one);
  }
  return [...newest.values()];
};

/** Of each row the sum of what its practices say. */
const sumsOf = (newest: readonly Count[], of: (one: Count) => number): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const one of newest) sums.set(one.row, (sums.get(one.row) ?? 0) + of(one));
  return sums;
};

const hiddenOf = (cells: ReadonlyMap<string, number>): ReadonlySet<string> =>
  hiddenIn(cellsOf(cells)) ?? new Set(cells.keys());

export interface Rate {
  readonly row: string;
  readonly count: number;
  readonly of: number;
  readonly perThousand: number;
}

/** What a practice referred, by the rows of a table. */
type ReferredBy = (practice: string, table: string) => ReadonlyMap<string, number> | undefined;

/** A table as it is shown. */
interface Table {
  readonly name: string;
  readonly total: number;
  readonly rows: readonly Row[];
}

/**
 * Of a table's rows that are shown, how many were referred to a thousand people registered, by the practices that say how many those are:
 * where nobody, or not each of them, counted a row there is no rate. Where one to four are registered, were or were not referred, or were
 * referred by others, there is none either, nor of the row beside it that would tell.
 */
export const ratesOf = ({ name, total, rows }: Table, counts: readonly Count[], referredBy: ReferredBy): Rate[] => {
  const newest = registered(counts, name);
  const practices = new Set(newest.map(({ practice }) => practice));
  const people = sumsOf(newest, ({ count }) => count);
  const givers = sumsOf(newest, () => 1);
  // With the rows of which nobody knows how many are registered: those are told by what is left.
  const referred = new Map<string, number>();
  for (const practice of practices)
    for (const [row, n] of referredBy(practice, name) ?? []) referred.set(row, (referred.get(row) ?? 0) + n);
  const others = new Map(rows.map(({ row, count = 0 }) => [row, Math.max(0, count - (referred.get(row) ?? 0))]));
  // Where they referred all that there are, these are the numbers of the table itself, which hides what it must.
  const isAll = cellsOf(referred).total === total;
  const [fewPeople, fewReferred, fewOthers] = [people, referred, others].map(hiddenOf);
  return rows.flatMap(({ row, count: all }) => {
    const [of = 0, count = 0] = [people.get(row), referred.get(row)];
    const isTold = isAll || !(fewReferred?.has(row) || fewOthers?.has(row));
    const isCounted = givers.get(row) === practices.size && of > 0 && of >= count;
    return all === undefined || !isTold || !isCounted || fewPeople?.has(row) || isFew(of - count)
      ? []
      : [{ row, count, of, perThousand: (1000 * count) / of }];
  });
};

/** Fewer weeks before it began are no baseline (users.md S81, proposed). */
export const leastBaselineWeeks = 12;

export interface BeforeAndAfter {
  readonly weeksBefore: number;
  readonly weeksAfter: number;
  /** Appointments in a week, on average; undefined: too few weeks to compare. */
  readonly averages?: { readonly before: number; readonly after: number };
}

/** Appointments with a GP before a day and after it, of the practices that counted both: refused where there was too little before (users.md S80, S81). */
export const beforeAndAfter = (counts: readonly Count[], since: string): BeforeAndAfter => {
  const weekly = counts.filter(({ what, by }) => what === 'gp-contacts' && by === 'all');
  const practices = [...Map.groupBy(weekly, ({ practice }) => practice).values()].map((own) => {
    // Of a week that is given twice the last line is the corrected one.
    const weeks = [...new Map(own.map(({ date, count }) => [weekOf(date), { date, count }])).values()];
    return {
      before: weeks.filter(({ date }) => date < since).map(({ count }) => count),
      after: weeks.filter(({ date }) => date >= since).map(({ count }) => count),
    };
  });
  // One that counted only before, or only after, would be taken for a change.
  const compared = practices.filter(({ before, after }) => before.length >= leastBaselineWeeks && after.length > 0);
  const inAll = (of: 'before' | 'after') => compared.reduce((sum, one) => sum + averageOf(one[of]), 0);
  const most = (of: 'before' | 'after') => Math.max(0, ...practices.map((one) => one[of].length));
  return {
    ...{ weeksBefore: most('before'), weeksAfter: most('after') },
    ...(compared.length > 0 ? { averages: { before: inAll('before'), after: inAll('after') } } : {}),
  };
};
const averageOf = (list: readonly number[]): number => list.reduce((sum, n) => sum + n, 0) / list.length;

export interface Round {
  readonly practice: string;
  readonly date: string;
  readonly tookPart: number;
  /** Share of those who had taken part before: "the same six patients" (users.md S63); unknown where nobody counted them, or where it would tell of one to four. */
  readonly again?: number;
}

const isTold = (count: number, again: number): boolean => count > 0 && !isFew(again) && !isFew(count - again);

/** Rounds of patient groups, the newest last. */
export const roundsOf = (counts: readonly Count[]): Round[] => {
  const all = counts.filter(({ what }) => what === 'participation');
  return all
    .filter(({ row }) => row === 'took-part')
    .map(({ practice, date, count }) => {
      const again = all.find((one) => one.row === 'again' && one.practice === practice && one.date === date);
      return {
        practice,
        date,
        tookPart: count,
        ...(again && isTold(count, again.count) ? { again: again.count / count } : {}),
      };
    })
    .sort((a, b) => (`${a.date} ${a.practice}` < `${b.date} ${b.practice}` ? -1 : 1));
};
