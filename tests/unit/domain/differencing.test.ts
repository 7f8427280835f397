import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Facts, factsOf } from '../../../functions/domain/reports/facts.ts';
import { addTo, changesByRow, changesOf, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { meetingAt, said } from './acts.ts';
import { day, group } from './cast.ts';
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
const pair = (explained: boolean) => ({
  ...measured,
  exit: 'answered',
  pair: { explained, days: 84, values: { happy: [3, 6] as const } },
});
/** How far somebody came: nothing, answered at the beginning, again, and both times explained. */
const steps: readonly Facts['measures'][] = [[], [{ ...measured, exit: 'not yet' }], [pair(false)], [pair(true)]];
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
};
const which = (layer: string): Which => layers[layer] ?? (() => false);

/** A sum over rows and kinds, as a vector. */
const sumOver = (truth: Truth, layer: string, only?: number): number[] =>
  truth.flatMap((numbers, row) =>
    numbers.map((_, kind) => (kinds[kind] && which(layer)(kinds[kind]) && (only ?? row) === row ? 1 : 0)),
  );

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
    // All together: how many there are stands over the tables, and in those that tell nobody apart.
    ...['referrals', 'went', 'entered', 'answered'].map((layer) => sumOver(truth, layer)),
    ...changesOf(sums).map(() => sumOver(truth, 'explained')),
    ...told('sex', 'referrals'),
    ...told('went-sex', 'went', 'referrals'),
    ...told('again-ons4-sex', 'answered', 'entered'),
    ...means.map(({ row }) => sumOver(truth, 'explained', Number(row.slice('sex '.length)))),
  ];
};

const isNought = (n: number): boolean => Math.abs(n) < 1e-9;
const minus = (vector: readonly number[], times: number, other: readonly number[]): number[] =>
  vector.map((n, i) => n - times * (other[i] ?? 0));

/** The vector without what the others of the basis say of it: nothing is left of what can be worked out from them. */
const leftOf = (vector: readonly number[], basis: readonly (readonly number[])[]): number[] =>
  basis.reduce<number[]>(
    (left, one) => {
      const lead = one.findIndex((n) => !isNought(n));
      return minus(left, (left[lead] ?? 0) / (one[lead] ?? 1), one);
    },
    [...vector],
  );
const basisOf = (vectors: readonly (readonly number[])[]): number[][] => {
  const basis: number[][] = [];
  for (const vector of vectors) {
    const left = leftOf(vector, basis);
    if (!left.every(isNought)) basis.push(left);
  }
  return basis;
};

const smallOnesFound = (truth: Truth): string[] => {
  const basis = basisOf(published(truth));
  return truth.flatMap((numbers, row) =>
    Object.keys(layers).flatMap((layer) => {
      const target = sumOver(truth, layer, row);
      const n = numbers.reduce((sum, count, kind) => sum + (kinds[kind] && which(layer)(kinds[kind]) ? count : 0), 0);
      return n >= 1 && n <= 4 && leftOf(target, basis).every(isNought) ? [`${nameOf(row)}, ${layer}: ${n}`] : [];
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
  const truth = [[20, 0, 0, 0, 3, 0, 0, 0]];
  const basis = basisOf([sumOver(truth, 'referrals', 0), sumOver(truth, 'did not go', 0)]);
  expect(leftOf(sumOver(truth, 'went', 0), basis).every(isNought)).toBe(true);
});
