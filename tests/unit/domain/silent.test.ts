import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../../functions/domain/owed/silent.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { assigns, closeWith, draft, move, onwardTo, opens, recorded } from './acts.ts';
import { coordinator, day, group, later, practice, t1, t2 } from './cast.ts';
import { asked, named, spoken, taken, tell } from './owed.ts';
import { next, opened, reminded, story } from './referrals.ts';

const chased = (referral: Referral, times: number): Referral =>
  Array.from({ length: times }).reduce<Referral>((r) => reminded(r, obligations(r)[0]?.what ?? ''), referral);

// Day 0 is Monday 2 November 2026. Two working days after the deadline, at 17:00.
test.each<[string, () => Referral, string | undefined]>([
  ['a new request that nobody at the service opens', opened, day(4, 17)],
  ['accepted and forgotten: what began it is no act upon it', taken, day(9, 17)],
  ['a group that was asked', asked, day(4, 17)],
  ['a meeting that was, and nobody says who came', named, day(8, 17)],
  ['a draft', () => opened({ sent: draft }), day(7, 17)],
  [
    'a review that nobody holds',
    () => next(taken(), coordinator, move(t1, 'on-hold', { reason: { text: 'x' }, reviewDate: '2026-11-12' })),
    day(14, 17),
  ],
  [
    'a closing message that nobody reads',
    () => next(tell('attended'), coordinator, closeWith('connected-and-attended')),
    day(10, 17),
  ],
  ['nothing is owed', () => next(opened(), practice, move(t1, 'cancelled', { reason: { text: 'x' } })), undefined],
])('silent, if nobody does anything: %s', (_, build, at) => {
  expect(silentAt(build())).toBe(at);
  expect(silentAt(build()) !== undefined).toBe(obligations(build()).length > 0);
});

describe('not silent', () => {
  test('once somebody whose it is has opened it, before or after the deadline, until something else is owed', () => {
    expect(silentAt(next(opened(), coordinator, opens(), day(1)))).toBeUndefined();
    expect(silentAt(next(chased(opened(), 2), coordinator, opens(), day(20)))).toBeUndefined();
    expect(silentAt(next(asked(), group, opens(t2), day(1)))).toBeUndefined();
    expect(silentAt(story(opened(), [coordinator, opens()], [coordinator, move(t1, 'accepted')]))).toBe(day(9, 17));
  });

  test('nor once the coordinator, whose it becomes, has acted', () => {
    expect(silentAt(next(asked(), coordinator, recorded('contact-attempt', t2), day(1)))).toBeUndefined();
  });
});

describe('silent still', () => {
  test('however often it was escalated', () => {
    for (const build of [opened, taken, asked, named]) {
      for (const times of [1, 2, 5, 9]) expect(silentAt(chased(build(), times))).toBe(silentAt(build()));
    }
  });

  test('where only somebody opened it whose it is not', () => {
    expect(silentAt(next(opened(), practice, opens(), day(1)))).toBe(silentAt(opened()));
    expect(silentAt(next(asked(), practice, opens(), day(1)))).toBe(silentAt(asked()));
  });

  test('where a system said that it has the Task, and no person anything', () => {
    const receipt = move(t1, 'requested', { businessStatus: 'acknowledged' });
    expect(silentAt(next(opened(), coordinator, receipt))).toBe(silentAt(opened()));
    const person = next(opened(), coordinator, { ...receipt, notes: ['Rang her'] });
    expect(silentAt(person)).toBeUndefined();
  });

  test('where whoever spoke to the person wrote it down a little later, and then forgot', () => {
    const at = day(2, 12);
    const written = next(taken(), coordinator, recorded('conversation', t1, { sent: at }), later(at, 90_000));
    expect(silentAt(written)).toBe(day(11, 17));
  });

  test('two working days after somebody wrote down late what they had said long before, and then forgot', () => {
    const written = next(taken(), coordinator, recorded('conversation', t1, { sent: day(1) }), day(14));
    expect(silentAt(written)).toBe(day(16, 17));
  });

  test('where it was opened only before it began: a meeting has ended since', () => {
    const before = next(named(), group, opens(t2), day(1));
    expect(silentAt(before)).toBe(day(8, 17));
    expect(silentAt(next(before, group, opens(t2), day(4)))).toBeUndefined();
  });
});

test('what is silent first counts: one group answers, another does not', () => {
  const both = story(spoken(), [coordinator, onwardTo('walking-group')], [coordinator, onwardTo('mens-shed'), day(1)]);
  // The coordinator asked the second after the first: it looked at the referral then.
  expect(silentAt(both)).toBe(day(7, 17));
  expect(silentAt(next(both, group, opens(t2), day(2)))).toBe(day(7, 17));
});

test('an assignee is somebody’s word, and their colleagues count as much', () => {
  const handed = next(opened(), coordinator, assigns('jb'), day(1));
  expect(silentAt(handed)).toBeUndefined();
  const byOperator = next(opened(), { ...coordinator, client: 'operator' }, assigns('jb'), day(1));
  expect(silentAt(byOperator)).toBe(silentAt(opened()));
});

test.each([
  // Christmas is on a Friday, Boxing Day's holiday on Monday the 28th.
  ['over Christmas', '2026-12-23T10:00:00.000Z', '2026-12-29T17:00:00.000Z', '2026-12-31T17:00:00.000Z'],
  // Good Friday is the 26th; summer time begins on the 28th, Easter Monday follows: 17:00 is 16:00 in UTC.
  [
    'over Easter and into summer time',
    '2027-03-24T10:00:00.000Z',
    '2027-03-30T16:00:00.000Z',
    '2027-04-01T16:00:00.000Z',
  ],
  ['out of summer time', '2027-10-28T10:00:00.000Z', '2027-11-01T17:00:00.000Z', '2027-11-03T17:00:00.000Z'],
])('working days of England count: %s', (_, at, deadline, silent) => {
  const referral = opened({ at });
  expect(obligations(referral)).toMatchObject([{ what: 'answer-request', since: at, deadline, due: deadline }]);
  expect(silentAt(referral)).toBe(silent);
});
