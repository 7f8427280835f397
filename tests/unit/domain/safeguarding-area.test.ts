import { expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { type SafeguardingRule, safeguardingOf, type Window } from '../../../contracts/areas/safeguarding.ts';

const { safeguarding } = gloucestershire;
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const readers = ['adults-desk', 'designated-lead'];

const faultOf = (rule: unknown): string => {
  try {
    safeguardingOf({ coordinator: 'CWS01', safeguarding: rule });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};
const withAdults = (changes: object): unknown => ({ ...safeguarding, adults: { ...safeguarding.adults, ...changes } });
const withRota = (...rota: readonly object[]): unknown => withAdults({ rota });
const all = (from: string, to: string, who: Window['readers'] = readers) => ({ days: week, from, to, readers: who });

test('the area of the demonstration covers every hour of the week, for adults and for children', () => {
  expect(faultOf(safeguarding)).toBe('');
});

test('an hour that is neither read nor said to be read by nobody is named, with its day', () => {
  expect(faultOf(withRota(all('08:00', '18:00'), all('18:00', '24:00', 'nobody')))).toContain(
    'adults: nobody reads on wed 00:00 to 08:00, and it does not say so',
  );
  const halfAnHour = withRota(all('00:00', '12:00', 'nobody'), all('12:30', '24:00'));
  expect(faultOf(halfAnHour)).toContain('adults: nobody reads on sun 12:00 to 12:30, and it does not say so');
  const withoutSunday = withRota({ ...all('00:00', '24:00'), days: week.slice(0, 6) });
  expect(faultOf(withoutSunday)).toContain('adults: nobody reads on sun 00:00 to 24:00');
});

test('an hour of which two things are said is named; saying the same twice is no contradiction', () => {
  const both = withRota(all('00:00', '10:00', 'nobody'), all('09:00', '24:00'));
  expect(faultOf(both)).toContain('mon 09:00 to 10:00 is said twice, once of nobody and once of adults-desk');
  const others = withRota(all('00:00', '24:00'), { ...all('09:00', '10:00', ['designated-lead']), days: ['tue'] });
  expect(faultOf(others)).toContain('tue 09:00 to 10:00 is said twice');
  expect(faultOf(withRota(all('00:00', '14:00'), all('12:00', '24:00')))).toBe('');
});

test('a window that goes on over midnight is refused, not half read', () => {
  expect(faultOf(withRota(all('00:00', '24:00'), all('22:00', '06:00')))).toContain('a night is two windows');
});

const { adults: _, ...withoutAdults } = safeguarding;
const { children: __, ...withoutChildren } = safeguarding;

test.each<[string, unknown, string]>([
  ['left out', undefined, 'safeguarding is missing'],
  ['set to false', false, 'safeguarding is missing'],
  ['given no adults', withoutAdults, 'adults is missing'],
  ['given no children', withoutChildren, 'children is missing'],
  ['given a switch', { ...safeguarding, enabled: false }, 'knows no enabled; the route cannot be switched off'],
  ['given a switch for one route', withAdults({ disabled: true }), 'adults knows no disabled'],
  ['read by nobody at any hour', withRota(all('00:00', '24:00', 'nobody')), 'nobody ever reads'],
  ['an empty rota', withAdults({ rota: [] }), 'adults.rota is missing'],
  ['without a number to ring', withAdults({ ring: [] }), 'adults.ring is missing'],
  ['with days to acknowledge', within({ unsafe: { minutes: 1440 } }), 'adults.acknowledgeWithin.unsafe.minutes'],
  ['with a week to acknowledge', within({ worried: { hours: 168 } }), 'adults.acknowledgeWithin.worried.hours'],
  ['read by somebody unknown', withRota(all('00:00', '24:00', ['nobody-here'])), 'names nobody-here, who is not'],
])('it cannot be %s', (_name, rule, says) => {
  expect(faultOf(rule)).toContain(says);
});

function within(changes: object): unknown {
  return withAdults({ acknowledgeWithin: { ...safeguarding.adults.acknowledgeWithin, ...changes } });
}

const readBy = (organisation: string): SafeguardingRule => ({
  ...safeguarding,
  readers: Object.fromEntries(
    Object.entries(safeguarding.readers).map(([code, one]) => [code, { ...one, organisation }]),
  ),
});

test('readers of one organisation alone could not read a concern about it', () => {
  expect(faultOf(readBy('safeguarding-desk'))).toContain('who reads a concern about it?');
});

test('no reader is of the coordinator: every link worker has its token', () => {
  expect(faultOf(readBy('CWS01'))).toContain('is of the coordinator CWS01');
});
