import { expect, test } from 'vitest';
import { gone, rowsOf, testsNamedIn } from './named-tests.ts';

/** Rules of users.md that issue 10 names. */
const rules = [
  ...['S13', 'S14', 'S15', 'S16', 'S17', 'S18', 'S27', 'S31', 'S32', 'S33', 'S34', 'S60', 'S61', 'S62', 'S63'],
  ...['S64', 'S65', 'S78', 'S79', 'S80', 'S81', 'S85', 'S86', 'S90'],
] as const;
const rows = rowsOf('infra/decisions/rules-of-users.md').filter(([rule = '']) => /^S\d/.test(rule));

test.each(rules)('%s has one row, with tests that exist or why it has none', (rule) => {
  const own = rows.filter(([name]) => name === rule);
  expect(own).toHaveLength(1);
  const shown = own[0]?.[2] ?? '';
  expect(gone(shown)).toEqual([]);
  expect(testsNamedIn(shown).length > 0 || /^not: .{20}/.test(shown)).toBe(true);
});

test('a test that begins with a number is of that rule', () => {
  for (const [rule = '', , shown = ''] of rows)
    for (const { name } of testsNamedIn(shown).filter((one) => /^S\d+:/.test(one.name)))
      expect(name.startsWith(`${rule}:`), name).toBe(true);
});
