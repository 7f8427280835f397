import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { isGone, mayContactPerson } from '../../../functions/domain/circumstance/circumstances.ts';
import { codeIn, kindOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { because, meetingAt, move, onwardTo, outcome, recorded, reports, settles } from './acts.ts';
import { coordinator, day, group, practice, shed, t1, t2 } from './cast.ts';
import { next, refusalsOf, story, taken } from './referrals.ts';

/** Issue 5 item 5: who ends something because the person has moved or died has said so, and does not know which. */
const t3 = t2.replace('t2', 't3');
const going = () =>
  story(
    taken(),
    [coordinator, recorded('conversation')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
    [coordinator, onwardTo('mens-shed')],
    [shed, move(t3, 'accepted')],
    [group, meetingAt(day(8))],
  );
const saying = because('Her neighbour told us', 'moved-or-died');
const ended = () => next(going(), group, move(t2, 'cancelled', saying));
const reportsOf = (referral: Referral) => referral.communications.filter((c) => kindOf(c) === 'circumstance');
const stand = (referral: Referral) =>
  reportsOf(referral).map((c) => `${codeIn(systems.circumstance, c.topic)} ${c.status}`);
const owed = (referral: Referral) => obligations(referral).map((o) => `${o.who} ${o.what} ${o.task.split('.')[1]}`);
const first = (referral: Referral) => reportsOf(referral)[0]?.id ?? '';

describe('a group that ends its part with moved-or-died', () => {
  test('has reported it: in that version everything to the person stops, and the coordinator finds out within a day', () => {
    expect(stand(ended())).toEqual(['moved-or-died in-progress']);
    expect(reportsOf(ended())[0]).toMatchObject({
      sender: { reference: 'Organization/walking-group' },
      about: [{ reference: `Task/${t2}` }],
    });
    expect(ended().version).toBe(going().version + 1);
    expect(mayContactPerson(ended())).toBe(false);
    expect(owed(ended())).toContain('CWS01 confirm-circumstance t1');
    expect(obligations(ended()).find((o) => o.what === 'confirm-circumstance')?.due).toBe(day(1, 17));
    expect(refusalsOf(ended(), shed, meetingAt(day(9), { task: t3 }))).toEqual(['contact-stopped']);
    // The other group hears that nobody is coming, and no more.
    const other = ended().onward.find((o) => o.task.id === t3)?.task;
    expect(other?.meta?.versionId).toBe(String(ended().version));
    expect(JSON.stringify(other)).not.toMatch(/moved|died/);
  });

  test.each<[string, Actor, (from: Referral) => Referral]>([
    ['an output', group, (from) => next(from, group, move(t2, 'accepted', { outputs: [outcome('moved-or-died')] }))],
    [
      'a hold',
      coordinator,
      (from) => next(from, coordinator, move(t1, 'on-hold', { ...saying, reviewDate: day(9).slice(0, 10) })),
    ],
    ['a request to stop', practice, (from) => next(from, practice, { kind: 'request-abort', task: t1, ...saying })],
    [
      'a withdrawal',
      practice,
      (from) => next(from, practice, { kind: 'revise-request', status: 'revoked', ...saying }),
    ],
    [
      'a meeting called off',
      group,
      (from) =>
        next(from, group, { kind: 'cancel-meeting', appointment: from.onward[0]?.meetings[0]?.id ?? '', ...saying }),
    ],
  ])('said by %s it is the same', (_, who, act) => {
    expect(stand(act(going()))).toEqual(['moved-or-died in-progress']);
    expect(reportsOf(act(going()))[0]?.sender?.reference).toBe(`Organization/${who.organisation}`);
    expect(mayContactPerson(act(going()))).toBe(false);
  });

  test('says nothing new where it has reported, or where it is confirmed', () => {
    const told = next(going(), group, reports('died', { task: t2 }));
    expect(stand(next(told, group, move(t2, 'cancelled', saying)))).toEqual(['died in-progress']);
    const known = next(going(), coordinator, reports('moved', { confirmed: true }));
    const later = next(known, practice, reports('moved-or-died'));
    expect(stand(later)).toEqual(['moved completed', 'moved-or-died completed']);
    expect(stand(next(known, coordinator, move(t1, 'failed', saying)))).toEqual(['moved completed']);
  });

  test('after the referral has ended is heard, too', () => {
    const over = next(going(), coordinator, move(t1, 'failed', because('Funding ended')));
    expect(owed(next(over, practice, reports('moved-or-died')))).toContain('CWS01 confirm-circumstance t1');
  });
});

describe('only the coordinator says which it was', () => {
  test('also after the end, and so the truth: that they moved is heard of nobody else, nor without that report', () => {
    const over = next(going(), coordinator, move(t1, 'failed', because('Funding ended')));
    const told = next(over, practice, reports('moved-or-died'));
    const moved = reports('moved', { confirmed: true });
    expect(refusalsOf(over, coordinator, moved)).toEqual(['ended']);
    expect(refusalsOf(told, practice, reports('moved'))).toEqual(['ended']);
    expect(refusalsOf(told, coordinator, reports('in-hospital', { confirmed: true }))).toEqual(['ended']);
    const known = next(told, coordinator, moved);
    expect(stand(known)).toEqual(['moved-or-died completed', 'moved completed']);
    expect(owed(known)).not.toContain('CWS01 confirm-circumstance t1');
    const wrong = next(known, coordinator, settles(reportsOf(known).at(-1)?.id ?? '', 'wrong'));
    expect(stand(next(wrong, coordinator, moved))).toEqual([
      'moved-or-died completed',
      'moved entered-in-error',
      'moved completed',
    ]);
  });

  test('neither completed as it is, nor by anybody else', () => {
    expect(refusalsOf(ended(), coordinator, settles(first(ended()), 'confirmed'))).toEqual(['invalid-input']);
    expect(refusalsOf(going(), coordinator, reports('moved-or-died', { confirmed: true }))).toEqual(['invalid-input']);
    expect(refusalsOf(ended(), group, settles(first(ended()), 'confirmed'))).toEqual(['not-yours-to-change']);
  });

  test.each(['died', 'moved'] as const)('%s, confirmed, answers it; all that was arranged is withdrawn', (which) => {
    const known = next(ended(), coordinator, reports(which, { confirmed: true }));
    expect(stand(known)).toEqual(['moved-or-died completed', `${which} completed`]);
    expect(known.onward.map((o) => o.task.status)).toEqual(['cancelled', 'cancelled']);
    expect(owed(known)).toEqual(['CWS01 close-referral t1']);
  });

  test('found to be wrong, what it had answered is open again; then that is wrong as well, and all goes on', () => {
    const known = next(ended(), coordinator, reports('died', { confirmed: true }));
    const doubted = next(known, coordinator, settles(reportsOf(known).at(-1)?.id ?? '', 'wrong'));
    expect(stand(doubted)).toEqual(['moved-or-died in-progress', 'died entered-in-error']);
    expect([isGone(doubted), mayContactPerson(doubted)]).toEqual([false, false]);
    const alive = next(doubted, coordinator, settles(first(doubted), 'wrong'));
    expect([isGone(alive), mayContactPerson(alive)]).toEqual([false, true]);
  });

  test('a death does not rule it out, and one that was none leaves which of the two to the other', () => {
    const both = story(ended(), [coordinator, reports('moved', { confirmed: true })], [practice, reports('died')]);
    const died = next(both, coordinator, settles(reportsOf(both).at(-1)?.id ?? '', 'confirmed'));
    expect(stand(died)).toEqual(['moved-or-died completed', 'moved stopped', 'died completed']);
  });
});
