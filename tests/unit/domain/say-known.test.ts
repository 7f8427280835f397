import type { Communication } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import type { Referrer } from '../../../functions/domain/request/referrer-kind.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { messageToWhoReferred, showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { consent } from './acts.ts';
import { coordinator, day, practice } from './cast.ts';
import { attempt, next, refusalsOf, taken } from './referrals.ts';

const purpose = [{ system: systems.permissionPurpose, code: 'say-known' }];
const says = (type: 'permit' | 'deny', to = practice.organisation, words = 'knowing-1') =>
  ({
    kind: 'record-permission',
    consent: consent(to, { policy: [{ uri: `${wordingBase}${words}` }], dateTime: '2026-11-23' }, { type, purpose }),
  }) as const;
const later = day(22);
const told = (referral: Referral): Communication[] =>
  referral.communications.filter((one) => topicOf(one) === 'already-known');

test('a practice is told once, and nothing but that, when the person agreed in the words for it', () => {
  const agreed = next(taken(), coordinator, says('permit'), later);
  expect(told(agreed)).toHaveLength(1);
  expect(told(agreed)[0]?.reasonCode).toBeUndefined();
  expect(told(next(agreed, coordinator, says('permit')))).toHaveLength(1);
  const [message] = told(agreed);
  const sent = message && messageToWhoReferred(message, agreed, { mayHear: 'outcome' });
  expect(sent?.payload?.map(({ contentString }) => contentString)).toContain(
    'The service already knows this person. They agreed that you are told so.',
  );
  expect(JSON.stringify(sent)).not.toMatch(/Brien|reasonCode/);
});

test('nobody is told without it: in other words, of another day, or not at all', () => {
  expect(told(taken())).toEqual([]);
  expect(refusalsOf(taken(), coordinator, says('permit', practice.organisation, 'telling-1'), later)).toEqual([
    'permission-incomplete',
  ]);
  expect(told(next(taken(), coordinator, says('deny'), later))).toEqual([]);
});

test('who takes it back is no longer spoken of: what was not sent is not sent, and it is not shown', () => {
  const agreed = next(taken(), coordinator, says('permit'), later);
  const back = next(agreed, coordinator, says('deny'));
  const [message] = told(agreed);
  expect(message && messageToWhoReferred(message, agreed, { mayHear: 'outcome', newest: back })).toBeUndefined();
  expect(message && showToWhoReferred(message, agreed)).toBeDefined();
  expect(message && showToWhoReferred(message, back)).toBeUndefined();
});

const referrers: [string, Referrer][] = [
  ['a council officer', { kind: 'council-officer', hears: 'outcome', untilAgreed: 'receipt' }],
  ['a professional for whom nobody vouches', { kind: 'professional', hears: 'status', untilAgreed: 'receipt' }],
  ['a relative at a practice', { kind: 'friend-or-relative', hears: 'outcome' }],
  ['the person', { kind: 'self', hears: 'outcome' }],
];
test.each(referrers)('%s is no registered professional: it cannot even be written down for them', (_, referrer) => {
  const referral = taken({ referrer });
  expect(refusalsOf(referral, coordinator, says('permit'), later)).toEqual(['permission-incomplete']);
  expect(attempt(referral, coordinator, says('permit'), later).ok).toBe(false);
});

test('a professional for whom the agreement vouches is told, in the words of a status', () => {
  const agreed = next(
    taken({ referrer: { kind: 'professional', hears: 'status' } }),
    coordinator,
    says('permit'),
    later,
  );
  const [message] = told(agreed);
  const sent = message && messageToWhoReferred(message, agreed, { mayHear: 'status' });
  expect(JSON.stringify(sent?.payload)).toContain('already knows this person');
});

test('neither a group nor another practice can be named in it', () => {
  for (const to of ['walking-group', 'L99902'])
    expect(refusalsOf(taken(), coordinator, says('permit', to), later)).toEqual(['permission-incomplete']);
});
