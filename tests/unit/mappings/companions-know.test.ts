import { expect, test } from 'vitest';
import type { Referral } from '../../../functions/domain/referral.ts';
import { answerings } from '../../../functions/web/own/answers.ts';
import { planOf } from '../../../mappings/person/plan.ts';
import { knowersOf, whoKnows } from '../../../mappings/person/who-knows.ts';
import { objection } from '../domain/acts.ts';
import { coordinator, day } from '../domain/cast.ts';
import { champion, companionAsked, companionStates, goesAlong } from '../domain/companions-asked.ts';
import { next } from '../domain/referrals.ts';

const known = new Map([[champion.organisation, { name: 'Ada', tier: 'name-only' as const }]]);
const companionsIn = (referral: Referral, now = referral.at) =>
  whoKnows({ referral, now, known }).filter(({ kind }) => kind === 'companion');

test('the person is told of whoever was asked to go along, and what they can see: first the day, from the day before more', () => {
  expect(knowersOf(companionAsked())).toContain(champion.organisation);
  expect(companionsIn(companionAsked())).toMatchObject([
    { name: 'Ada', id: 't3', stands: 'asked', things: ['day', 'part'], isWithdrawn: false },
  ]);
  expect(companionsIn(goesAlong())).toMatchObject([{ stands: 'comes', things: ['day', 'part'] }]);
  expect(companionsIn(goesAlong(), day(7, 20))).toMatchObject([
    { things: expect.arrayContaining(['who', 'start', 'reference']) },
  ]);
});

test.each([
  ['rejected', 'no'],
  ['cancelled', 'no'],
  ['completed', 'went'],
  ['failed', 'missed'],
] as const)('whose request is %s can see nothing any more', (status, stands) => {
  const referral = companionStates[status]?.() ?? companionAsked();
  expect(companionsIn(referral, day(9))).toMatchObject([{ name: 'Ada', things: [], stands }]);
});

test('once they meet, a no takes the person off what the companion is shown, and whether they met may still be said', () => {
  const referral = goesAlong();
  const [begun] = referral.onward.flatMap(({ meetings }) => meetings.map(({ start }) => start));
  const now = new Date(Date.parse(begun ?? '') + 600_000).toISOString();
  expect(companionsIn(referral, now)).toMatchObject([
    { stands: 'was-to-come', things: expect.arrayContaining(['who']) },
  ]);
  const consent = objection(champion.organisation);
  const { purpose: _, ...toAll } = consent.provision ?? {};
  const after = next(
    referral,
    coordinator,
    { kind: 'record-permission', consent: { ...consent, provision: toAll } },
    now,
  );
  expect(after.companions[0]?.status).toBe('accepted');
  expect(companionsIn(after, now)).toMatchObject([
    { stands: 'was-to-come', things: ['day', 'part'], isWithdrawn: true },
  ]);
});

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
