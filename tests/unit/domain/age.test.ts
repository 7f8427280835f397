import { expect, test } from 'vitest';
import { hasReached } from '../../../functions/domain/request/age.ts';

test.each([
  ['2010-11-21', '2026-11-20', 16, false],
  ['2010-11-21', '2026-11-21', 16, true],
  ['2010-11-22', '2026-11-21', 16, false],
  ['1952-02-29', '2026-11-21', 16, true],
  // Born on 29 February: in a common year the birthday is 1 March.
  ['2008-02-29', '2026-02-28', 18, false],
  ['2008-02-29', '2026-03-01', 18, true],
  ['2008-02-29', '2024-02-28', 16, false],
  ['2008-02-29', '2024-02-29', 16, true],
  // Only the year or the month is known.
  ['2009', '2026-11-21', 16, true],
  ['2010', '2026-11-21', 16, undefined],
  ['2010', '2026-12-31', 16, true],
  ['2011', '2026-11-21', 16, false],
  ['2010-11', '2026-11-21', 16, undefined],
  ['2010-10', '2026-11-21', 16, true],
  ['2010-12', '2026-11-21', 16, false],
  ['2010-02', '2026-02-28', 16, true],
  // Nobody has it.
  ['2026-11-22', '2026-11-21', 16, undefined],
  ['1903-01-01', '2026-11-21', 16, undefined],
  ['2010-02-30', '2026-11-21', 16, undefined],
  ['', '2026-11-21', 16, undefined],
])('born %s, on %s, has reached %i: %s', (born, day, age, reached) => {
  expect(hasReached(age, born, day)).toBe(reached);
});
