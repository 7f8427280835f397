import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { personMessageFields } from '../../../mappings/person/notification.ts';
import { because, meetingAt } from '../domain/acts.ts';
import { day, group, id } from '../domain/cast.ts';
import { accepted } from '../domain/owed.ts';
import { next } from '../domain/referrals.ts';

const named = () => next(accepted(), group, meetingAt(day(9)), day(2));
const off = (referral: Referral) =>
  next(referral, group, { kind: 'cancel-meeting', appointment: `${id}.a1`, ...because('Rain') }, day(4));

/** At which times the person is told not to go. */
const told = (referral: Referral, language: 'en' | 'cy' = 'en') => {
  const one = messagesToPerson(referral).findLast(({ says }) => says === 'cancelled');
  if (!one) throw new Error('Nothing is said');
  const means = { kind: 'write', language } as Parameters<typeof personMessageFields.when.of>[0]['means'];
  return personMessageFields.when.of({ one, means, referral, service: { telephone: '' }, nameOf: () => undefined });
};

test('what is off is named by its time', () => {
  expect(told(off(named()))).toBe('Wednesday 11 November at 09:00');
});

test('also by the time that they were told, where it moved meanwhile and nobody knows whether they heard', () => {
  const moved = next(named(), group, meetingAt(day(10), { appointment: `${id}.a1` }), day(3));
  expect(told(off(moved))).toBe('Wednesday 11 November at 09:00 or Thursday 12 November at 09:00');
  expect(told(off(moved), 'cy')).toContain(' neu ');
});
