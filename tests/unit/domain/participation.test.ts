import { expect, test } from 'vitest';
import { type Count, readCount, roundsOf } from '../../../functions/domain/reports/counts.ts';
import { hoursOf } from '../../../functions/domain/reports/dated.ts';
import { type Facts, factsOf } from '../../../functions/domain/reports/facts.ts';
import { addTo, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { said } from './acts.ts';
import { day, group } from './cast.ts';
import { ahead, champion, companionStates } from './companions-asked.ts';
import { next } from './referrals.ts';

const went = () => companionStates.completed?.() ?? ahead();
const lineOf = (referral: ReturnType<typeof went>): Facts => {
  const facts = factsOf(referral);
  if (!facts) throw new Error('no line');
  return facts;
};
const sumsOf = (lines: readonly Facts[]) => {
  const sums = noSums();
  for (const line of lines) addTo(sums, line, { from: '2026-01-01', to: '2027-12-31' });
  return sums;
};

test('S62: the hours of a companion are counted by month for whoever pays them, and name nobody whom they met', () => {
  const rows = hoursOf(sumsOf([lineOf(went()), lineOf(went())]).dated);
  expect(rows).toEqual([[champion.organisation, '2026-11', 2, 2]]);
  expect(JSON.stringify(rows)).not.toContain(went().id);
  expect(hoursOf(sumsOf([lineOf(ahead())]).dated)).toEqual([]);
});

test('first meetings are counted with and without a companion', () => {
  const [withOne, without] = [went(), ahead()].map((referral) =>
    lineOf(next(referral, group, said('attended'), day(8, 14))),
  );
  if (!withOne || !without) throw new Error('no lines');
  const lines = [...Array.from({ length: 7 }, () => withOne), ...Array.from({ length: 9 }, () => without)];
  const table = shownOf(sumsOf(lines)).find(({ name }) => name === 'companion');
  expect(table?.rows).toMatchObject([{ row: 'attended', count: 7, of: 16 }]);
});

const round = (row: string, count: number, date = '2026-11-10'): Count => ({
  ...{ practice: 'L99901', what: 'participation', by: 'round', row, count, date },
  source: 'minutes of the group',
});

test('S63: of each round of a patient group it is known how many took part, and which share had before', () => {
  const counts = [round('took-part', 6), round('again', 6), round('took-part', 8, '2027-02-10')];
  expect(roundsOf(counts)).toEqual([
    { practice: 'L99901', date: '2026-11-10', tookPart: 6, again: 1 },
    { practice: 'L99901', date: '2027-02-10', tookPart: 8 },
  ]);
});

test('of one to four who took part before, or for the first time, no share tells', () => {
  const rounds = (again: number, tookPart = 12) => roundsOf([round('took-part', tookPart), round('again', again)]);
  for (const again of [1, 4, 8, 11])
    expect(rounds(again)).toEqual([{ practice: 'L99901', date: '2026-11-10', tookPart: 12 }]);
  expect(rounds(6)[0]?.again).toBe(0.5);
  expect(rounds(0)[0]?.again).toBe(0);
});

test('S64: of a patient group the hub takes numbers of a round, and no line about anybody in it', () => {
  const line = (more: object) =>
    Object.fromEntries(Object.entries({ ...round('took-part', 6), ...more }).map(([k, v]) => [k, String(v)]));
  expect(typeof readCount(line({}))).toBe('object');
  expect(readCount(line({ row: 'Mrs Jones' }))).toMatch(/took-part or again/);
  expect(readCount(line({ by: 'all' }))).toMatch(/by round/);
});
