import { expect, test } from 'vitest';
import { dayTyped } from '../../../functions/web/forms/day-typed.ts';

test.each([
  ['2 6 1951', '1951-06-02'],
  ['02/06/1951', '1951-06-02'],
  ['2nd June 1951', '1951-06-02'],
  [' 2.6.1951 ', '1951-06-02'],
  ['1951-06-02', '1951-06-02'],
  ['29 Feb 2024', '2024-02-29'],
  ['June 1951', '1951-06'],
  ['6/1951', '1951-06'],
  ['1951', '1951'],
])('a day written as %s is %s', (typed, day) => {
  expect(dayTyped(typed)).toBe(day);
});

test.each([
  '',
  '31 2 1951',
  '29 2 2023',
  '2 13 1951',
  '2 June 51',
  'about 1951',
  '1 2 3 1951',
  '0 6 1951',
  '32 1 1951',
  'x 6 1951',
])('%s is no day', (typed) => {
  expect(dayTyped(typed)).toBeUndefined();
});
