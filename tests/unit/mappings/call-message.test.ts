import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { callsIn } from '../../../functions/domain/call/calls.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { callMessage } from '../../../mappings/gp/call-message.ts';
import { messageToWhoReferred } from '../../../mappings/to-referrer.ts';
import { reports } from '../domain/acts.ts';
import { asksForCall, registeredWith } from '../domain/calls.ts';
import { coordinator } from '../domain/cast.ts';
import { next, taken } from '../domain/referrals.ts';

const asked = (more = {}, start = {}): Referral =>
  next(taken(start), coordinator, asksForCall({ owner: 'L99901', ...more }));
const messageIn = (referral: Referral) => {
  const { message } = callsIn(referral).at(-1) ?? {};
  if (!message) throw new Error('No message');
  return message;
};
const lines = (referral: Referral, newest = referral) =>
  callMessage(messageIn(referral), referral, { newest }).payload?.map(({ contentString }) => contentString);

describe('the message that somebody is not well', () => {
  test('says what to do, who asks, and that nobody has given advice', () => {
    expect(lines(asked())).toEqual([
      'Action for the practice: please call the person, and say who has read this.',
      'The person says that they are not well, and asks to be called.',
      'Nobody has given any advice.',
    ]);
    expect(lines(asked({ urgent: true, askedBy: 'others' }))?.slice(0, 2)).toEqual([
      'Action for the practice: urgent: please call the person today, and say who has read this.',
      'Somebody who is with the person says that they are not well, and asks that they are called.',
    ]);
  });

  test('shows that it is urgent, to people and to systems', () => {
    expect(callMessage(messageIn(asked({ urgent: true })), asked({ urgent: true })).priority).toBe('urgent');
    expect(callMessage(messageIn(asked()), asked()).priority).toBe('routine');
  });

  test('sends nobody to a number that may not be safe, and nobody to somebody who may be gone', () => {
    const unsafe = { url: extensions.contactSafety, valueCode: 'not-safe' };
    const patient = {
      ...registeredWith('L99901'),
      telecom: [{ system: 'phone' as const, value: '01452 000000', extension: [unsafe] }],
    };
    expect(lines(asked({}, { patient }))?.at(-1)).toBe('Ask the service first how the person can be reached safely.');
    const gone = next(asked(), coordinator, reports('died'));
    expect(lines(asked(), gone)?.[0]).toMatch(/please check that your record/);
  });

  test('who did not refer is told the traced NHS number and our reference, and no identifier of whoever did', () => {
    const referral = asked({ owner: 'L99902' }, { patient: registeredWith('L99902') });
    const said = callMessage(messageIn(referral), referral);
    expect(said.subject).toEqual({ type: 'Patient', identifier: { system: systems.nhsNumber, value: '9434765919' } });
    expect(said.about?.[0]?.identifier?.value).toBe(referral.reference);
    expect(JSON.stringify(said)).not.toMatch(/R-77|Brien/);
  });

  test('is whole whatever whoever referred may hear', () => {
    const referral = asked();
    expect(messageToWhoReferred(messageIn(referral), referral, { mayHear: 'status' })).toEqual(
      callMessage(messageIn(referral), referral),
    );
  });
});
