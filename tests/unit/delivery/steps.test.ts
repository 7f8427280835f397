import { expect, test } from 'vitest';
import { gaps, nextTry, queueDelay } from '../../../functions/delivery/steps.ts';

const now = '2026-11-21T10:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString();

test('tries lie 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h apart', () => {
  const hours = 3600;
  const waits = [5, 300, 1800, 2 * hours, 5 * hours, 10 * hours, 14 * hours, 20 * hours, 24 * hours];
  expect(waits.map((_, n) => nextTry(n + 1, now))).toEqual(waits.map(after));
});

test('the tenth try is the last, 75 h 35 min after the first', () => {
  expect(nextTry(10, now)).toBeUndefined();
  expect(Math.floor(gaps.reduce((sum, gap) => sum + gap, 0) / 60)).toBe(75 * 60 + 35);
});

test('a recipient that asks for more time gets it, up to a day', () => {
  expect(nextTry(1, now, 120)).toBe(after(120));
  expect(nextTry(3, now, 120)).toBe(after(1800));
  expect(nextTry(1, now, 10_000_000)).toBe(after(86_400));
});

test('the queue does the short waits and never comes too early; the sweep does the rest', () => {
  expect(queueDelay(after(5), now)).toBe(5);
  expect(queueDelay(after(4.2), now)).toBe(5);
  expect(queueDelay(after(300), now)).toBe(300);
  expect(queueDelay(after(301), now)).toBeUndefined();
  expect(queueDelay(after(-9), now)).toBe(0);
});
