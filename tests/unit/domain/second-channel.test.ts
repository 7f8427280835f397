import type { Patient } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { meansOf, whyCall } from '../../../functions/domain/to-person/means.ts';
import { messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { planOf } from '../../../functions/domain/to-person/plan.ts';
import { personRows } from '../../../functions/views/person-rows.ts';
import { tellingPart } from '../../../functions/web/worklist/telling.ts';
import { meetingAt } from './acts.ts';
import { day, group, hub } from './cast.ts';
import { channel, mobile, whoHas } from './people-to-write-to.ts';
import { agreed, next } from './referrals.ts';

const email = channel('email', 'a@example.org', 'safe');
const signedUp = (telecom: NonNullable<Patient['telecom']>): Referral => {
  const asked = agreed();
  return next({ ...asked, patient: whoHas({ id: asked.patient.id ?? '', telecom }) }, group, meetingAt(day(7)), day(1));
};
const told = (referral: Referral, says = 'signed-up') =>
  messagesToPerson(referral)
    .filter((one) => one.says === says)
    .map(({ message }) => message.id ?? '');
const comesBack = (referral: Referral, message = told(referral).at(-1) ?? '', at = day(1, 10)): Referral =>
  next(referral, hub, { kind: 'record-delivery', message, outcome: 'refused', way: 'notify' }, at);
const planned = (referral: Referral, message = told(referral).at(-1) ?? '') => planOf(referral, message, day(1, 12));
const owed = (referral: Referral) =>
  obligations(referral).flatMap(({ what, about }) => (what === 'tell-person' ? [about] : []));
const wanted = (referral: Referral) =>
  personRows(referral).flatMap((row) => (row.wanted !== undefined && row.notBefore === undefined ? [row.sk] : []));

test('whoever rings instead reads that no other channel is safe, where what came back is the only one left', async () => {
  const again = comesBack(signedUp([mobile, email]));
  const referral = { ...again, patient: { ...again.patient, telecom: [mobile] } };
  const desk = { publicUrl: 'https://hub.example', participants: { organisation: async () => undefined } };
  const part = await tellingPart({ referral, desk, now: day(1, 12) }, told(again).at(-1) ?? '');
  expect(part?.text).toContain(whyCall['no-safe-way']);
});

test('what came back by the first channel goes once by the other that is safe; nothing by the first any more', () => {
  const first = signedUp([mobile, email]);
  expect(planned(first)).toMatchObject({ kind: 'send', means: { channel: 'sms' } });
  const again = comesBack(first);
  expect(told(again)).toHaveLength(2);
  expect(planned(again)).toMatchObject({ kind: 'send', means: { channel: 'email', to: ['a@example.org'] } });
  expect(planned(again, told(again)[0])).toMatchObject({ kind: 'nothing' });
  expect(wanted(again)).toHaveLength(1);
  expect(owed(again)).toEqual([told(again)[1]]);
});

test('where that comes back too, somebody rings: there is no third', () => {
  const twice = comesBack(
    comesBack(signedUp([mobile, email, channel('phone', '07700 900999', 'safe')])),
    undefined,
    day(1, 11),
  );
  expect(told(twice)).toHaveLength(2);
  expect(owed(twice)).toEqual([told(twice)[1]]);
});

test.each([
  ['one number, written twice', [mobile, channel('sms', '+447700900123', 'safe')]],
  ['another that is not safe', [mobile, channel('email', 'a@example.org', 'not-safe')]],
  ['another of which nobody knows', [mobile, channel('email', 'a@example.org')]],
  ['a landline beside it', [mobile, channel('phone', '01452 000000', 'safe')]],
])('who has %s is rung at once', (_, telecom) => {
  const lost = comesBack(signedUp(telecom));
  expect(told(lost)).toHaveLength(1);
  expect(owed(lost)).toEqual(told(lost));
});

test('a reminder that came back and is sent anew is nobody’s to tell, until that comes back as well', () => {
  const first = signedUp([mobile, email]);
  const [reminder] = told(first, 'reminder-soon');
  const again = comesBack(first, reminder, day(5, 10));
  expect(told(again, 'reminder-soon')).toHaveLength(2);
  expect(owed(again)).not.toContain(reminder);
  const lost = comesBack(again, told(again, 'reminder-soon')[1], day(5, 11));
  expect(owed(lost)).toContain(told(lost, 'reminder-soon')[1]);
});

test('what is said once more takes no reminder away: they are reminded of it all the same', () => {
  const again = comesBack(signedUp([mobile, email]));
  const [soon = ''] = told(again, 'reminder-soon');
  const [morning = ''] = told(again, 'reminder-today');
  expect(planOf(again, soon, day(5, 12)).kind).toBe('send');
  expect(planOf(again, morning, day(7, 8)).kind).toBe('send');
  const moved = next(again, group, meetingAt(day(8), { appointment: again.onward[0]?.meetings[0]?.id ?? '' }), day(2));
  expect(planOf(moved, soon, day(5, 12))).toMatchObject({ kind: 'nothing', why: 'not-any-more' });
});

test('once the other is not safe any more, the message is somebody’s to tell', () => {
  const patient = whoHas({ telecom: [mobile, channel('email', 'a@example.org', 'not-safe')] });
  expect(meansOf(patient, true, '+447700900123')).toEqual({ kind: 'call', why: 'no-safe-way' });
});
