import { describe, expect, test } from 'vitest';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, move, onwardTo } from './acts.ts';
import { coordinator, day, group, hub, later, practice, t1, t2 } from './cast.ts';
import { accepted, asked, named, owed, taken, tell } from './owed.ts';
import { aborts, onwards, referrals } from './reachable.ts';
import { attempt, next, reminded, story } from './referrals.ts';

describe('when a deadline passes', () => {
  const chase = (referral: Referral): Referral => {
    const [first] = obligations(referral);
    if (!first) throw new Error('nothing is owed');
    return next(
      referral,
      hub,
      { kind: 'chase', obligation: first.what, task: first.task, due: first.due },
      later(first.due, 60_000),
    );
  };

  test('the group is reminded, reminded again, then it is the coordinator’s, every working day', () => {
    let referral = named();
    const list: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      list.push(...owed(referral));
      referral = chase(referral);
    }
    expect(list).toEqual([
      'walking-group meeting-result t2 11-06',
      'walking-group meeting-result t2 11-09',
      'CWS01 meeting-result t2 11-10',
      'CWS01 meeting-result t2 11-11',
      'CWS01 meeting-result t2 11-12',
    ]);
    expect(referral.onward[0]?.task.status).toBe('accepted');
  });

  test('a closed referral is the practice’s to read, then the coordinator’s to ring about, every working day', () => {
    let referral = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
    const list: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      list.push(...owed(referral));
      referral = chase(referral);
    }
    expect(list).toEqual([
      'L99901 closing-acknowledged t1 11-10',
      'CWS01 closing-acknowledged t1 11-12',
      'CWS01 closing-acknowledged t1 11-13',
      'CWS01 closing-acknowledged t1 11-16',
    ]);
  });

  test('a request that nobody answers goes from the group to the coordinator', () => {
    expect(owed(chase(asked()))).toEqual(['CWS01 answer-request t2 11-09']);
  });

  test('a reminder that came late does not make the next one due at once', () => {
    const [first] = obligations(named());
    const lateOne = next(
      named(),
      hub,
      { kind: 'chase', obligation: 'meeting-result', task: t2, due: first?.due ?? '' },
      day(11),
    );
    expect(owed(lateOne)).toEqual(['walking-group meeting-result t2 11-16']);
  });

  test('no reminder changes a Task or ends anything', () => {
    for (const states of [referrals, onwards, aborts]) {
      for (const status of taskStatuses) {
        const referral = states[status]?.();
        const [due] = referral ? obligations(referral) : [];
        if (!referral || !due) continue;
        const decided = attempt(
          referral,
          hub,
          { kind: 'chase', obligation: due.what, task: due.task, due: due.due },
          due.due,
        );
        if (!decided.ok) throw new Error('refused');
        expect(decided.value.changed.map((r) => r.resourceType)).toEqual(['Communication']);
        expect(decided.value.events.map((e) => e.type)).toEqual(['chased']);
      }
    }
    expect.hasAssertions();
  });

  test('too early, too late or for another is no reminder; nobody but the hub can make one', () => {
    const [due] = obligations(named());
    if (!due) throw new Error('none');
    const action = { kind: 'chase' as const, obligation: due.what, task: due.task, due: due.due };
    const nothing = { ok: true, value: { changed: [], events: [] } };
    expect(attempt(named(), hub, action, day(3))).toMatchObject(nothing);
    expect(attempt(named(), hub, { ...action, task: t1 }, day(9))).toMatchObject(nothing);
    expect(attempt(named(), hub, { ...action, due: day(4, 16) }, day(9))).toMatchObject(nothing);
    expect(attempt(chase(named()), hub, action, day(9))).toMatchObject(nothing);
    for (const actor of [coordinator, practice, group])
      expect(attempt(named(), actor, action, day(9))).toMatchObject({ refusals: [{ code: 'not-found' }] });
  });
});

describe('no more time', () => {
  const first = (referral: Referral) => obligations(referral).find(({ what }) => what === 'first-conversation');

  test('comes to the coordinator by a group that says yes', () => {
    const waiting = next(taken(), coordinator, onwardTo('walking-group'), day(1));
    const late = reminded(waiting, 'first-conversation');
    const begun = next(late, group, move(t2, 'accepted'), day(8));
    expect([late, begun].map((r) => r.task.status)).toEqual(['accepted', 'in-progress']);
    expect(first(begun)).toEqual(first(late));
  });

  test('is taken from the coordinator either: what a group goes on with after the end is owed since it said so', () => {
    const ended = story(
      accepted(),
      [group, move(t2, 'in-progress')],
      [coordinator, move(t1, 'failed', because('x')), day(14)],
    );
    const abort = ended.aborts[0]?.id ?? '';
    const goesOn = next(ended, group, move(abort, 'rejected', because('She likes it')), day(16));
    expect(obligations(goesOn)).toContainEqual(
      expect.objectContaining({ what: 'finish-onward', since: day(16), due: day(23, 17) }),
    );
  });
});
