import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswers } from '../../../functions/web/refer/read-answers.ts';

const now = '2026-11-22T12:00:00.000Z';
const right = {
  ...{ first: 'Agnes', last: 'Underwood', born: '2 6 1951', nhs: '999 000 0018', phone: '01632 960001', safe: 'safe' },
  ...{ how: '', matters: 'I would like company', reason: 'loneliness', 'risk-none': 'yes', recommended: '' },
};
const problemOf = (more: Readonly<Record<string, string>>, without: readonly string[] = []): readonly string[] =>
  Object.keys(
    readAnswers(
      Object.fromEntries(Object.entries({ ...right, ...more }).filter(([name]) => !without.includes(name))),
      now,
    ).problems,
  );

test('five answers are enough, and what is left empty is not said', () => {
  const { problems, answers } = readAnswers({ ...right, last: '', born: '', nhs: '' }, now);
  expect(problems).toEqual({});
  expect(answers).toEqual({
    ...{ first: 'Agnes', telephone: '01632 960001', safety: 'safe', matters: 'I would like company' },
    ...{ reason: 'loneliness', risks: [], recommended: '2026-11-22' },
  });
});

test('each answer that is wrong or missing is said at its field, all at once', () => {
  expect(Object.keys(readAnswers({}, now).problems)).toEqual([
    'first',
    'phone',
    'safe',
    'matters',
    'reason',
    'risk-none',
  ]);
  expect(problemOf({ born: '31 2 1951' })).toEqual(['born']);
  expect(problemOf({ born: '23 11 2026' })).toEqual(['born']);
  expect(problemOf({ nhs: '999 000 0019' })).toEqual(['nhs']);
  expect(problemOf({ phone: 'ask her' })).toEqual(['phone']);
  expect(problemOf({ reason: 'constructor' })).toEqual(['reason']);
  expect(problemOf({ 'risk-self': 'yes' })).toEqual(['risk-none']);
  expect(problemOf({ recommended: '23 11 2026' })).toEqual(['recommended']);
  expect(problemOf({ recommended: '11 2026' })).toEqual(['recommended']);
  expect(problemOf({ matters: 'x'.repeat(2001) })).toEqual(['matters']);
  expect(problemOf({ first: 'x'.repeat(201) })).toEqual(['first']);
});

test('where no number is safe, somebody says how else; a number may stand there, marked', () => {
  expect(problemOf({ safe: 'none' })).toEqual(['how']);
  expect(problemOf({ safe: 'none', how: 'Through her sister' }, ['phone'])).toEqual([]);
});

test('a risk that is ticked is that risk, and none is the statement that none are known', () => {
  const { answers } = readAnswers({ ...right, 'risk-safeguarding': 'yes', 'risk-none': 'yes' }, now);
  expect(answers).toBeUndefined();
  const { 'risk-none': _, ...others } = right;
  expect(readAnswers({ ...others, 'risk-self': 'yes', 'risk-safeguarding': 'yes' }, now).answers?.risks).toEqual([
    'risk-to-self',
    'safeguarding',
  ]);
});

test('whatever somebody types is read or said to be wrong, and never breaks', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.keys(right), 'risk-self', 'x'), fc.string({ unit: 'binary' })),
      (fields) => {
        const { problems, answers } = readAnswers(fields, now);
        expect(answers === undefined).toBe(Object.keys(problems).length > 0);
      },
    ),
  );
});
