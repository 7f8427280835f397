import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facts, factsOf, noReply, noReplyInTime } from '../../../functions/domain/reports/facts.ts';
import type { OnwardFacts } from '../../../functions/domain/reports/onward-facts.ts';
import { addTo, noSums, type Shown, shownOf } from '../../../functions/domain/reports/report.ts';
import { basisOf, isToldBy } from './linear-attack.ts';
import { agreed, taken } from './referrals.ts';

/**
 * Tables of the same things tell of each other: what has no reply stands in two rows of one and in one of another. Whoever has all of them and knows
 * which rows belong together takes them from each other. Issue 10, "done when"; tests/unit/domain/differencing.test.ts does it for who people are.
 */
const lineOf = (referral: ReturnType<typeof taken>): Facts => {
  const facts = factsOf(referral);
  if (!facts) throw new Error('no line');
  return facts;
};
const plain = lineOf(taken());

/** A kind of thing, and in which row of each table it stands; in each of several, where it has several sessions. */
interface Kind {
  readonly line: Partial<Facts>;
  readonly rows: Readonly<Record<string, string | readonly string[]>>;
}
/** Of such a table `of` says how many there were of the row. */
const within: Readonly<Record<string, string>> = { companion: 'result' };

const vectorOf = (kinds: readonly Kind[], table: string, row?: string): number[] =>
  kinds.map(({ rows }) => [rows[table] ?? []].flat().filter((one) => (row ?? one) === one).length);
const less = (a: readonly number[], b: readonly number[]): number[] => a.map((n, i) => n - (b[i] ?? 0));

const publishedOf = (kinds: readonly Kind[], { name, rows = [] }: Shown): number[][] => {
  const of = within[name];
  const shown = rows.filter(({ count }) => count !== undefined);
  return [
    ...(rows.length > 0 ? [vectorOf(kinds, name)] : []),
    ...shown.flatMap(({ row }) => [vectorOf(kinds, name, row), ...(of ? [vectorOf(kinds, of, row)] : [])]),
  ];
};

/** Cells of one to four that can be worked out. */
const found = (kinds: readonly Kind[], numbers: readonly number[]): string[] => {
  const sums = noSums();
  for (const [i, { line }] of kinds.entries())
    for (let n = 0; n < (numbers[i] ?? 0); n += 1)
      addTo(sums, { ...plain, ...line }, { from: '2026-01-01', to: '2026-12-31' });
  const tables = shownOf(sums).filter(({ name }) => kinds.some(({ rows }) => rows[name] !== undefined));
  const basis = basisOf(tables.flatMap((table) => publishedOf(kinds, table)));
  const cells = tables.flatMap(({ name }) => {
    const rows = [...new Set(kinds.flatMap(({ rows: all }) => all[name] ?? []))];
    const of = within[name];
    return rows.flatMap((row) => {
      const cell = vectorOf(kinds, name, row);
      return [[`${name}: ${row}`, cell] as const].concat(
        of ? [[`${name}, not: ${row}`, less(vectorOf(kinds, of, row), cell)]] : [],
      );
    });
  });
  return cells.flatMap(([name, cell]) => {
    const n = cell.reduce((sum, times, i) => sum + times * (numbers[i] ?? 0), 0);
    return n >= 1 && n <= 4 && isToldBy(basis, cell) ? [`${name} is ${n}`] : [];
  });
};

const holds = (kinds: readonly Kind[]) => {
  const number = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 4, max: 15 }),
  );
  const numbers = fc.array(number, { minLength: kinds.length, maxLength: kinds.length });
  fc.assert(
    fc.property(numbers, (some) => {
      expect(found(kinds, some)).toEqual([]);
    }),
    { numRuns: 150 },
  );
};

describe('what people said of the service', () => {
  const late = '2026-03-01';
  const days = { '0 to 2 days': 1, '3 to 7 days': 5, '15 to 28 days': 20 };
  const kinds: readonly Kind[] = [
    ...['heard', 'done', 'no-because'].flatMap((reply) =>
      Object.entries(days).map(([band, n]) => ({
        line: { feedback: [{ said: late, reply, days: n }] },
        rows: { feedback: reply, 'feedback-days': band },
      })),
    ),
    ...Object.entries({ [noReply]: '2026-12-30', [noReplyInTime]: late }).map(([row, said]) => ({
      line: { feedback: [{ said, reply: noReply }] },
      rows: { feedback: row, 'feedback-days': 'not yet' },
    })),
  ];
  test('is not told by taking the days until a reply from the replies', () => holds(kinds));
  test('two of one are not told by seven that have no reply', () => {
    const numbers = kinds.map(({ rows }) => {
      const [reply, band] = [rows.feedback, rows['feedback-days']];
      if (reply === noReply) return 7;
      if (band !== '0 to 2 days') return 0;
      return reply === 'heard' ? 20 : 1;
    });
    expect(found(kinds, numbers)).toEqual([]);
  });
});

