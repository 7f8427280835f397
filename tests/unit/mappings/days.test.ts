import { expect, test } from 'vitest';
import { dayIn, whenIn } from '../../../mappings/person/days.ts';

test('a day and a time are written as the language of the message writes them, in the time of England and Wales', () => {
  const start = '2026-07-07T09:00:00.000Z';
  expect(whenIn('en', start)).toBe('Tuesday 7 July at 10:00');
  expect(whenIn('cy', start)).toBe('dydd Mawrth 7 Gorffennaf am 10:00');
  expect(dayIn('cy', '2026-11-27T17:00:00.000Z')).toBe('dydd Gwener 27 Tachwedd');
});
