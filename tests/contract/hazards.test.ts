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

test('there is a row for each hazard that the issue names', () => {
  expect(rows.length).toBeGreaterThanOrEqual(12);
  expect(rows.filter(({ cells }) => cells.length !== 5 || cells.some((cell) => cell === ''))).toEqual([]);
});

test.each(rows)('the control of "$hazard" names tests that exist, or says that it has none', ({ cells }) => {
  const cell = cells[4] ?? '';
  const tests = named(cell);
  const gone = tests.filter(({ file, name }) => !existsSync(new URL(file, root)) || !read(file).includes(name));
  expect(gone).toEqual([]);
  expect(tests.length > 0 || cell === 'open').toBe(true);
});
