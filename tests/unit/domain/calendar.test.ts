import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import holidays from '../../../contracts/calendar/bank-holidays.json' with { type: 'json' };
import {
  calendarDaysAfter,
  closeOfDate,
  instant,
  isWithinWorkingDays,
  readInstant,
  span,
  today,
  workingDaysAfter,
} from '../../../functions/domain/calendar.ts';

describe('working days of England', () => {
  test.each([
    // Monday morning, in winter: 17:00 is 17:00Z.
    ['2026-11-02T09:00:00.000Z', 0, '2026-11-02T17:00:00.000Z'],
    ['2026-11-02T09:00:00.000Z', 1, '2026-11-03T17:00:00.000Z'],
    // After 17:00 the same working day is the next one.
    ['2026-11-02T17:00:00.000Z', 0, '2026-11-03T17:00:00.000Z'],
    ['2026-11-02T16:59:59.999Z', 0, '2026-11-02T17:00:00.000Z'],
    ['2026-11-02T18:00:00.000Z', 1, '2026-11-03T17:00:00.000Z'],
    // Friday and the weekend.
    ['2026-11-06T09:00:00.000Z', 1, '2026-11-09T17:00:00.000Z'],
    ['2026-11-07T09:00:00.000Z', 0, '2026-11-09T17:00:00.000Z'],
    ['2026-11-07T09:00:00.000Z', 1, '2026-11-09T17:00:00.000Z'],
    ['2026-11-08T23:30:00.000Z', 1, '2026-11-09T17:00:00.000Z'],
    // Summer time: 17:00 is 16:00Z; 23:30Z is already the next day.
    ['2026-07-01T09:00:00.000Z', 0, '2026-07-01T16:00:00.000Z'],
    ['2026-07-01T23:30:00.000Z', 0, '2026-07-02T16:00:00.000Z'],
    // Christmas 2026: 25th Friday, 28th instead of Saturday the 26th.
    ['2026-12-24T09:00:00.000Z', 1, '2026-12-29T17:00:00.000Z'],
    // Good Friday and Easter Monday 2026, across the change to summer time.
    ['2026-04-02T09:00:00.000Z', 1, '2026-04-07T16:00:00.000Z'],
    ['2026-03-27T09:00:00.000Z', 1, '2026-03-30T16:00:00.000Z'],
  ])('%s and %i more: %s', (from, days, due) => {
    expect(workingDaysAfter(from, days)).toBe(due);
  });

  test('never fall on a weekend or a bank holiday, never lie in the past, and grow with their number', () => {
    const times = fc.date({ min: new Date('2025-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 25 }), (date, days) => {
        const from = date.toISOString();
        const due = workingDaysAfter(from, days);
        const day = today(due);
        expect(new Date(`${day}T12:00:00Z`).getUTCDay() % 6).not.toBe(0);
        expect(holidays.days).not.toContain(day);
        expect(due > from || days > 0).toBe(true);
        // On a day off, none and one more are the same: the next working day.
        expect(workingDaysAfter(from, days + 1) >= due).toBe(true);
        expect(workingDaysAfter(from, days + 2) > due).toBe(true);
      }),
    );
  });

  test('the list of bank holidays reaches five years ahead of what is tested here', () => {
    expect(holidays.days.at(-1)?.slice(0, 4)).toMatch(/^20(3[0-9]|[4-9])/);
  });
});

test('a review date is a date of FHIR, from today to so many working days', () => {
  const now = '2026-11-06T18:00:00.000Z';
  for (const date of ['2026-11-06', '2026-11-08', '2026-11-09', '2026-11-13'])
    expect(isWithinWorkingDays(date, now, 5)).toBe(true);
  for (const date of [
    '2026-11-05',
    '2026-11-14',
    '2026-11-16',
    '2026-02-30',
    '2026-13-01',
    '2026-11',
    '20261109',
    '2026-11-09T10:00',
    '',
    'x',
  ])
    expect(isWithinWorkingDays(date, now, 5)).toBe(false);
});

test('calendar days keep the time on the clock of London', () => {
  expect(calendarDaysAfter('2026-10-20T09:00:00.000Z', 30)).toBe('2026-11-19T10:00:00.000Z');
  expect(calendarDaysAfter('2026-11-02T09:00:00.000Z', 30)).toBe('2026-12-02T09:00:00.000Z');
  expect(closeOfDate('2026-07-01')).toBe('2026-07-01T16:00:00.000Z');
});

test('instants are kept in one form, so that they compare as strings', () => {
  expect(instant('2026-11-02T11:00:00+02:00')).toBe('2026-11-02T09:00:00.000Z');
  expect(readInstant('2026-11-02T09:00:00.1234Z')).toBe('2026-11-02T09:00:00.123Z');
  for (const value of [undefined, '', '2026-11-02', '2026-02-30T09:00:00Z', '2026-11-02T09:00:00', 'now'])
    expect(readInstant(value)).toBeUndefined();
});

test('a dateTime covers all instants that it can mean', () => {
  expect(span('2026-11-02T11:00:00+02:00')).toEqual({
    first: '2026-11-02T09:00:00.000Z',
    last: '2026-11-02T09:00:00.000Z',
  });
  expect(span('2026-07-01')).toEqual({ first: '2026-06-30T23:00:00.000Z', last: '2026-07-01T22:59:59.999Z' });
  for (const value of [undefined, '2026', '2026-07', '2026-02-30'])
    expect(span(value)).toEqual({ first: '0000', last: '9999' });
});
