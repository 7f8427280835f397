import { describe, expect, test } from 'vitest';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { swemwbs } from '../../../contracts/measures/swemwbs.ts';
import { systems } from '../../../contracts/systems.ts';
import { beforeAndAfter, type Count, ratesOf, readCount } from '../../../functions/domain/reports/counts.ts';
import { monthsOf, ownMonths } from '../../../functions/domain/reports/dated.ts';
import { type Facts, factsOf } from '../../../functions/domain/reports/facts.ts';
import { addTo, changesByRow, changesOf, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { meetingAt, recorded, said } from './acts.ts';
import { coordinator, day, group } from './cast.ts';
import { measure, seven } from './measured.ts';
import { agreed, next, taken } from './referrals.ts';

const lineOf = (referral: ReturnType<typeof taken>, beside = {}): Facts => {
  const facts = factsOf(referral, beside);
  if (!facts) throw new Error('no line');
  return facts;
};
const whenever = { from: '2026-01-01', to: '2027-12-31' };
const sumsOf = (lines: readonly Facts[], period = whenever) => {
  const sums = noSums();
  for (const line of lines) addTo(sums, line, period);
  return sums;
};
const pairOf = (exitDay: number) => {
  const first = next(taken(), coordinator, measure(ons4, { happy: 3 }), day(1));
  return lineOf(next(first, coordinator, measure(ons4, { happy: 5 }, { occasion: 'exit' }), day(exitDay)));
};
const count = (more: Partial<Count>): Count => ({
  ...{ practice: 'L99901', what: 'registered', by: 'sex', row: 'female', count: 4000, date: '2026-11-01' },
  ...{ source: 'EMIS search', ...more },
});

test('S15: a pair eleven weeks apart is flagged as outside the window, and one twelve weeks apart is not', () => {
  const windowOf = (exitDay: number) =>
    shownOf(sumsOf(Array.from({ length: 5 }, () => pairOf(exitDay)))).find(({ name }) => name === 'window-ons4');
  expect(windowOf(78)).toMatchObject({ total: 5, rows: [{ row: 'too early', count: 5 }] });
  expect(windowOf(85)).toMatchObject({ total: 5, rows: [{ row: 'in time', count: 5 }] });
});

test('S14: the change of the Warwick-Edinburgh scale is that of its score, not of its statements', () => {
  const reasonCode = [{ coding: [{ system: systems.reason, code: 'mental-wellbeing' }] }];
  const from = { ...taken(), request: { ...taken().request, reasonCode } };
  const first = next(from, coordinator, measure(swemwbs, seven(2, 2, 2, 2, 2, 2, 2)), day(1));
  const both = next(first, coordinator, measure(swemwbs, seven(3, 3, 3, 3, 3, 3, 3), { occasion: 'exit' }), day(85));
  // Raw 14 is 15.32, raw 21 is 19.25 (Stewart-Brown 2009).
  expect(lineOf(both).measures[0]?.pair?.values).toEqual({ score: [15.32, 19.25] });
  const [change] = changesOf(sumsOf(Array.from({ length: 5 }, () => lineOf(both))));
  expect(change).toMatchObject({ item: 'score', people: 5 });
  expect(change?.change).toBeCloseTo(3.93, 5);
});

describe('S78: contacts and connections are counted in the week in which they were', () => {
  const met = next(next(agreed(), group, meetingAt(day(8))), group, said('attended'), day(8, 12));
  const facts = lineOf(next(met, coordinator, recorded('conversation'), day(9)));

  test('whenever the referral came, and each once', () => {
    const all = sumsOf([facts]).dated;
    expect([...all.connections]).toEqual([['2026-11-09', 1]]);
    expect([...all.contacts.values()].reduce((sum, n) => sum + n, 0)).toBe(facts.contactDays.length);
    expect(facts.contactDays).toHaveLength(facts.contacts);
    const later = sumsOf([facts], { from: '2026-11-10', to: '2026-11-30' });
    expect(later.referrals).toBe(0);
    expect([...later.dated.connections]).toEqual([['2026-11-09', 1]]);
  });
  test('and shown like any other table, so that it adds up', () => {
    const table = shownOf(sumsOf(Array.from({ length: 7 }, () => facts))).find(
      ({ name }) => name === 'connections-by-week',
    );
    expect(table).toMatchObject({ total: 7, rows: [{ row: '2026-11-09', count: 7 }] });
  });
});

test('a group has a statement for each month: people, attendances, minutes; of fewer than five people none', () => {
  const base = lineOf(agreed());
  const came = (...attended: (readonly [string, number])[]): Facts => ({
    ...base,
    onwards: base.onwards.map((onward) => ({ ...onward, attended })),
  });
  const lines = [
    ...Array.from({ length: 6 }, () => came(['2026-11-09', 60], ['2026-11-16', 60], ['2026-12-07', 30])),
    ...Array.from({ length: 9 }, () => came(['2026-12-07', 30])),
  ];
  expect(monthsOf(sumsOf(lines).dated)).toEqual([
    ['walking-group', '2026-11', { people: 6, attendances: 12, minutes: 720 }],
    ['walking-group', '2026-12', { people: 15, attendances: 15, minutes: 450 }],
  ]);
  const few = sumsOf(lines.slice(0, 3)).dated;
  expect(monthsOf(few).every(([, , one]) => one === undefined)).toBe(true);
  expect(ownMonths(few, 'walking-group').every(([, one]) => one === undefined)).toBe(true);
  expect(ownMonths(sumsOf(lines).dated, 'walking-group')[0]).toEqual([
    '2026-11',
    { people: 6, attendances: 12, minutes: 720 },
  ]);
});

test('S78: what groups did in a month is not told by its weeks, where those not shown had one to four there together', () => {
  const [onward] = lineOf(agreed()).onwards;
  if (!onward) throw new Error('nobody was asked');
  const came = (partner: string, n: number, on: string): Facts[] =>
    Array.from({ length: n }, () => ({
      ...lineOf(taken()),
      onwards: [{ ...onward, partner, came: 1, attended: [[on, 60] as const] }],
    }));
  const [february, march] = ['2027-02-10', '2027-03-10'];
  const small = ['art', 'bowls', 'choir'].flatMap((name) => [...came(name, 1, february), ...came(name, 6, march)]);
  const large = [...came('dance', 30, february), ...came('eating', 40, february)];
  const shown = monthsOf(sumsOf([...small, ...large]).dated).filter(([, , one]) => one !== undefined);
  // The four weeks of February have 73: without 70 of the others, 3 of the small ones.
  expect(shown.map(([name]) => name)).toEqual(['eating']);
  const more = monthsOf(sumsOf([...small, ...large, ...came('art', 2, february)]).dated);
  expect(more.flatMap(([name, , one]) => (one ? [name] : []))).toEqual(['dance', 'eating']);
});

describe('counts of a practice', () => {
  test('S86: who was reached stands beside how many are registered, the newest count of each practice, and only of rows that are shown', () => {
    const counts = [
      count({}),
      count({ date: '2026-06-01', count: 1 }),
      count({ practice: 'L99902', count: 1000 }),
      count({ row: 'male', count: 5000 }),
    ];
    const rows = [
      { row: 'female', count: 20 },
      { row: 'male', count: undefined },
      { row: 'not stated', count: 9 },
    ];
    const by = (practice: string) =>
      practice === 'L99901'
        ? new Map([
            ['female', 12],
            ['male', 3],
            ['not stated', 9],
          ])
        : new Map([['female', 8]]);
    expect(ratesOf({ name: 'sex', total: 32, rows }, counts, by)).toEqual([
      { row: 'female', count: 20, of: 5000, perThousand: 4 },
    ]);
    expect(ratesOf({ name: 'age', total: 32, rows }, counts, by)).toEqual([]);
  });
  test('S86: of one to four who are registered, or were not referred, there is no rate, and none beside it that would tell', () => {
    const codes = ['A', 'B', 'C', 'M', 'N'];
    const listed = [4000, 900, 300, 3, 60].map((n, i) => count({ by: 'ethnicity', row: codes[i] ?? '', count: n }));
    const rows = [20, 9, 7, 0, 58].map((n, i) => ({ row: codes[i] ?? '', count: n }));
    const by = () => new Map(rows.map(({ row, count: n }) => [row, n]));
    expect(ratesOf({ name: 'ethnicity', total: 94, rows }, listed, by).map(({ row }) => row)).toEqual(['A', 'B']);
    const others = listed.filter(({ row }) => row !== 'M');
    expect(ratesOf({ name: 'ethnicity', total: 94, rows }, others, by).map(({ row }) => row)).toEqual(['A', 'B', 'C']);
  });
  test.each([
    ['a name', { practice: 'Mrs Jones' }],
    ['something else than the hub counts', { what: 'diagnoses' }],
    ['no date', { date: 'yesterday' }],
    ['no source', { source: '' }],
    ['the number of a person as its source', { source: '999 012 3454' }],
    ['less than nobody', { count: '-3' }],
  ])('with %s are not taken', (_, more) => {
    const line = Object.fromEntries(Object.entries({ ...count({}), ...more }).map(([k, v]) => [k, String(v)]));
    expect(typeof readCount(line)).toBe('string');
  });
  const weeks = (n: number, from: string, each: number): Count[] =>
    Array.from({ length: n }, (_, week) => {
      const date = new Date(Date.parse(from) + week * 7 * 86_400_000).toISOString().slice(0, 10);
      return count({ what: 'gp-contacts', by: 'all', row: 'all', date, count: each });
    });
  test('S80: appointments with a GP before and after are averages of a week', () => {
    const counts = [...weeks(12, '2026-06-01', 30), ...weeks(4, '2026-08-24', 24)];
    expect(beforeAndAfter(counts, '2026-08-24').averages).toEqual({ before: 30, after: 24 });
  });
  test('S81: with fewer than twelve weeks before, there is no before and after', () => {
    const counts = [...weeks(11, '2026-06-08', 30), ...weeks(4, '2026-08-24', 24)];
    expect(beforeAndAfter(counts, '2026-08-24')).toEqual({ weeksBefore: 11, weeksAfter: 4 });
  });
});

test('S86: how deprived a place is comes from a published list; without it the row says that it is not stated', () => {
  const somebody = { ...taken(), patient: { ...taken().patient, address: [{ postalCode: 'GL1 1AA' }] } };
  expect(lineOf(somebody).deprivation).toBe('not stated');
  expect(lineOf(somebody, { deprivationOf: (code: string) => `decile of ${code}` }).deprivation).toBe(
    'decile of GL1 1AA',
  );
  expect(JSON.stringify(lineOf(somebody))).not.toContain('GL1');
});

describe('S86: what came of it stands by who people are, with how many it is of', () => {
  const of = (sex: string, exits: readonly (number | undefined)[]): Facts[] =>
    exits.map((exit) => {
      const first = next(taken(), coordinator, measure(ons4, { happy: 3 }), day(1));
      const again =
        exit === undefined
          ? first
          : next(first, coordinator, measure(ons4, { happy: exit }, { occasion: 'exit' }), day(85));
      return { ...lineOf(again), sex };
    });
  const nobody = Array.from({ length: 5 }, () => undefined);
  const sums = sumsOf([...of('female', [4, 5, 6, 5, 5, 5, ...nobody]), ...of('male', [2, 2, 2, 2, 7, ...nobody])]);

  test('who answered again, of those who did at the beginning, with an interval', () => {
    const rows = shownOf(sums).find(({ name }) => name === 'again-ons4-sex')?.rows;
    expect(rows?.map(({ row, count, of: all }) => [row, count, all])).toEqual([
      ['female', 6, 11],
      ['male', 5, 10],
    ]);
    expect(rows?.[1]?.share).toMatchObject({
      share: 0.5,
      low: expect.closeTo(0.237, 3),
      high: expect.closeTo(0.763, 3),
    });
  });
  test('how far they have come, as a hand counts it', () => {
    const bySex = changesByRow(sums).filter(({ by }) => by === 'sex');
    // Of the women 1, 2, 3, 2, 2, 2; of the men -1 four times and 4.
    expect(bySex.map(({ row, people, change }) => [row, people, change])).toEqual([
      ['female', 6, 2],
      ['male', 5, 0],
    ]);
    // 0 ± 2.776 √(20 / 4 / 5)
    expect(bySex[1]?.high).toBeCloseTo(2.776, 1);
  });
});

test('two of one person each are not told by the total of another table, which says how many there are of the row beside them', () => {
  const answered = Array.from({ length: 12 }, () => pairOf(85));
  const [line = lineOf(taken())] = answered;
  const gave = (exit: string): Facts => ({
    ...line,
    measures: line.measures.map(({ pair: _, ...one }) => ({ ...one, exit })),
  });
  const many = Array.from({ length: 6 }, () => ({ ...line, stage: 'ended', way: 'advice-only' }));
  const few = ['unable-to-contact', 'declined'].map((way) => ({ ...line, stage: 'ended', way }));
  const sums = sumsOf([...answered, ...many, ...few, gave('declined'), gave('not-asked')]);
  const tables = shownOf(sums);
  const rowsOf = (name: string) => tables.find((one) => one.name === name)?.rows;
  expect(changesOf(sums)[0]?.people).toBe(20);
  expect(rowsOf('exit-ons4')).toBeUndefined();
  const shown = (name: string) => Object.fromEntries((rowsOf(name) ?? []).map(({ row, count }) => [row, count]));
  expect(shown('way')).toEqual({
    ...{ open: 14, 'advice-only': undefined, 'unable-to-contact': undefined, declined: undefined },
  });
  expect(shown('stage').ended).toBe(8);
});
