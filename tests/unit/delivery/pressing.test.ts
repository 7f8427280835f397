import { expect, test } from 'vitest';
import { behind, headOf, leftBefore } from '../../../functions/delivery/lanes.ts';
import type { Row } from '../../../functions/views/row.ts';

const now = '2026-11-02T10:00:00.000Z';
const later = '2026-11-02T12:00:00.000Z';
const row = (n: number, more: Partial<Row> = {}): Row => ({
  ...{ referral: 'r', organisation: 'L99901', sk: `L99901#M#000000${n}`, message: `r.m${n}`, wanted: n },
  ...{ item: {}, ...more },
});
const call = (more: Partial<Row> = {}) => row(2, { pressing: true, ...more });

test('while nothing has failed the order is kept, whatever is pressing', () => {
  expect(headOf([row(1), call()], now)?.sk).toBe(row(1).sk);
});

test('an older message that waits to be tried again is passed by what is pressing, and by nothing else', () => {
  const waiting = row(1, { next: later });
  expect(headOf([waiting, call(), row(3)], now)?.sk).toBe(call().sk);
  expect(headOf([waiting, row(3)], now)?.sk).toBe(waiting.sk);
});

test('what is pressing has its own next try, and is not put off to that of an older one', () => {
  const waiting = row(1, { next: later });
  expect(headOf([waiting, call({ next: later })], now)?.sk).toBe(waiting.sk);
  expect(behind([waiting, call({ next: now }), row(3)], waiting, now).map(({ sk }) => sk)).toEqual([row(3).sk]);
});

test('nor does it wait behind what was left to be fetched, is sent by now, and waits to be tried again', () => {
  const left = row(1, { polled: true });
  expect(leftBefore([left, call()], call(), now)).toBe(left);
  const waiting = row(1, { polled: true, next: later });
  expect(leftBefore([waiting, call()], call(), now)).toBeUndefined();
  expect(leftBefore([waiting, row(2)], row(2), now)).toBe(waiting);
});
