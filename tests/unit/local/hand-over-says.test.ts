import { expect, test } from 'vitest';
import { handedSays } from '../../../infra/operator/hand-over.ts';

const staff = [
  { code: 'am', name: 'Ama Mensah', deputy: 'pk', away: [{ from: '2026-12-01', until: '2026-12-03' }] },
  { code: 'pk', name: 'Priya K' },
];
const says = (came: string, now: string) =>
  handedSays([{ reference: 'HO-1', came }], { to: 'am', key: 'jo-leaves', staff, now }).split('\n');

test('who hands over a caseload is told what came of each case, and what to do about the rest', () => {
  const there = '2026-12-04T10:00:00.000Z';
  expect(says('handed-over', there)).toEqual(['HO-1  handed-over', '1 handed over.']);
  expect(says('given-on-since', there).slice(1)).toEqual([
    '0 handed over.',
    '1 handed over with this key before and given on since: without --key they are again.',
  ]);
  expect(says('busy', there).at(-1)).toMatch(/^1 not: run it again with --key jo-leaves/);
});

test('and that whoever takes it over is away, with whom it is meanwhile', () => {
  const last = (of: typeof staff) =>
    handedSays([], { to: 'am', key: 'k', staff: of, now: '2026-12-03T10:00:00.000Z' }).split('\n').at(-1);
  expect(last(staff)).toBe('am is away today: it is with Priya K until they are back.');
  expect(last(staff.slice(0, 1))).toBe('am is away today: it is with nobody until they are back.');
});
