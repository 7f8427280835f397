import { expect, test } from 'vitest';
import { disposalOf } from '../../../functions/domain/disposal.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, move, onwardTo, writes } from './acts.ts';
import { coordinator, day, group, hub, later, practice, t1, t2 } from './cast.ts';
import { agreed, next, opened, story, taken } from './referrals.ts';

const retention = { endedYears: 8, inErrorDays: 30, auditYears: 10, concernYears: { adults: 8, children: 25 } };
const from = (referral: Referral) => disposalOf(referral, retention)?.from;

/** Nobody does anything: so often the hub reminds of whatever is due next. */
const leftAlone = (referral: Referral, times: number): Referral => {
  const [first] = obligations(referral);
  if (times === 0 || !first) return referral;
  const { what: obligation, task, due, about } = first;
  const chase = { kind: 'chase', obligation, task, due, ...(about ? { about } : {}) } as const;
  return leftAlone(next(referral, hub, chase, later(due)), times - 1);
};

const declined = () => next(opened(), coordinator, move(t1, 'rejected', because('Full')), day(1));

test('of what ended the time counts from what somebody did last, however often the hub reminds of what nobody acknowledged', () => {
  expect(from(declined())).toBe('2034-11-03T09:00:00.000Z');
  const reminded = leftAlone(declined(), 40);
  expect(reminded.version).toBe(declined().version + 40);
  expect(from(reminded)).toBe(from(declined()));
});

test('a question after the end begins it anew; what goes on has no time yet', () => {
  const asked = next(declined(), practice, writes('question', 'Why?'), day(9));
  expect(from(asked)).toBe('2034-11-11T09:00:00.000Z');
  expect(from(leftAlone(agreed(), 40))).toBeUndefined();
});

test('a recall of somebody that nothing was done for goes after its days, whoever it is that does not acknowledge it', () => {
  const recall = move(t1, 'entered-in-error', because('Wrong person'));
  const recalled = story(
    taken(),
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
    [group, move(t2, 'in-progress')],
    [practice, recall, day(1)],
  );
  const never = story(declined(), [practice, recall, day(1, 12)]);
  for (const [referral, at] of [
    [recalled, '2034-11-03T09:00:00.000Z'],
    [never, '2026-12-03T12:00:00.000Z'],
  ] as const) {
    expect(from(referral)).toBe(at);
    expect(from(leftAlone(referral, 40))).toBe(at);
  }
});

const endedOf = (birthDate: string, years = 8): string | undefined => {
  const referral = declined();
  const born = { ...referral, patient: { ...referral.patient, birthDate } };
  return disposalOf(born, { ...retention, endedYears: years })?.from;
};

// It ended on 3 November 2026.
test.each([
  ['16 then: to the 25th birthday', '2010-06-10', '2035-06-10'],
  ['17 then: to the 26th', '2009-06-10', '2035-06-10'],
  ['17 on the last day of it', '2009-11-03', '2035-11-03'],
  ['16 on that day', '2009-11-04', '2034-11-04'],
  ['18 on that day: an adult', '2008-11-03', '2034-11-03'],
  ['17 on that day', '2008-11-04', '2034-11-04'],
  ['grown up for long', '1948-03-12', '2034-11-03'],
  ['a child that died', '2024-02-29', '2049-03-01'],
  // Only the year or the month is known: the latest day that it may be, and 17 where that may be.
  ['16 or 17 then', '2009', '2035-12-31'],
  ['17 or 18 then', '2008', '2034-12-31'],
  ['15 or 16 then', '2010', '2035-12-31'],
  ['17 or 18 then, of a month', '2008-11', '2034-11-30'],
  ['18 then, of a month', '2008-10', '2034-11-03'],
])('the record of somebody who was %s (born %s) is kept until %s', (_, birthDate, until) => {
  expect(endedOf(birthDate)?.slice(0, 10)).toBe(until);
});

test('where an area keeps records longer than that, a child’s goes no sooner; where it keeps an adult’s shorter, a child’s stays', () => {
  expect(endedOf('2010-06-10', 20)).toBe('2046-11-03T09:00:00.000Z');
  expect(endedOf('2010-06-10', 2)?.slice(0, 10)).toBe('2035-06-10');
  expect(endedOf('2007-06-10', 2)).toBe('2028-11-03T09:00:00.000Z');
  expect(endedOf('')).toBe('2034-11-03T09:00:00.000Z');
});
