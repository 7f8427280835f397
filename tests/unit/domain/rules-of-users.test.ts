import { describe, expect, test } from 'vitest';
import { modes } from '../../../contracts/measures/answers.ts';
import type { Instrument } from '../../../contracts/measures/instrument.ts';
import { instruments } from '../../../contracts/measures/instruments.ts';
import { ons4 } from '../../../contracts/measures/ons4.ts';
import { pam } from '../../../contracts/measures/pam.ts';
import { satisfaction } from '../../../contracts/measures/satisfaction.ts';
import { swemwbs } from '../../../contracts/measures/swemwbs.ts';
import { systems } from '../../../contracts/systems.ts';
import { pairsIn } from '../../../functions/domain/measures/exit.ts';
import { type Measure, measuresIn } from '../../../functions/domain/measures/measures.ts';
import { scoresOf } from '../../../functions/domain/measures/score.ts';
import { type Facts, factsOf, notExplained } from '../../../functions/domain/reports/facts.ts';
import { addTo, changesOf, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { firstPage } from '../../../infra/operator/report-page.ts';
import { coordinator, day } from './cast.ts';
import { measure, seven } from './measured.ts';
import { next, refusalsOf, taken } from './referrals.ts';

/** What users.md demands of measures and reports, a test by the number of each rule: infra/decisions/rules-of-users.md has all of them. */
const four = { satisfied: 4, worthwhile: 5, happy: 3, anxious: 7 };
const refused = (...sent: Parameters<typeof measure>) => refusalsOf(taken(), coordinator, measure(...sent), day(1));
const lineOf = (referral: ReturnType<typeof taken>): Facts => {
  const facts = factsOf(referral);
  if (!facts) throw new Error('no line');
  return facts;
};
const sumsOf = (lines: readonly Facts[]) => {
  const sums = noSums();
  for (const line of lines) addTo(sums, line, { from: '2026-01-01', to: '2027-12-31' });
  return sums;
};
const measured = (exit: number | 'declined' | undefined, explained = true): Facts => {
  const first = next(taken(), coordinator, measure(ons4, { happy: 2 }, { explained }), day(1));
  if (exit === undefined) return lineOf(first);
  const answers = exit === 'declined' ? exit : { happy: exit };
  return lineOf(next(first, coordinator, measure(ons4, answers, { occasion: 'exit' }), day(85)));
};

describe('S13: the measures that the county uses', () => {
  test('are taken with the instrument and its version, each number in its range', () => {
    expect(refused(ons4, four)).toEqual([]);
    expect(refused(ons4, { ...four, happy: 11 })).toEqual(['measure-answers']);
    expect(refused({ code: 'ons4', version: '2' }, four)).toEqual(['unknown-code']);
    expect(scoresOf(pam, new Map(Object.entries({ score: 55.3, level: 2 }))).map(({ value }) => value)).toEqual([
      55.3, 2,
    ]);
  });
  test('hold no wording that a licence forbids', () => {
    for (const { items } of instruments.filter(({ licensed }) => licensed))
      expect(items.every(({ text }) => text === undefined)).toBe(true);
  });
});

test('S14: the Warwick-Edinburgh scale is refused without a reason of mental health, and out of its range', () => {
  expect(refused(swemwbs, seven(3, 3, 3, 3, 3, 3, 3))).toEqual(['measure-not-now']);
  expect(refused(swemwbs, seven(3, 3, 3, 3, 3, 3, 6))).toEqual(['measure-answers']);
});

test('S16: each says how it was asked and whether it was explained; what was not explained is counted, and left out of the change', () => {
  const [said] = measuresIn(
    next(taken(), coordinator, measure(ons4, four, { explained: false, mode: 'paper' }), day(1)),
  );
  expect(said).toMatchObject({ explained: false, mode: 'paper' });
  expect(Object.keys(modes)).toEqual(expect.arrayContaining(['in-person', 'telephone', 'online']));
  const sums = sumsOf([...Array.from({ length: 5 }, () => measured(6)), measured(10, false)]);
  expect(changesOf(sums)).toMatchObject([{ item: 'happy', people: 5, exit: 6 }]);
  expect(sums.exits.get('ons4')?.get(notExplained)).toBe(1);
});

test('S17: the completion rate is those who answered twice of all who answered at the beginning, who are all listed', () => {
  const lines = [
    ...Array.from({ length: 12 }, () => measured(6)),
    ...Array.from({ length: 6 }, () => measured('declined')),
    ...Array.from({ length: 6 }, () => measured(undefined)),
  ];
  const table = shownOf(sumsOf(lines)).find(({ name }) => name === 'exit-ons4');
  expect(table).toMatchObject({ total: 24 });
  const [answered] = table?.rows?.filter(({ row }) => row === 'answered') ?? [];
  expect(answered).toMatchObject({ count: 12, share: { share: 0.5 } });
});

test('S18: another instrument is a value and no code: it is scored, paired and compared like those that are there', () => {
  const other: Instrument = {
    ...{ code: 'made-up', version: '3', title: 'Made up', askedOf: 'everybody', exitAfterDays: 84, terms: 'Nobody' },
    items: [
      { ...{ linkId: 'a', low: 0, high: 4 }, code: { system: systems.measure, code: 'a', display: 'A' } },
      { ...{ linkId: 'b', low: 0, high: 4 }, code: { system: systems.measure, code: 'b', display: 'B' } },
    ],
    scoring: {
      kind: 'sum-by-table',
      code: { system: systems.measure, code: 'ab', display: 'A and B' },
      table: { 3: 30, 6: 60 },
    },
  };
  const asked = (occasion: Measure['occasion'], a: number, b: number): Measure => ({
    ...{ instrument: other, occasion, at: occasion === 'entry' ? day(1) : day(85), explained: true, mode: 'paper' },
    answers: new Map(Object.entries({ a, b })),
  });
  expect(scoresOf(other, asked('entry', 1, 2).answers)).toMatchObject([{ of: 'score', value: 30 }]);
  const [pair] = pairsIn([asked('entry', 1, 2), asked('exit', 4, 2)], [other]);
  expect(pair).toMatchObject({ days: 84, changes: [{ of: 'score', entry: 30, exit: 60 }] });
});

test('S79: outcomes are the level of activation by person, and one question on the service', () => {
  expect(pam.items.map(({ linkId }) => linkId)).toEqual(['score', 'level']);
  expect(pam.exitAfterDays).toBe(84);
  expect(satisfaction.items).toHaveLength(1);
  expect(refused(satisfaction, { overall: 5 }, { mode: 'paper' })).toEqual([]);
  const said = (what: number | 'declined') =>
    lineOf(
      next(taken(), coordinator, measure(satisfaction, typeof what === 'number' ? { overall: what } : what), day(1)),
    );
  const lines = [
    ...Array.from({ length: 7 }, () => said(5)),
    ...Array.from({ length: 6 }, () => said('declined')),
    ...Array.from({ length: 9 }, () => lineOf(taken())),
  ];
  const table = shownOf(sumsOf(lines)).find(({ title }) => title === 'Experience of the service');
  expect(table?.total).toBe(22);
  expect(table?.rows?.map(({ row, count }) => [row, count])).toEqual([
    ['5', 7],
    ['declined', 6],
    ['not-asked', 9],
  ]);
});

test('S90: what did not work stands on the first page: how it ended, who said no, who could not come, what was late', () => {
  expect(firstPage).toEqual(['way', 'declined', 'result', 'meeting', 'reminders']);
  const tables = shownOf(sumsOf([lineOf(taken())])).map(({ name }) => name);
  for (const name of firstPage) expect(tables).toContain(name);
});
