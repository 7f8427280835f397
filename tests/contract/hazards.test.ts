import { expect, test } from 'vitest';
import { gone, rowsOf, testsNamedIn } from './named-tests.ts';

interface Row {
  readonly hazard: string;
  readonly cells: readonly string[];
}

const rows: readonly Row[] = rowsOf('infra/decisions/hazards.md').map((cells) => ({ hazard: cells[0] ?? '', cells }));

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
  expect(gone(cell)).toEqual([]);
  expect(testsNamedIn(cell).length > 0 || cell === 'open').toBe(true);
});
