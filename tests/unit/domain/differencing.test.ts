import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Facts, factsOf, notExplained } from '../../../functions/domain/reports/facts.ts';
import { addTo, changesByRow, changesOf, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { least } from '../../../functions/domain/reports/suppress.ts';
import { meetingAt, said } from './acts.ts';
import { day, group } from './cast.ts';
import { basisOf, isToldBy } from './linear-attack.ts';
import { agreed, next, taken } from './referrals.ts';

/**
 * Whoever has the whole report and takes its numbers from each other: who is told apart by sex is counted in four tables, and each of them
 * says something of the others. Issue 10, "done when".
 */
const lineOf = (referral: ReturnType<typeof taken>): Facts => {
  const facts = factsOf(referral);
  if (!facts) throw new Error('no line');
  return facts;
};
const plain = lineOf(taken());
const { onwards } = lineOf(next(next(agreed(), group, meetingAt(day(1))), group, said('attended'), day(1, 12)));
const measured = { instrument: 'ons4', due: '2027-01-25' };
const pair = (explained: boolean, days = 84) => ({
  ...measured,
  exit: 'answered',
  pair: { explained, days, values: { happy: [3, 6] as const } },
});
/** How far somebody came: nothing, answered at the beginning, again, both times explained, and that too early. */
const steps: readonly Facts['measures'][] = [
  ...[[], [{ ...measured, exit: 'not yet' }], [pair(false)], [pair(true)]],
  [pair(true, 20)],
];
const kinds = [false, true].flatMap((went) => steps.map((measures, step) => ({ went, measures, step })));

/** How many of each row are of each kind. */
type Truth = readonly (readonly number[])[];
const nameOf = (row: number): string => `sex ${row}`;
const linesOf = (truth: Truth): Facts[] =>
  truth.flatMap((numbers, row) =>
    numbers.flatMap((n, kind) => {
      const { went = false, measures = [] } = kinds[kind] ?? {};
      return Array.from({ length: n }, () => ({ ...plain, sex: nameOf(row), measures, ...(went ? { onwards } : {}) }));
    }),
  );

type Which = (kind: (typeof kinds)[number]) => boolean;
const layers: Readonly<Record<string, Which>> = {
  referrals: () => true,
  went: ({ went }) => went,
  'did not go': ({ went }) => !went,
  entered: ({ step }) => step >= 1,
  'was not asked': ({ step }) => step < 1,
  answered: ({ step }) => step >= 2,
  'did not answer again': ({ step }) => step === 1,
  explained: ({ step }) => step >= 3,
  'not explained': ({ step }) => step === 2,
  'too early': ({ step }) => step === 4,
  'in time': ({ step }) => step === 3,
};
/** Rows of the tables that tell nobody apart. */
const ofEverybody: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'exit-ons4': { answered: 'explained', 'not yet': 'did not answer again', [notExplained]: 'not explained' },
  'window-ons4': { 'too early': 'too early', 'in time': 'in time' },
};
const which = (layer: string): Which => layers[layer] ?? (() => false);

/** A sum over rows and kinds, as a vector. */
const sumOver = (truth: Truth, layer: string, only?: number): number[] =>
  truth.flatMap((numbers, row) =>
    numbers.map((_, kind) => (kinds[kind] && which(layer)(kinds[kind]) && (only ?? row) === row ? 1 : 0)),
  );

const countOf = (truth: Truth, sum: readonly number[]): number => {
  const counts = truth.flat();
  return sum.reduce((all, times, i) => all + times * (counts[i] ?? 0), 0);
};

/** What is published: of which sums somebody is told what they are. */
const published = (truth: Truth): number[][] => {
  const sums = noSums();
  for (const line of linesOf(truth)) addTo(sums, line, { from: '2026-01-01', to: '2026-12-31' });
  const tables = shownOf(sums);
  const rowsIn = (name: string) =>
    (tables.find((one) => one.name === name)?.rows ?? []).filter(({ count }) => count !== undefined);
  const told = (name: string, ...says: string[]) =>
    rowsIn(name).flatMap(({ row }) => says.map((layer) => sumOver(truth, layer, Number(row.slice('sex '.length)))));
  const means = changesByRow(sums).filter(({ by }) => by === 'sex');
  return [
    // All together: how many there are stands over the tables, and in those that tell nobody apart; over none where they are few.
    ...['referrals', 'went', 'entered', 'explained']
      .map((layer) => sumOver(truth, layer))
      .filter((sum) => countOf(truth, sum) >= least),
    ...Object.entries(ofEverybody).flatMap(([name, says]) =>
      rowsIn(name).map(({ row }) => sumOver(truth, says[row] ?? '')),
    ),
    ...changesOf(sums).map(() => sumOver(truth, 'explained')),
    ...told('sex', 'referrals'),
    ...told('went-sex', 'went', 'referrals'),
    ...told('again-ons4-sex', 'explained', 'entered'),
    ...means.map(({ row }) => sumOver(truth, 'explained', Number(row.slice('sex '.length)))),
  ];
};

const smallOnesFound = (truth: Truth): string[] => {
  const basis = basisOf(published(truth));
  const hidden = Object.values(ofEverybody).flatMap((says) => Object.values(says));
  return [...truth.keys(), undefined].flatMap((row) =>
    (row === undefined ? hidden : Object.keys(layers)).flatMap((layer) => {
      const target = sumOver(truth, layer, row);
      const n = countOf(truth, target);
      return n >= 1 && n <= 4 && isToldBy(basis, target)
        ? [`${row === undefined ? 'everybody' : nameOf(row)}, ${layer}: ${n}`]
        : [];
    }),
  );
};

test('of nobody who is one of four or fewer is the number worked out, whatever is taken from what', () => {
  const number = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 5, max: 15 }),
  );
  const row = fc.array(number, { minLength: kinds.length, maxLength: kinds.length });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 5 }), (truth) => {
      expect(smallOnesFound(truth)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test('the attack finds what a report without suppression gives away', () => {
  const truth = [[20, 0, 0, 0, 0, 3, 0, 0, 0, 0]];
  const basis = basisOf([sumOver(truth, 'referrals', 0), sumOver(truth, 'did not go', 0)]);
  expect(isToldBy(basis, sumOver(truth, 'went', 0))).toBe(true);
});
