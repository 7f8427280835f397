import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { meansOf } from '../../../functions/domain/to-person/means.ts';
import { messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { planOf } from '../../../functions/domain/to-person/plan.ts';
import { planOf as pageOf } from '../../../mappings/person/plan.ts';
import { because, meetingAt, move, recorded } from './acts.ts';
import { coordinator, day, group, t1, t2 } from './cast.ts';
import { mobile, safeContact, whoHas } from './people-to-write-to.ts';
import { agreed, next, opened } from './referrals.ts';

const a1 = t2.replace('t2', 'a1');
const writable = (referral: Referral): Referral => ({
  ...referral,
  patient: whoHas({ id: referral.patient.id ?? '', telecom: [mobile] }),
});
const made = (referral: Referral, says: string): string =>
  messagesToPerson(referral).find((one) => one.says === says)?.message.id ?? '';

describe('that somebody will ring', () => {
  const taken = () => next(writable(opened()), coordinator, move(t1, 'accepted'), day(0, 10));

  test('is said to whom nobody has spoken with, and to nobody else', () => {
    const referral = taken();
    expect(planOf(referral, made(referral, 'received'), day(0, 11))).toMatchObject({ kind: 'send' });
    const spoken = next(referral, coordinator, recorded('conversation', t1), day(0, 11));
    expect(planOf(spoken, made(spoken, 'received'), day(0, 12))).toEqual({ kind: 'nothing', why: 'not-any-more' });
  });

  test('is not even made where they spoke before it was taken on', () => {
    const before = next(writable(opened()), coordinator, recorded('conversation', t1), day(0, 10));
    expect(made(next(before, coordinator, move(t1, 'accepted'), day(0, 11)), 'received')).toBe('');
  });
});

test('a reminder that was held until the day itself is not sent beside the one of that morning', () => {
  const referral = next(writable(agreed()), group, meetingAt(day(7)), day(1));
  const [soon, morning] = [made(referral, 'reminder-soon'), made(referral, 'reminder-today')];
  expect(planOf(referral, soon, day(6, 19))).toMatchObject({ kind: 'send' });
  expect(planOf(referral, soon, day(7, 8))).toEqual({ kind: 'nothing', why: 'too-late' });
  expect(planOf(referral, morning, day(7, 8))).toMatchObject({ kind: 'send' });
});

test.each([
  ['on a Saturday, for Monday at nine', day(7), day(5, 12), day(5, 13)],
  ['on a Saturday, for the afternoon of Monday', day(7, 15), day(5, 12), day(7, 10)],
  ['on the Saturday itself', day(5, 15), day(5, 13), day(5, 14)],
  ['less than an hour before', day(5, 15), `${day(5).slice(0, 11)}14:30:00.000Z`, day(5, 15)],
])('called off %s, somebody is to tell them before they would set out', (_, start, at, due) => {
  const named = next(agreed(), group, meetingAt(start));
  const off = next(named, group, { kind: 'cancel-meeting', appointment: a1, ...because('Rain') }, at);
  expect(obligations(off).filter(({ what }) => what === 'tell-person')).toMatchObject([{ due }]);
});

test('who asked to be reached through somebody is, also where a channel of their own is safe', () => {
  const patient = whoHas({ telecom: [mobile], extension: [safeContact({ through: 'Her sister' })] });
  expect(meansOf(patient, true)).toEqual({ kind: 'call', why: 'through' });
});

test('a group that the person has finished with is not said to want to meet them', () => {
  const stateOf = (referral: Referral) => pageOf({ referral, now: day(9), groups: new Map() }).options[0]?.state;
  expect(stateOf(agreed())).toBe('welcome');
  const begun = next(agreed(), group, move(t2, 'in-progress'), day(2));
  const met = next(
    next(begun, group, meetingAt(day(3)), day(2)),
    group,
    { kind: 'record-result', task: t2, result: 'attended' },
    day(4),
  );
  expect(stateOf(next(met, group, move(t2, 'completed'), day(5)))).toBe('been');
});
