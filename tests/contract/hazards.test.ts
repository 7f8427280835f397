import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Row {
  readonly hazard: string;
  readonly cells: readonly string[];
}

const rows: readonly Row[] = read('infra/decisions/hazards.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map((cells) => ({ hazard: cells[0] ?? '', cells }));

/** `tests/…/file.test.ts`: "name of the test"; several are separated by semicolons. */
const named = (cell: string): { file: string; name: string }[] =>
  [...cell.matchAll(/`([^`]+)`: "([^"]+)"/g)].map(([, file = '', name = '']) => ({ file, name }));

/** Of tests and of groups of tests, also behind `.each(…)`. What only a comment or a helper says is none. */
const titlesIn = (code: string): ReadonlySet<string> =>
  new Set(
    [...code.matchAll(/^[ ]*(?:(?:test|it|describe)(?:\.\w+)*|.*\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/gm)].map(
      ([, , title = '']) => title.replaceAll(/\\(.)/g, '$1'),
    ),
  );

/** Those that the hub was asked for by issue 2, and those that it found in the same work; none may go. */
const hazards = [
  ...['Lost referral', 'Lost event', 'Silent referral', 'Duplicate referral', 'Wrong person'],
  ...['Wrong person on the telephone', 'Wrong group', 'Unsafe contact', 'Wrong attendance', 'Closed too early'],
  ...['Missed cancellation', 'Unread urgent concern', 'Unmet access need', 'Over-disclosure'],
  ...['Disclosure to another organisation', 'Message after a death', 'Hub and reader disagree'],
] as const;

test.each(hazards)('there is one row for "%s"', (hazard) => {
  expect(rows.filter((row) => row.hazard === hazard)).toHaveLength(1);
});

test('every row says cause, harm, control and test', () => {
  expect(rows.filter(({ cells }) => cells.length !== 5 || cells.some((cell) => cell === ''))).toEqual([]);
});

test.each(rows)('the control of "$hazard" names tests that exist, or says that it has none', ({ cells }) => {
  const cell = cells[4] ?? '';
  const tests = named(cell);
  const gone = tests.filter(({ file, name }) => !existsSync(new URL(file, root)) || !titlesIn(read(file)).has(name));
  expect(gone).toEqual([]);
  expect(tests.length > 0 || cell === 'open').toBe(true);
});