describe('what groups were asked', () => {
  const [base] = lineOf(agreed()).onwards;
  const asked = (more: Partial<OnwardFacts>, rows: Kind['rows']): Kind => ({
    line: { onwards: base ? [{ ...base, ...more }] : [] },
    rows,
  });
  const none = { sessions: [], modes: [], ratings: [], came: 0, companion: false, mode: '' };
  const never = (status: string, reason: string, declined: string): Kind =>
    asked(
      { ...none, accepted: false, status, reason, result: 'none named' },
      { declined, result: 'not accepted', mode: 'not accepted' },
    );
  /** Its sessions, of which the first that the person came to is the first meeting, and how they found it. */
  const met = (status: string, companion: boolean, sessions: readonly string[], rating?: string) => {
    const result = sessions.find((one) => one === 'attended') ?? sessions.at(-1) ?? '';
    const modes = sessions.map(() => 'in-person');
    const came = sessions.filter((one) => one === 'attended').length;
    const ratings = rating ? [rating] : [];
    return asked(
      {
        ...{ accepted: true, status, reason: '', result, mode: 'in-person' },
        sessions,
        modes,
        companion,
        came,
        ratings,
      },
      {
        ...{ declined: status, result, mode: 'in-person', sessions, modes },
        ...(companion ? { companion: result } : {}),
        ratings: Array.from({ length: came }, (_, n) => ratings[n] ?? 'not said'),
      },
    );
  };
  const unnamed = (status: string): Kind =>
    asked(
      { ...none, accepted: true, status, reason: '', result: 'none named' },
      { declined: status, result: 'none named', mode: 'none named' },
    );
  const kinds: readonly Kind[] = [
    ...[never('requested', '', 'requested'), never('rejected', 'no-capacity', 'declined: no-capacity')],
    ...[never('rejected', 'too-complex', 'declined: too-complex'), unnamed('accepted'), unnamed('cancelled')],
    ...['accepted', 'completed'].flatMap((status) =>
      [true, false].flatMap((companion) => [
        ...[met(status, companion, ['attended']), met(status, companion, ['attended'], 'good')],
        ...[met(status, companion, ['could-not-come']), met(status, companion, ['did-not-attend'])],
        ...[met(status, companion, ['attended', 'attended']), met(status, companion, ['attended', 'did-not-attend'])],
        ...[
          met(status, companion, ['could-not-come', 'attended']),
          met(status, companion, ['did-not-attend', 'attended']),
        ],
        ...[met(status, companion, ['could-not-come', 'did-not-attend'])],
      ]),
    ),
  ];
  test('is not told by taking first meetings, companions and sessions from each other', () => holds(kinds));
  // As the property found it: of 37 the other rows of what became of them are 33, and each row of who was never accepted is hidden.
  test('four that were not accepted are not told by the rows of two, one and one that they are in another table', () => {
    const numbers = [
      ...[2, 1, 1, 0, 5, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0],
      ...[0, 4, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0, 4, 0, 4, 0, 0, 0, 0, 0],
    ];
    expect(found(kinds, numbers)).toEqual([]);
  });
});

test('the attack finds what one table alone would hide and two tell', () => {
  const kinds = ['a', 'b', 'c'].map((row) => ({ line: {}, rows: { one: row, two: row === 'a' ? 'a' : 'rest' } }));
  const [all, a, b] = [vectorOf(kinds, 'one'), vectorOf(kinds, 'two', 'a'), vectorOf(kinds, 'one', 'b')];
  expect(isToldBy(basisOf([all, a, b]), vectorOf(kinds, 'one', 'c'))).toBe(true);
  expect(isToldBy(basisOf([all, a]), vectorOf(kinds, 'one', 'c'))).toBe(false);
});
