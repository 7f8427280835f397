import { expect, test } from 'vitest';
import { type Count, ratesOf } from '../../../functions/domain/reports/counts.ts';

const count = (more: Partial<Count>): Count => ({
  ...{ practice: 'L99901', what: 'registered', by: 'sex', row: 'female', count: 4000, date: '2026-11-01' },
  ...{ source: 'EMIS search', ...more },
});

test('S86: a rate is of the practices that say how many they have registered: what others referred is not held against their lists', () => {
  const rows = [
    { row: 'female', count: 200 },
    { row: 'male', count: 90 },
  ];
  const lists = [count({}), count({ row: 'male', count: 3000 })];
  const by = (practice: string) =>
    practice === 'L99901'
      ? new Map([
          ['female', 100],
          ['male', 30],
        ])
      : undefined;
  expect(ratesOf('sex', rows, lists, by).map(({ perThousand }) => perThousand)).toEqual([25, 10]);
  expect(
    ratesOf(
      'all',
      [{ row: 'all', count: 290 }],
      [count({ by: 'all', row: 'all', count: 7000 })],
      () => new Map([['all', 130]]),
    ),
  ).toMatchObject([{ count: 130, of: 7000 }]);
  // All but three of them are that practice's: the rate would tell of three elsewhere.
  expect(ratesOf('sex', [{ row: 'female', count: 103 }], lists, by)).toEqual([]);
});
