import { expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { move, recorded, reports } from './acts.ts';
import { coordinator, day, group, practice, t2 } from './cast.ts';
import { asked } from './owed.ts';
import { next } from './referrals.ts';

const waitsUntil = (date: string, businessStatus = 'waiting-list' as const) =>
  move(t2, 'accepted', { businessStatus, reviewDate: date });
const review = (referral: Referral) =>
  obligations(referral)
    .filter(({ what }) => what === 'review')
    .map(({ who, due }) => `${who} ${due.slice(0, 10)}`);

/** The group says yes with a wait, and puts its own date off twice. */
const putOff = () => {
  const waits = next(asked(), group, waitsUntil('2026-11-20'), day(1));
  const later = next(waits, group, waitsUntil('2026-12-10'), day(14));
  return next(later, group, waitsUntil('2026-12-24'), day(28));
};

test('a group that puts its waiting list off again and again does not put off when the coordinator looks', () => {
  expect(review(next(asked(), group, waitsUntil('2026-11-20'), day(1)))).toEqual(['CWS01 2026-11-20']);
  // 20 working days after the yes of Tuesday 3 November.
  expect(review(putOff())).toEqual(['CWS01 2026-12-01']);
});

test('who was accepted long ago and waits from today is looked at so many working days from today', () => {
  const accepted = next(asked(), group, move(t2, 'accepted'), day(1));
  expect(review(next(accepted, group, waitsUntil('2027-01-15'), day(50)))).toEqual(['CWS01 2027-01-15']);
});

test('nobody is to ring somebody who is in hospital because a group waits for them', () => {
  const waits = next(asked(), group, waitsUntil('2026-11-20'), day(1));
  const away = next(waits, practice, reports('in-hospital'), day(5));
  const later = next(away, group, waitsUntil('2026-12-10'), day(14));
  const put = next(later, group, waitsUntil('2026-12-24'), day(28));
  expect(review(put)).not.toContain('CWS01 2026-12-01');
});

test('whoever speaks to the person, or tries to, has looked: the next time is so many working days from there', () => {
  const spoken = next(putOff(), coordinator, recorded('conversation', t2, { sent: day(29) }), day(29));
  expect(review(spoken)).toEqual(['CWS01 2026-12-24']);
});
