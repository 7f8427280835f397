import { expect, test } from 'vitest';
import { gaps, nextTry, queueDelay } from '../../../functions/delivery/steps.ts';

const now = '2026-11-21T10:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString();

test('tries lie 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h apart', () => {
  const hours = 3600;
  const waits = [5, 300, 1800, 2 * hours, 5 * hours, 10 * hours, 14 * hours, 20 * hours, 24 * hours];
  expect(waits.map((_, n) => nextTry({ attempts: n + 1, began: now }, now))).toEqual(waits.map(after));
});

test('the tenth try is the last, 75 h 35 min after the first', () => {
  expect(nextTry({ attempts: 10, began: now }, now)).toBeUndefined();
  expect(Math.floor(gaps.reduce((sum, gap) => sum + gap, 0) / 60)).toBe(75 * 60 + 35);
});

test('a recipient that asks for more time gets it, up to a day', () => {
  expect(nextTry({ attempts: 1, began: now }, now, 120)).toBe(after(120));
  expect(nextTry({ attempts: 3, began: now }, now, 120)).toBe(after(1800));
  expect(nextTry({ attempts: 1, began: now }, now, 10_000_000)).toBe(after(86_400));
});

test('whatever is asked for, the last try is 76 h after the first', () => {
  const end = after(76 * 3600);
  expect(nextTry({ attempts: 4, began: now }, after(72 * 3600), 86_400)).toBe(end);
  expect(nextTry({ attempts: 5, began: now }, end)).toBeUndefined();
});

test('the queue does the short waits and never comes too early; the sweep does the rest', () => {
  expect(queueDelay(after(5), now)).toBe(5);
  expect(queueDelay(after(4.2), now)).toBe(5);
  expect(queueDelay(after(300), now)).toBe(300);
  expect(queueDelay(after(301), now)).toBeUndefined();
  expect(queueDelay(after(-9), now)).toBe(0);
});
