import { describe, expect, test } from 'vitest';
import { kindOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../../functions/domain/owed/silent.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, meetingAt, move, onwardTo, rang, recorded, reports, said, settles } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { next, refusalsOf, reminded, story, taken } from './referrals.ts';

/** What is owed once somebody has said how a report stands: nothing is late that nobody could do, and nothing is gone. */
const agreed = () =>
  story(
    taken(),
    [coordinator, recorded('conversation')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
  );
const owes = (referral: Referral, what: string) => obligations(referral).find((o) => o.what === what);
const reportsOf = (referral: Referral) => referral.communications.filter((c) => kindOf(c) === 'circumstance');
const last = (referral: Referral) => reportsOf(referral).at(-1)?.id ?? '';
const until = (n: number) => day(n).slice(0, 10);

describe('after a stay in hospital', () => {
  const back = () => {
    const held = next(agreed(), coordinator, reports('in-hospital', { confirmed: true, reviewDate: until(18) }));
    return next(held, coordinator, move(t1, 'in-progress'), day(18));
  };

  test('a group has its whole time to name a meeting, and is silent only when that is over', () => {
    expect(owes(back(), 'name-meeting')).toMatchObject({ since: day(18), deadline: day(25, 17), chased: 0 });
    expect(silentAt(back())).toBe(day(29, 17));
  });

  test('a report that was wrong gives nobody more time', () => {
    const reported = next(agreed(), group, reports('in-hospital', { task: t2 }), day(2));
    const wrong = next(reported, coordinator, settles(last(reported), 'wrong'), day(3));
    expect(owes(wrong, 'name-meeting')).toEqual(owes(agreed(), 'name-meeting'));
  });

  test('a follow-up that was put off until after the end of the referral is looked at again, and comes back', () => {
    const ended = story(
      agreed(),
      [group, meetingAt(day(1))],
      [group, said('could-not-come'), day(1, 12)],
      [coordinator, reports('in-hospital', { confirmed: true, reviewDate: until(10) }), day(1, 13)],
      [coordinator, move(t1, 'failed', because('x')), day(2)],
    );
    expect(owes(ended, 'follow-up')).toBeUndefined();
    expect(owes(ended, 'review')).toMatchObject({ who: 'CWS01', task: t2, due: day(8, 17) });
    const over = next(ended, coordinator, settles(last(ended), 'over'), day(3));
    expect([owes(over, 'review'), owes(over, 'follow-up')?.since]).toEqual([undefined, day(3)]);
  });
});

test('a closing message that waited is for the practice to read from when it goes out', () => {
  const closed = story(
    taken(),
    [coordinator, recorded('conversation')],
    [practice, reports('other-practice')],
    [coordinator, closeWith('advice-only'), day(1)],
  );
  expect([owes(closed, 'closing-acknowledged'), owes(closed, 'clear-practice')?.who]).toEqual([undefined, 'CWS01']);
  const released = next(closed, coordinator, settles(last(closed), 'wrong'), day(14));
  expect(owes(released, 'closing-acknowledged')).toMatchObject({
    who: 'L99901',
    since: day(14),
    deadline: day(17, 17),
  });
  expect(silentAt(released)).toBe(day(21, 17));
});

describe('a death', () => {
  const died = (from: Referral, at?: string) => next(from, coordinator, reports('died', { confirmed: true }), at);
  const both = () => story(agreed(), [practice, reports('in-hospital')], [group, reports('moved', { task: t2 })]);

  test('that was none leaves open what it had answered: somebody looks at it for itself', () => {
    const dead = died(both());
    expect(reportsOf(dead).map((c) => c.status)).toEqual(['stopped', 'stopped', 'completed']);
    const wrong = next(dead, coordinator, settles(last(dead), 'wrong'), day(3));
    expect(reportsOf(wrong).map((c) => c.status)).toEqual(['in-progress', 'in-progress', 'entered-in-error']);
    expect(owes(wrong, 'confirm-circumstance')).toMatchObject({ since: day(3), due: day(4, 17) });
  });

  test('says nothing of which practice the person was with', () => {
    const elsewhere = next(agreed(), practice, reports('other-practice'));
    const dead = died(elsewhere);
    expect(reportsOf(dead).map((c) => c.status)).toEqual(['in-progress', 'completed']);
    expect(refusalsOf(dead, coordinator, settles(last(elsewhere), 'confirmed'))).toEqual([]);
  });

  test('leaves nobody to ask whether the person came: after two reminders it is not known', () => {
    const dead = died(next(agreed(), group, meetingAt(day(1))), day(3));
    const once = reminded(dead, 'meeting-result');
    expect(refusalsOf(once, coordinator, said('not-known'))).toEqual(['chases-missing']);
    expect(refusalsOf(reminded(once, 'meeting-result'), coordinator, said('not-known'))).toEqual([]);
  });

  test('that was none is made good by a conversation, or by tries on enough days', () => {
    const dead = died(next(agreed(), group, meetingAt(day(8))));
    const wrong = next(dead, coordinator, settles(last(dead), 'wrong'));
    const tried = (...at: string[]) =>
      at.reduce((r, sent) => next(r, coordinator, recorded('contact-attempt', t1, { ...rang(), sent }), sent), wrong);
    expect(owes(tried(day(1), day(2, 15)), 'make-good')?.who).toBe('CWS01');
    expect(owes(tried(day(1), day(2, 15), day(3)), 'make-good')).toBeUndefined();
  });
});
