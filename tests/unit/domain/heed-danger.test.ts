import { describe, expect, test } from 'vitest';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { decide } from '../../../functions/domain/decide/decide.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { needsPersonFirst } from '../../../functions/domain/said/person-first.ts';
import { because, draft, meetingAt, move, writes } from './acts.ts';
import { coordinator, day, group, id, practice, t1, t2 } from './cast.ts';
import { onwards } from './reachable.ts';
import { next, opened } from './referrals.ts';

const asked = () => onwards.requested?.() ?? opened();
const begun = () => onwards['in-progress']?.() ?? opened();
const meeting = () => next(onwards.accepted?.() ?? opened(), group, meetingAt(day(40)));
const danger = because('She said that she wants to end it all.');
const plain = because('She has found something else.');

const withdraw = (reason: typeof danger): Action => ({ kind: 'revise-request', status: 'revoked', ...reason });
const abort = (reason: typeof danger): Action => ({ kind: 'request-abort', task: t1, ...reason });
const callOff = (reason: typeof danger): Action => ({ kind: 'cancel-meeting', appointment: `${id}.a2`, ...reason });

const said: Record<string, readonly [() => Referral, Actor, (reason: typeof danger) => Action]> = {
  'a group that says no': [asked, group, (reason) => move(t2, 'rejected', reason)],
  'a group that cannot go on': [begun, group, (reason) => move(t2, 'failed', reason)],
  'a group that calls a meeting off': [meeting, group, callOff],
  'a practice that asks to stop': [begun, practice, abort],
  'a practice that takes its request back': [opened, practice, withdraw],
};

const owedTo = (referral: Referral): string[] => obligations(referral).map((o) => `${o.who} ${o.what}`);

describe('a danger that is told in a reason needs a person first', () => {
  test.each(Object.entries(said))('of %s', (_, [state, actor, acts]) => {
    expect(owedTo(next(state(), actor, acts(danger)))).toContain('CWS01 person-first');
    expect(needsPersonFirst(next(state(), actor, acts(plain)))).toBe(false);
  });

  test('once, and not again by who says the same once more', () => {
    const told = next(begun(), practice, abort(danger));
    const again = decide(told, withdraw(danger), practice, day(30));
    expect(again.ok && again.value.changed.filter((r) => r.resourceType === 'Flag')).toHaveLength(1);
    const over = next(opened(), practice, withdraw(danger));
    const repeated = decide(over, withdraw(danger), practice, day(30));
    expect(repeated.ok && repeated.value.changed).toEqual([]);
  });

  test('also in what a group writes beside a meeting', () => {
    const named = meetingAt(day(41)) as Extract<Action, { kind: 'name-meeting' }>;
    const comment = 'He told us that he wants to die.';
    const beside = next(meeting(), group, { ...named, written: { set: { comment }, unset: [] } });
    expect(owedTo(beside)).toContain('CWS01 person-first');
    const place = { ...named, meeting: { ...named.meeting, place: 'Survivors of suicide, St Peter’s hall' } };
    expect(needsPersonFirst(next(meeting(), group, place))).toBe(false);
  });

  test('and not where nobody but its author ever saw the request: a draft that is withdrawn', () => {
    const withdrawn = next(opened({ sent: draft }), practice, move(t1, 'cancelled', danger));
    expect([needsPersonFirst(withdrawn), owedTo(withdrawn)]).toEqual([false, []]);
  });

  test('not of the coordinator, who knows what it writes', () => {
    expect(
      needsPersonFirst(next(begun(), coordinator, move(t1, 'on-hold', { ...danger, reviewDate: '2026-11-20' }))),
    ).toBe(false);
  });
});

describe('when a referral is over', () => {
  const over = (personFirst: boolean) => next(opened({ personFirst }), practice, withdraw(plain), day(3));

  test('the risks that nobody read are over with it', () => {
    expect(owedTo(over(true))).toEqual([]);
  });

  test('danger that is told afterwards is owed a reader, whether or not an older risk was read', () => {
    for (const personFirst of [false, true]) {
      const told = next(over(personFirst), practice, writes('note', 'He says he wants to end it all.'), day(4));
      expect(obligations(told)).toMatchObject([
        { who: 'CWS01', what: 'person-first', since: day(4) },
        { who: 'CWS01', what: 'read-note', since: day(4) },
      ]);
    }
  });
});
