import { describe, expect, test } from 'vitest';
import { policyOf } from '../../../contracts/areas/policy.ts';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { deadlines, type PolicyChanges } from '../../../contracts/lifecycle/deadlines.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../../functions/domain/owed/silent.ts';
import { closeWith, move } from './acts.ts';
import { coordinator, day, t1 } from './cast.ts';
import { asked, named, taken, tell } from './owed.ts';
import { next, opened } from './referrals.ts';

test('the defaults are those that were agreed (issue 5, item 4)', () => {
  expect(deadlines).toMatchObject({
    answer: { remind: 2, escalate: 5 },
    answerUrgent: { remind: 1 },
    longestReview: 20,
    meetingResult: { chase: 1, escalate: 3 },
    closingAcknowledged: { ring: 5 },
  });
  expect(policyOf({})).toMatchObject({ answer: { remind: 2, escalate: 5 }, longestReview: 20, personFirst: 0 });
});

describe('an area may be shorter or longer', () => {
  const policy = policyOf({
    ...{ answer: { remind: 1, escalate: 3 }, firstConversation: 10, meetingResult: { escalate: 4 } },
  });

  test('in what it says so, and nothing else', () => {
    expect(policy).toEqual({
      ...thisPolicy,
      answer: { remind: 1, escalate: 3 },
      firstConversation: 10,
      meetingResult: { ...thisPolicy.meetingResult, escalate: 4 },
    });
  });

  test('and what is owed follows, with when it is silent', () => {
    const dues = (referral: Parameters<typeof obligations>[0]) => obligations(referral, policy).map(({ due }) => due);
    expect(dues(opened())).toEqual([day(1, 17)]);
    expect(dues(asked())).toEqual([day(1, 17)]);
    expect(dues(taken())).toEqual([day(14, 17)]);
    expect(dues(named())).toEqual([day(4, 17)]);
    expect(silentAt(opened(), policy)).toBe(day(3, 17));
    const closed = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
    expect(dues(closed)).toEqual(obligations(closed).map(({ due }) => due));
  });
});

test.each<[string, PolicyChanges]>([
  ['escalated before it is reminded of', { answer: { escalate: 2 } }],
  ['reminded of later than it is escalated', { answer: { remind: 6 } }],
  ['chased again before it was chased', { meetingResult: { chase: 2 } }],
  ['rung about before a reminder', { closingAcknowledged: { ring: 1 } }],
  ['a review that is further away than anything may wait', { longestReview: 21 }],
  ['any deadline that is', { firstConversation: 40 }],
  ['an urgent request that may wait longer than another', { answerUrgent: { remind: 3, escalate: 4 } }],
  ['half a day', { nextStep: 2.5 }],
  ['a deadline in the past', { followUp: -1 }],
])('an area with deadlines that make no sense does not start: %s', (_, policy) => {
  expect(() => policyOf(policy)).toThrow('The deadlines of this area cannot be');
});

test('what nobody of an area may change is none of its policy', () => {
  expect(Object.keys(thisPolicy)).not.toContain('graceDays');
  expect(Object.keys(thisPolicy)).not.toContain('contactAttempts');
});

test('a review further away than the area allows is refused', () => {
  const hold = (reviewDate: string) =>
    next(taken(), coordinator, move(t1, 'on-hold', { reason: { text: 'x' }, reviewDate }));
  expect(obligations(hold('2026-11-30'))).toMatchObject([{ what: 'review' }]);
  expect(() => hold('2026-12-01')).toThrow('review-date');
});
