import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { answerings } from '../../../functions/web/own/answers.ts';
import { planOf } from '../../../mappings/person/plan.ts';
import { knowersOf, whoKnows } from '../../../mappings/person/who-knows.ts';
import { coordinator, day } from '../domain/cast.ts';
import { champion, companionAsked, companionStates, goesAlong } from '../domain/companions-asked.ts';
import { next } from '../domain/referrals.ts';

const known = new Map([[champion.organisation, { name: 'Ada', tier: 'name-only' as const }]]);
const companionsIn = (referral: Referral, now = referral.at) =>
  whoKnows({ referral, now, known }).filter(({ kind }) => kind === 'companion');

test('the person is told of whoever was asked to go along, and what they can see: first the day, from the day before more', () => {
  expect(knowersOf(companionAsked())).toContain(champion.organisation);
  expect(companionsIn(companionAsked())).toMatchObject([
    { name: 'Ada', id: 't3', hasSaidYes: false, things: ['day', 'part'], isWithdrawn: false },
  ]);
  expect(companionsIn(goesAlong())).toMatchObject([{ hasSaidYes: true, things: ['day', 'part'] }]);
  expect(companionsIn(goesAlong(), day(7, 20))).toMatchObject([
    { things: expect.arrayContaining(['who', 'start', 'reference']) },
  ]);
});

test.each(['rejected', 'cancelled', 'completed', 'failed'] as const)(
  'whose request is %s can see nothing any more',
  (status) => {
    const referral = companionStates[status]?.() ?? companionAsked();
    expect(companionsIn(referral, day(9))).toMatchObject([{ name: 'Ada', things: [] }]);
  },
);

test('a permission for a companion is taken back as that for a group is, and they go along no more', () => {
  const referral = goesAlong();
  const asked = { referral, plan: planOf({ referral, now: day(4), groups: new Map() }), part: 't3', now: day(4) };
  const notThem = answerings['not-them'];
  expect(notThem?.stands(asked)).toBe(true);
  const action = notThem?.action(asked, 'yes');
  if (!action) throw new Error('Nothing can be taken back');
  const after = next(referral, { ...coordinator, client: 'person', as: ['person'] }, action, day(4));
  expect(companionsIn(after)).toMatchObject([{ isWithdrawn: true, things: [] }]);
  expect(after.companions[0]?.status).toBe('cancelled');
  expect(notThem?.stands({ ...asked, referral: after })).toBe(false);
});
