import { expect, test } from 'vitest';
import { beforeAndAfter, type Count, ratesOf } from '../../../functions/domain/reports/counts.ts';

const count = (more: Partial<Count>): Count => ({
  ...{ practice: 'L99901', what: 'registered', by: 'sex', row: 'female', count: 4000, date: '2026-11-01' },
  ...{ source: 'EMIS search', ...more },
});

const cells = (...all: readonly (readonly [string, number])[]) => new Map(all);
const rowsOf = (all: ReadonlyMap<string, number>) =>
  [...all].map(([row, n]) => ({ row, count: n < 5 ? undefined : n }));
const sex = (all: ReadonlyMap<string, number>) => ({
  ...{ name: 'sex', rows: rowsOf(all) },
  total: [...all.values()].reduce((sum, n) => sum + n, 0),
});
const lists = [count({}), count({ row: 'male', count: 3000 })];
const by =
  (own: ReadonlyMap<string, number>) =>
  (practice: string): ReadonlyMap<string, number> | undefined =>
    practice === 'L99901' ? own : undefined;

test('S86: a rate is of the practices that say how many they have registered: what others referred is not held against their lists', () => {
  const all = sex(cells(['female', 200], ['male', 90]));
  const rates = ratesOf(all, lists, by(cells(['female', 100], ['male', 30])));
  expect(rates.map(({ perThousand }) => perThousand)).toEqual([25, 10]);
  const everybody = { name: 'all', total: 290, rows: [{ row: 'all', count: 290 }] };
  const listed = [count({ by: 'all', row: 'all', count: 7000 })];
  expect(ratesOf(everybody, listed, () => cells(['all', 130]))).toMatchObject([{ count: 130, of: 7000 }]);
});

test.each([
  [
    'all but three of them are that practice’s',
    cells(['female', 103], ['male', 90]),
    cells(['female', 100], ['male', 30]),
  ],
  [
    'three of that practice’s are of a sex of which nobody has a list',
    cells(['female', 200], ['male', 90], ['not stated', 12]),
    cells(['female', 100], ['male', 30], ['not stated', 3]),
  ],
  [
    'three of that practice’s are of the other row',
    cells(['female', 100], ['male', 90]),
    cells(['female', 100], ['male', 3]),
  ],
])('S86: where %s, there is no rate that would tell', (_, all, own) => {
  expect(ratesOf(sex(all), lists, by(own)).map(({ row }) => row)).not.toContain('female');
});

test('S86: of a row that not each of them counted there is no rate: it would be of some of them alone', () => {
  const all = sex(cells(['female', 200], ['male', 90]));
  const second = count({ practice: 'L99902', count: 1000 });
  const own = (practice: string) =>
    practice === 'L99901' ? cells(['female', 100], ['male', 30]) : cells(['female', 60], ['male', 20]);
  expect(ratesOf(all, [...lists, second], own).map(({ row }) => row)).toEqual(['female']);
});

const weeks = (practice: string, n: number, from: string, each: number): Count[] =>
  Array.from({ length: n }, (_, week) => {
    const date = new Date(Date.parse(from) + week * 7 * 86_400_000).toISOString().slice(0, 10);
    return count({ practice, what: 'gp-contacts', by: 'all', row: 'all', date, count: each });
  });
const since = '2026-08-24';

test('S81: two practices of six weeks each are no baseline of twelve, on whatever day their weeks begin', () => {
  const both = [...weeks('L99901', 6, '2026-07-13', 30), ...weeks('L99902', 6, '2026-07-15', 10)];
  expect(beforeAndAfter([...both, ...weeks('L99901', 4, since, 20)], since)).toEqual({ weeksBefore: 6, weeksAfter: 4 });
});

test('S80: a practice that counted only after is no rise, and a week that is given again is corrected', () => {
  const own = [...weeks('L99901', 12, '2026-06-01', 30), ...weeks('L99901', 4, since, 24)];
  const again = count({ what: 'gp-contacts', by: 'all', row: 'all', date: '2026-06-01', count: 42 });
  const { averages } = beforeAndAfter([...own, again, ...weeks('L99902', 4, since, 90)], since);
  expect(averages).toEqual({ before: 31, after: 24 });
});
