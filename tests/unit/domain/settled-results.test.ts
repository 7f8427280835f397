import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, meetingAt, move, recorded, said } from './acts.ts';
import { coordinator, day, group, t1, t2 } from './cast.ts';
import { agreed, next, refusalsOf, story } from './referrals.ts';

/** Who came, once somebody said it or must say it, is never unsaid: a hot handover ends with an answer (DESIGN 4). */
const a1 = t1.replace('t1', 'a1');
const named = () => next(agreed(), group, meetingAt(day(3)));
const callsOff = { kind: 'cancel-meeting', appointment: a1, ...because('Rain') } as const;
const owed = (referral: Referral) => obligations(referral).map((o) => o.what);

describe('what is known of a meeting', () => {
  test.each(['attended', 'did-not-attend', 'could-not-come'] as const)('%s is not taken back', (result) => {
    const told = next(named(), group, said(result), day(3, 12));
    expect(refusalsOf(told, group, said('not-sure', { appointment: a1 }), day(3, 13))).toEqual(['result-known']);
    expect(refusalsOf(told, coordinator, said('not-known', { appointment: a1 }), day(3, 13))).toEqual(['result-known']);
  });

  test('is owed a follow-up that no group can call off', () => {
    const missed = next(named(), group, said('did-not-attend'), day(3, 12));
    expect(refusalsOf(missed, group, callsOff)).toEqual(['ended']);
    expect(refusalsOf(missed, coordinator, move(t2, 'entered-in-error', because('x')))).toEqual(['already-happened']);
    expect(owed(missed)).toContain('follow-up');
  });
});

describe('a meeting that has begun', () => {
  test.each([group, coordinator])('is called off by nobody, nor put off: %j', (actor) => {
    expect(refusalsOf(named(), actor, callsOff, day(3))).toEqual(['meeting-begun']);
    const later = meetingAt(day(10), { appointment: a1 });
    expect(refusalsOf(named(), actor, later, day(4))).toEqual(['meeting-begun']);
    expect(refusalsOf(named(), actor, later, day(2))).toEqual([]);
  });

  test('of which nobody is sure stays owed beside a later one', () => {
    const again = story(named(), [group, said('not-sure'), day(4)], [group, meetingAt(day(10))]);
    expect(obligations(again).find((o) => o.what === 'meeting-result')?.due).toMatch(/^2026-11-06/);
  });

  test('is not called off once the invitation has ended, so that a hot handover is not dodged', () => {
    const stopped = next(named(), group, move(t2, 'failed', because('Full', 'no-capacity')), day(3, 12));
    expect(refusalsOf(stopped, group, callsOff)).toEqual(['ended']);
    const spoken = next(stopped, coordinator, recorded('conversation', t2));
    expect(refusalsOf(spoken, coordinator, closeWith('connected-not-attended'))).toEqual(['hot-handover']);
    const told = next(spoken, group, said('did-not-attend', { appointment: a1 }), day(4));
    expect(refusalsOf(told, coordinator, closeWith('connected-not-attended'))).toEqual(['hot-handover']);
    const followed = next(told, coordinator, recorded('conversation', t2), day(5));
    expect(refusalsOf(followed, coordinator, closeWith('connected-not-attended'))).toEqual([]);
  });
});
