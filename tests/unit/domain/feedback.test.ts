import { describe, expect, test } from 'vitest';
import { feedbackReplies, isFeedbackReply } from '../../../contracts/lifecycle/feedback.ts';
import { daysBetween } from '../../../functions/domain/calendar.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { factsOf } from '../../../functions/domain/reports/facts.ts';
import { addTo, noSums } from '../../../functions/domain/reports/report.ts';
import { feedbackIn, isSettled, replyTo } from '../../../functions/domain/said/feedback.ts';
import { nextOf } from '../../../functions/views/next-place.ts';
import { showToReferrer } from '../../../mappings/gp/show.ts';
import { closeWith, recorded } from './acts.ts';
import { coordinator, day, hub, practice, t1 } from './cast.ts';
import { next, refusalsOf, taken } from './referrals.ts';
import { feedback, replies } from './said-of-service.ts';

const given = (): Referral => next(taken(), coordinator, feedback(), day(1));
const first = (referral: Referral) => {
  const [one] = feedbackIn(referral);
  if (!one) throw new Error('Nothing was said');
  return one;
};
const owed = (referral: Referral) => obligations(referral).filter(({ what }) => what === 'reply-feedback');

describe('S65: what somebody said of the service', () => {
  test('is owed a reply, and the last reminder of it comes within 30 days, over Christmas too', () => {
    expect(owed(given())).toMatchObject([{ who: 'CWS01', about: first(given()).id }]);
    const december = next(taken(), coordinator, feedback(), day(36));
    const [owing] = owed(december);
    const { due = '', about = '' } = owing ?? {};
    const chased = next(december, hub, { kind: 'chase', obligation: 'reply-feedback', task: t1, due, about }, due);
    const last = owed(chased)[0]?.due ?? '';
    expect(daysBetween(day(36), last)).toBeGreaterThan(20);
    expect(daysBetween(day(36), last)).toBeLessThanOrEqual(30);
  });
  test('without a reply after 30 days stands among what nobody has done, and in a row of its own of the report', () => {
    const from = given();
    const about = first(from).id ?? '';
    const chasedAt = (referral: Referral): Referral => {
      const [{ due } = { due: '' }] = owed(referral);
      return next(referral, hub, { kind: 'chase', obligation: 'reply-feedback', task: t1, due, about }, due);
    };
    const late = chasedAt(chasedAt(from));
    expect(owed(late)).toMatchObject([{ chased: 2 }]);
    const sums = noSums();
    const facts = factsOf(late);
    if (facts) addTo(sums, facts, { from: '2026-11-01', to: '2026-12-31' });
    expect([...(sums.tables.get('feedback') ?? [])]).toEqual([['no reply in 30 days', 1]]);
  });
  test.each(Object.keys(feedbackReplies).filter(isFeedbackReply))('has the state that was replied: %s', (reply) => {
    const from = given();
    const replied = next(from, coordinator, replies(first(from).id ?? '', reply, 'The hall has one heater'), day(2));
    expect(replyTo(replied, first(replied))).toBe(reply);
    expect(owed(replied)).toHaveLength(reply === 'acting' ? 1 : 0);
    expect(factsOf(replied)?.feedback).toEqual([{ said: '2026-11-03', reply, days: 1 }]);
  });
  test('that somebody is acting on is owed its end, with as much time again, also once the referral has ended', () => {
    const from = given();
    const about = first(from).id ?? '';
    const [{ due = '' } = {}] = owed(from);
    const chased = next(from, hub, { kind: 'chase', obligation: 'reply-feedback', task: t1, due, about }, due);
    const acting = next(chased, coordinator, replies(about, 'acting'), day(30));
    const spoken = next(acting, coordinator, recorded('conversation'), day(30, 1));
    const ended = next(spoken, coordinator, closeWith('advice-only'), day(31));
    for (const one of [acting, ended]) {
      const [owing] = owed(one);
      expect(owing).toMatchObject({ chased: 0, about });
      expect(daysBetween(day(30), owing?.due ?? '')).toBeGreaterThan(7);
    }
    expect(nextOf(ended).soonest).toContain('reply-feedback');
    expect(owed(next(ended, coordinator, replies(about, 'done'), day(32)))).toEqual([]);
  });
  test('is not told no without a reason, nor replied to by what answers something else', () => {
    const from = given();
    expect(refusalsOf(from, coordinator, replies(first(from).id ?? '', 'no-because'))).toEqual(['missing-element']);
    expect(refusalsOf(from, coordinator, replies('x.m9'))).toEqual(['wrong-parent']);
    expect(refusalsOf(from, coordinator, feedback(' '))).toEqual(['missing-element']);
  });
  test('that was replied to again stands as it was said last, and is for the service alone to see', () => {
    const from = given();
    const id = first(from).id ?? '';
    const acting = next(from, coordinator, replies(id, 'acting'), day(2));
    const done = next(acting, coordinator, replies(id, 'done'), day(3));
    expect(replyTo(done, first(done))).toBe('done');
    expect([acting, done].map((one) => isSettled(one, first(one)))).toEqual([false, true]);
    expect(showToReferrer(first(done), done)).toBeUndefined();
    expect(refusalsOf(from, practice, feedback())).toEqual(['not-yours-to-change']);
  });
});
