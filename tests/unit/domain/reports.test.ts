import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { systems } from '../../../contracts/systems.ts';
import { type Facts, factsOf, notExplained, notStated } from '../../../functions/domain/reports/facts.ts';
import { shareOf } from '../../../functions/domain/reports/interval.ts';
import { addTo, changesOf, dayTwoOf, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { hiddenIn } from '../../../functions/domain/reports/suppress.ts';
import { because, closeWith, meetingAt, move, recorded, said } from './acts.ts';
import { coordinator, day, group, practice, t1 } from './cast.ts';
import { measure } from './measured.ts';
import { agreed, next, opened, taken } from './referrals.ts';

const attended = () => next(next(agreed(), group, meetingAt(day(1))), group, said('attended'), day(1, 12));
const all = { from: '2026-01-01', to: '2026-12-31' };

describe('the line of a referral', () => {
  const met = attended();

  test('says in codes and days what happened, and of whom nothing that names them', () => {
    const facts = factsOf(met);
    expect(facts).toMatchObject({
      ...{
        received: '2026-11-02',
        practice: 'L99901',
        source: 'practice',
        wayIn: 'software',
        stage: 'in-progress',
        way: 'open',
      },
      ...{ age: notStated, sex: notStated, ethnicity: notStated, deprivation: notStated },
      onwards: [{ partner: 'walking-group', accepted: true, result: 'attended', days: 1, came: 1, minutes: 60 }],
    });
    expect(JSON.stringify(facts)).not.toMatch(/Seán|O'Brien|9000000009|01452/);
  });
  test('has the age on the day it came in a band, the sex and the category of ethnicity where they were said', () => {
    const of = (patient: object) => factsOf({ ...met, patient: { ...met.patient, ...patient } });
    expect(of({ birthDate: '1950-11-02', gender: 'female' })).toMatchObject({ age: '75 to 84', sex: 'female' });
    expect(of({ birthDate: '1951-11-03', gender: 'unknown' })).toMatchObject({ age: '65 to 74', sex: notStated });
    expect(of({ birthDate: '2012-01-01' })).toMatchObject({ age: 'under 16' });
    expect(of({ birthDate: '1940' })).toMatchObject({ age: '85 and over' });
  });
  test('has the reason as a code of ours, and none in words', () => {
    const reasonCode = [{ coding: [{ system: systems.reason, code: 'lonely' }], text: 'Her husband died' }];
    expect(factsOf({ ...met, request: { ...met.request, reasonCode } })).toMatchObject({ reason: 'lonely' });
    expect(factsOf({ ...met, request: { ...met.request, reasonCode: [{ text: 'Sad' }] } })?.reason).toBe(notStated);
  });
  test('has how it ended, and how long that took', () => {
    const ended = next(
      next(taken(), coordinator, recorded('conversation'), day(3)),
      coordinator,
      closeWith('advice-only'),
      day(4),
    );
    expect(factsOf(ended)).toMatchObject({ stage: 'ended', way: 'advice-only', days: { spoken: 3, ended: 4 } });
  });
  test('has the days until the first conversation by when it was held, also where it was written down after another', () => {
    const one = next(taken(), coordinator, recorded('conversation'), day(5));
    const two = next(one, coordinator, recorded('conversation', t1, { sent: day(2) }), day(6));
    expect(factsOf(two)).toMatchObject({ conversations: 2, days: { spoken: 2 } });
  });
  test('is none for what was recalled as an error', () => {
    expect(factsOf(next(opened(), practice, move(t1, 'entered-in-error', because('Wrong person'))))).toBeUndefined();
  });
});

describe('what is not shown', () => {
  const asCells = (numbers: readonly number[]) => ({
    total: numbers.reduce((a, b) => a + b, 0),
    cells: new Map(numbers.map((n, i) => [`row ${i}`, n])),
  });
  const shown = (...numbers: number[]) => {
    const cells = asCells(numbers);
    const hidden = hiddenIn(cells);
    return hidden && [...cells.cells].map(([row, n]) => (hidden.has(row) ? '*' : n));
  };

  test('is 1 to 4, and what would give it away', () => {
    expect(shown(5, 6, 0)).toEqual([5, 6, 0]);
    expect(shown(3, 6, 7, 20, 0)).toEqual(['*', '*', '*', 20, 0]);
    expect(shown(3, 20)).toEqual(['*', '*']);
    expect(shown(4, 4, 1, 2)).toEqual(['*', '*', '*', '*']);
  });
  test('is everything where there is too little to hide anything in', () => {
    expect(shown(3)).toBeUndefined();
    expect(shown(1, 1)).toBeUndefined();
    expect(shown(3, 0, 1)).toBeUndefined();
    expect(shown(4, 4, 4, 4)).toBeUndefined();
    expect(shown(5, 4, 4, 4)).toBeUndefined();
  });
  test('is everything where the rows not shown would be one to four together: the others, taken from the total, are that number', () => {
    expect(shown(1, 1, 2, 20, 30)).toBeUndefined();
    expect(shown(1, 1, 1, 20, 30)).toBeUndefined();
    expect(shown(1, 1, 3, 20, 30)).toEqual(['*', '*', '*', 20, 30]);
  });

  /** All tables that look the same: with these visible cells, this total, and these rows hidden. */
  function* alike(numbers: readonly number[], hidden: ReadonlySet<number>): Generator<readonly number[]> {
    const { total } = asCells(numbers);
    const free = [...hidden];
    const visible = numbers.reduce((sum, n, i) => (hidden.has(i) ? sum : sum + n), 0);
    function* fill(at: number, left: number, made: readonly number[]): Generator<readonly number[]> {
      if (at === free.length - 1) {
        if (left > 0) yield [...made, left];
        return;
      }
      for (let n = 1; n < left; n += 1) yield* fill(at + 1, left - n, [...made, n]);
    }
    for (const made of fill(0, total - visible, [])) {
      const guess = numbers.map((n, i) => (hidden.has(i) ? (made[free.indexOf(i)] ?? 0) : n));
      const found = hiddenIn(asCells(guess));
      if (found && found.size === hidden.size && free.every((i) => found.has(`row ${i}`))) yield guess;
    }
  }

  test('cannot be worked out, not even by who knows the rule: every hidden cell can be two numbers at least', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 14 }));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (numbers) => {
        const rows = hiddenIn(asCells(numbers));
        if (!rows || rows.size > 4) return;
        const hidden = new Set([...rows].map((row) => Number(row.slice('row '.length))));
        const possible = [...hidden].map(() => new Set<number>());
        for (const guess of alike(numbers, hidden))
          for (const [n, i] of [...hidden].entries()) possible[n]?.add(guess[i] ?? -1);
        for (const values of possible) expect(values.size).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a report', () => {
  const some = (more: Partial<Facts>, n: number): Facts[] => {
    const base = factsOf(taken());
    if (!base) throw new Error('no line');
    return Array.from({ length: n }, () => ({ ...base, ...more }));
  };
  const reported = (lines: readonly Facts[]) => {
    const sums = noSums();
    for (const line of lines) addTo(sums, line, all);
    return { sums, tables: shownOf(sums) };
  };

  test('has each referral in one row of each table, so that all of them add up to what was counted', () => {
    const { sums, tables } = reported([...some({ sex: 'female' }, 12), ...some({ sex: 'male' }, 9), ...some({}, 2)]);
    expect(sums.referrals).toBe(23);
    for (const { unit, total, name } of tables) if (unit === 'referral') expect(total, name).toBe(23);
    const sex = tables.find(({ name }) => name === 'sex');
    expect(sex?.rows?.map(({ row, count }) => [row, count])).toEqual([
      ['female', undefined],
      ['male', undefined],
      ['not stated', undefined],
    ]);
  });
  test('does not give away how many did not go, by how many there were and how many went', () => {
    const onwards = factsOf(attended())?.onwards ?? [];
    const of = (sex: string, went: number, others: number) => [
      ...some({ sex, onwards }, went),
      ...some({ sex }, others),
    ];
    const { tables } = reported([
      ...of('female', 11, 1),
      ...of('male', 9, 20),
      ...of('other', 8, 7),
      ...of('x', 10, 30),
    ]);
    const shown = tables.find(({ name }) => name === 'went-sex')?.rows?.map(({ row, count }) => [row, count]);
    expect(shown).toEqual([
      ['female', undefined],
      ['male', undefined],
      ['other', undefined],
      ['x', 10],
    ]);
  });
  test('counts what came on the days asked for, both included', () => {
    const sums = noSums();
    for (const received of ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'])
      for (const line of some({ received }, 1)) addTo(sums, line, { from: '2026-11-01', to: '2026-11-30' });
    expect(sums.referrals).toBe(2);
  });
  test('has shares with the interval of Wilson', () => {
    // 10 of 20: 0.299 to 0.701 (Newcombe 1998, Statistics in Medicine 17, table).
    expect(shareOf(10, 20)?.low).toBeCloseTo(0.299, 3);
    expect(shareOf(10, 20)?.high).toBeCloseTo(0.701, 3);
    expect(shareOf(0, 0)).toBeUndefined();
  });
  test('has the change that a hand makes of it, without what was not explained, and not of fewer than five', () => {
    const measured = (entry: number, exit: number, explained = true) => {
      const first = next(taken(), coordinator, measure(ons4, { happy: entry }, { explained }), day(1));
      const facts = factsOf(next(first, coordinator, measure(ons4, { happy: exit }, { occasion: 'exit' }), day(85)));
      if (!facts) throw new Error('no line');
      return facts;
    };
    const five = [measured(2, 6), measured(3, 3), measured(4, 9), measured(5, 4), measured(1, 8)];
    const { sums, tables } = reported([...five, measured(0, 10, false)]);
    // (4 + 0 + 5 - 1 + 7) / 5
    const [change, ...none] = changesOf(sums);
    expect(change).toMatchObject({ instrument: 'ons4', item: 'happy', people: 5, entry: 3, exit: 6, change: 3 });
    expect(none).toEqual([]);
    // The deviations of 4, 0, 5, -1, 7 from 3 squared are 46; 3 ± 2.776 √(46 / 4 / 5), with Student's t of 4 degrees from its table.
    expect([change?.low, change?.high]).toEqual([expect.closeTo(-1.21, 1), expect.closeTo(7.21, 1)]);
    expect(sums.exits.get('ons4')?.get(notExplained)).toBe(1);
    expect(tables.find(({ name }) => name === 'exit-ons4')?.total).toBe(6);
    expect(changesOf(reported(five.slice(1)).sums)).toEqual([]);
  });
  test('has how many came on the second of several days, of those who came on the first', () => {
    const on = (...sessions: string[]) => {
      const line = factsOf(attended());
      if (!line) throw new Error('no line');
      return { ...line, onwards: line.onwards.map((onward) => ({ ...onward, sessions })) };
    };
    const came = Array.from({ length: 45 }, () => on('attended', 'attended'));
    const away = Array.from({ length: 5 }, () => on('attended', 'could-not-come'));
    // By hand: 45 of 50. Who never came, or was to come once, is not among them.
    const { sums } = reported([...came, ...away, on('did-not-attend', 'attended'), on('attended')]);
    expect(dayTwoOf(sums)?.share).toBe(0.9);
    expect(dayTwoOf(reported([...came, ...away.slice(1)]).sums)).toBeUndefined();
  });
  test('has for each group how many people came how often, and for how long', () => {
    const facts = factsOf(attended());
    const { sums } = reported(facts ? [facts] : []);
    expect(sums.groups.get('walking-group')).toEqual({ people: 1, attendances: 1, minutes: 60 });
  });
});
