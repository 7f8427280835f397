import { expect, test } from 'vitest';
import { areaUnderCurve } from './curve.ts';

test('the area is one where each of a kind is larger, none where each is smaller, and a half where they are alike', () => {
  expect(areaUnderCurve([3, 4, 5], [1, 2])).toBe(1);
  expect(areaUnderCurve([1, 2], [3, 4, 5])).toBe(0);
  expect(areaUnderCurve([1, 2, 3], [1, 2, 3])).toBe(0.5);
  expect(areaUnderCurve([1, 1], [1, 1, 1])).toBe(0.5);
});

test('two milliseconds more, in noise of ten, are seen by a thousand pairs', () => {
  const noise = (n: number): number => (n * 7919) % 10;
  const theirs = Array.from({ length: 1_000 }, (_, n) => 52 + noise(n));
  const nobodys = Array.from({ length: 1_000 }, (_, n) => 50 + noise(n));
  expect(areaUnderCurve(theirs, nobodys)).toBeGreaterThan(0.6);
});
