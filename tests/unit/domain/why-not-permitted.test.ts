import type { Consent } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { permission, whyNotPermitted } from '../../../functions/domain/permission/permission.ts';
import { consent, objection, onwardTo } from './acts.ts';
import { taken } from './referrals.ts';

const { request } = onwardTo('walking-group');
const of = { patient: taken().patient, now: '2026-11-25T10:00:00.000Z' };
const why = (...consents: Consent[]): string => {
  expect(permission(consents, 'walking-group', request, of)).toBeUndefined();
  return whyNotPermitted(consents, 'walking-group', request, of);
};
const plain = consent('walking-group');

test.each([
  ['nothing', [], 'no Consent'],
  ['one that is not active', [{ ...plain, status: 'inactive' as const }], 'is active'],
  ['one for another group', [consent('mens-shed')], 'another organisation'],
  ['one for nothing in particular', [{ ...plain, provision: { ...plain.provision, purpose: [] } }], 'another purpose'],
  ['one of another person', [{ ...plain, patient: { reference: 'Patient/other' } }], 'another person'],
  ['one of next week', [{ ...plain, dateTime: '2026-12-02T10:00:00Z' }], 'in the future'],
  ['one that is over', [{ ...plain, provision: { ...plain.provision, period: { end: '2026-11-01' } } }], 'period'],
  ['an objection after it', [plain, objection('walking-group')], 'objected'],
])('with %s the answer says what is wrong', (_, consents, words) => {
  expect(why(...consents)).toContain(words);
});

test('the nearest miss is told: a permission for another group does not hide one that begins too late', () => {
  expect(why(consent('mens-shed'), { ...plain, dateTime: '2027-01-01' })).toContain('in the future');
});
