import fc from 'fast-check';
import type { ContactPoint, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { ringNow } from '../../../functions/domain/contact/ring-now.ts';
import { reports } from './acts.ts';
import { coordinator } from './cast.ts';
import { next, patient, taken } from './referrals.ts';

const safeties = ['safe', 'not-safe', 'unknown'] as const;
const numbers = ['01452 000001', '01452 000002', '07700 900123', '+44 7700 900123'] as const;
const point = (value: string, safety?: string, rank?: number): ContactPoint => ({
  ...{ system: 'phone', value },
  ...(safety ? { extension: [{ url: extensions.contactSafety, valueCode: safety }] } : {}),
  ...(rank ? { rank } : {}),
});
const withVoicemail = (answer: string) => [
  { url: extensions.safeContact, extension: [{ url: 'voicemail', valueCode: answer }] },
];
const person = (telecom: ContactPoint[], extension: Patient['extension'] = []): Patient => ({
  ...patient,
  telecom,
  extension,
});
const ring = (telecom: ContactPoint[], extension?: Patient['extension']) =>
  ringNow(taken({ patient: person(telecom, extension) }));

test('the number to ring is never one that is not safe, whatever else is said of it', () => {
  const points = fc.array(
    fc.record({ value: fc.constantFrom(...numbers), safety: fc.constantFrom(...safeties, undefined) }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(points, (said) => {
      const { number } = ring([
        point('01452 999999', 'unknown', 9),
        ...said.map((one, n) => point(one.value, one.safety, n + 1)),
      ]);
      const bad = said
        .filter(({ safety }) => safety === 'not-safe')
        .map(({ value }) => value.replace(/\D/g, '').slice(-10));
      expect(bad).not.toContain(number?.value.replace(/\D/g, '').slice(-10));
    }),
  );
});

describe('of several numbers', () => {
  test('a safe one comes before one that nobody called safe, whatever its rank', () => {
    expect(ring([point('01452 000001', undefined, 1), point('01452 000002', 'safe', 2)]).number).toEqual({
      ...{ value: '01452 000002', safety: 'safe' },
    });
  });

  test('one that nobody called safe is rung with care, and no message is left on it', () => {
    expect(ring([point('01452 000001')], withVoicemail('yes'))).toEqual({
      number: { value: '01452 000001', safety: 'unknown' },
      message: false,
    });
  });

  test('a message may be left where somebody said so, of a number that is safe', () => {
    expect(ring([point('01452 000001', 'safe')], withVoicemail('yes')).message).toBe(true);
    expect(ring([point('01452 000001', 'safe')], withVoicemail('unknown')).message).toBe(false);
    expect(ring([point('01452 000001', 'safe')]).message).toBe(false);
  });
});

test('nobody is rung of whom something was reported', () => {
  const referral = taken({ patient: person([point('01452 000001', 'safe')]) });
  expect(ringNow(next(referral, coordinator, reports('in-hospital')))).toEqual({ not: 'left-alone', message: false });
});
