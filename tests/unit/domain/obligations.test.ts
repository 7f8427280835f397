import type { Flag } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { obligationKinds } from '../../../contracts/lifecycle/obligations.ts';
import { isTerminal, taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { type Referral, readReferral, resourcesOf } from '../../../functions/domain/referral.ts';
import { personFirstFlag } from '../../../functions/domain/said/person-first.ts';
import { because, closeWith, meetingAt, move, note, onwardTo, recorded, said } from './acts.ts';
import { coordinator, day, group, id, practice, t1, t2 } from './cast.ts';
import { accepted, acceptedByLink, asked, named, owed, spoken, taken, tell, told, untold } from './owed.ts';
import { aborts, onwards, referrals } from './reachable.ts';
import { next, opened, patient, story } from './referrals.ts';

const contacted = move(t1, 'accepted', { businessStatus: 'contact-attempted' });
const notPossible = recorded('conversation', t1, { status: 'not-done', statusReason: { text: 'In hospital' } });
/** As a sender's system may write it, with any date. */
const flagFrom = (start: string): Flag => ({
  ...personFirstFlag(patient, `${id}.x7`, day(0)),
  period: { start },
});
const until = { ...because('x'), reviewDate: '2026-11-12' };

// Day 0 is Monday 2 November 2026; the meeting is on Thursday the 5th, 9 to 10 o'clock.
test.each<[string, () => Referral, string[]]>([
  ['a new request', opened, ['CWS01 answer-request t1 11-04']],
  [
    'a new request with a risk',
    () => opened({ personFirst: true }),
    ['CWS01 person-first t1 11-02', 'CWS01 answer-request t1 11-04'],
  ],
  [
    'a new request with a risk, of which the sender’s own flag begins next year',
    () => opened({ personFirst: true, others: [flagFrom('2027-11-02')] }),
    ['CWS01 person-first t1 11-02', 'CWS01 answer-request t1 11-04'],
  ],
  [
    'a new request with a flag of the sender’s alone, which begins next year',
    () => opened({ others: [flagFrom('2027-11-02')] }),
    ['CWS01 person-first t1 11-02', 'CWS01 answer-request t1 11-04'],
  ],
  ['accepted', taken, ['CWS01 first-conversation t1 11-09']],
  [
    'on the waiting list',
    () =>
      next(opened(), coordinator, move(t1, 'accepted', { businessStatus: 'waiting-list', reviewDate: '2026-11-12' })),
    ['CWS01 review t1 11-12'],
  ],
  [
    'in progress, and nobody has spoken with the person',
    () => next(taken(), coordinator, move(t1, 'in-progress')),
    ['CWS01 first-conversation t1 11-09'],
  ],
  ['in progress', () => next(spoken(), coordinator, move(t1, 'in-progress')), ['CWS01 next-step t1 11-09']],
  ['accepted, and somebody has spoken with the person', spoken, ['CWS01 next-step t1 11-09']],
  [
    'the first conversation was not possible',
    () => next(taken(), coordinator, notPossible, day(2)),
    ['CWS01 next-step t1 11-11'],
  ],
  ['on hold', () => next(taken(), coordinator, move(t1, 'on-hold', until)), ['CWS01 review t1 11-12']],
  ['a group was asked', asked, ['walking-group answer-request t2 11-04']],
  ['the coordinator keeps it', () => next(spoken(), coordinator, onwardTo('CWS01')), ['CWS01 answer-request t2 11-04']],
  [
    'the group said no',
    () => next(asked(), group, move(t2, 'rejected', because('Full'))),
    ['CWS01 next-step t1 11-09'],
  ],
  ['the group said yes', accepted, ['walking-group name-meeting t2 11-09']],
  ['the group said yes by its link', acceptedByLink, ['CWS01 agree-meeting t2 11-09']],
  [
    'the group said yes by its link, and a meeting is named of which the person was told',
    () => told(next(acceptedByLink(), coordinator, meetingAt(day(3)))),
    ['walking-group meeting-result t2 11-06'],
  ],
  [
    'the group has a waiting list',
    () => next(asked(), group, move(t2, 'accepted', { businessStatus: 'waiting-list', reviewDate: '2026-11-12' })),
    ['CWS01 review t2 11-12'],
  ],
  ['the group holds', () => next(accepted(), group, move(t2, 'on-hold', until)), ['CWS01 review t2 11-12']],
  ['a meeting is named', named, ['walking-group meeting-result t2 11-06']],
  ['the person came', () => tell('attended'), ['CWS01 finish-onward t2 11-12']],
  ['the person did not come', () => tell('did-not-attend'), ['CWS01 follow-up t2 11-09']],
  ['the person could not come', () => tell('could-not-come'), ['CWS01 follow-up t2 11-09']],
  ['the group is not sure', () => tell('not-sure'), ['walking-group meeting-result t2 11-06']],
  [
    'somebody spoke to the person who did not come',
    () => next(tell('did-not-attend'), coordinator, recorded('conversation', t2)),
    ['CWS01 finish-onward t2 11-12'],
  ],
  [
    'the meeting was called off',
    () =>
      next(named(), group, { kind: 'cancel-meeting', appointment: `${t2.replace('t2', 'a1')}`, ...because('Rain') }),
    ['CWS01 tell-person t2 11-03', 'CWS01 finish-onward t2 11-09'],
  ],
  [
    'a meeting is named, and it is not known that the person knows',
    untold,
    ['CWS01 tell-person t2 11-03', 'walking-group meeting-result t2 11-06'],
  ],
  [
    'another meeting is named after a result',
    () => next(tell('did-not-attend'), group, meetingAt(day(10))),
    ['CWS01 tell-person t2 11-06', 'CWS01 follow-up t2 11-09', 'walking-group meeting-result t2 11-13'],
  ],
  [
    'T1 was asked to stop',
    () =>
      next(next(spoken(), coordinator, move(t1, 'in-progress')), practice, {
        kind: 'request-abort',
        task: t1,
        ...because('x'),
      }),
    ['CWS01 answer-abort t2 11-04', 'CWS01 next-step t1 11-09'],
  ],
  [
    'it ended well',
    () => next(tell('attended'), coordinator, closeWith('connected-and-attended')),
    ['L99901 closing-acknowledged t1 11-10'],
  ],
  [
    'it was refused',
    () => next(opened(), coordinator, move(t1, 'rejected', because('x'))),
    ['L99901 closing-acknowledged t1 11-05'],
  ],
  ['the practice took it back', () => next(opened(), practice, move(t1, 'cancelled', because('x'))), []],
  [
    'it was refused, and the practice recalled it: of that it is sent nothing',
    () =>
      story(
        opened(),
        [coordinator, move(t1, 'rejected', because('x'))],
        [practice, move(t1, 'entered-in-error', because('Wrong person'))],
      ),
    [],
  ],
  [
    'a result was corrected after the end',
    () =>
      next(
        next(tell('attended'), coordinator, closeWith('connected-and-attended')),
        group,
        said('did-not-attend'),
        day(7),
      ),
    ['L99901 closing-acknowledged t1 11-10', 'CWS01 follow-up t2 11-11'],
  ],
])('%s', (_, build, list) => {
  expect(owed(build())).toEqual(list);
});

test('the follow-up that a late correction opened ends with a conversation', () => {
  const closed = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
  const corrected = next(closed, group, said('did-not-attend'), day(7));
  const spoken = next(corrected, coordinator, recorded('conversation', t2));
  expect(owed(spoken)).toEqual(['L99901 closing-acknowledged t1 11-10']);
});

describe('the first conversation', () => {
  const withGroup = () => next(next(taken(), coordinator, onwardTo('walking-group')), group, move(t2, 'accepted'));

  test('is owed also while groups are at work, until one is recorded', () => {
    expect(owed(withGroup())).toEqual(['CWS01 first-conversation t1 11-09', 'walking-group name-meeting t2 11-09']);
    for (const recording of [recorded('conversation'), notPossible, recorded('conversation', t2)])
      expect(owed(next(withGroup(), coordinator, recording))).toEqual(['walking-group name-meeting t2 11-09']);
    expect(owed(next(withGroup(), coordinator, recorded('contact-attempt')))).toContain(
      'CWS01 first-conversation t1 11-09',
    );
  });
});

describe('whoever spoke to the person is not chased the day after', () => {
  const spokenOn = (n: number, referral: Referral, task = t1) =>
    next(referral, coordinator, recorded('conversation', task, { sent: day(n) }), day(n, 10));

  test('for the next step', () => {
    expect(owed(spokenOn(4, spoken()))).toEqual(['CWS01 next-step t1 11-13']);
    // Written down on Monday, held on Friday: it counts from Friday.
    const late = next(spoken(), coordinator, recorded('conversation', t1, { sent: day(4) }), day(7));
    expect(owed(late)).toEqual(['CWS01 next-step t1 11-13']);
  });

  test('for how an onward request goes on', () => {
    expect(owed(tell('attended'))).toEqual(['CWS01 finish-onward t2 11-12']);
    for (const task of [t1, t2])
      expect(owed(spokenOn(8, tell('attended'), task))).toEqual(['CWS01 finish-onward t2 11-17']);
  });

  test('nor is anybody late for what was put off: after a hold or a waiting list it begins anew', () => {
    const held = next(spoken(), coordinator, move(t1, 'on-hold', until));
    expect(owed(next(held, coordinator, move(t1, 'in-progress'), day(9)))).toEqual(['CWS01 next-step t1 11-18']);
    const waiting = move(t1, 'accepted', { businessStatus: 'waiting-list', reviewDate: '2026-11-12' });
    const over = next(next(opened(), coordinator, waiting), coordinator, contacted, day(9));
    expect(owed(over)).toEqual(['CWS01 first-conversation t1 11-18']);
    // Said again, it is pushed no further.
    expect(owed(next(over, coordinator, move(t1, 'accepted', { outputs: [note] }), day(11)))).toEqual(owed(over));
  });
});

test('a referral is closed when a person has acknowledged the closing message', () => {
  const closed = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
  // Delivery, not decide, writes the acknowledgement.
  const read = resourcesOf(closed).map((r) =>
    r.resourceType === 'Communication' ? { ...r, status: 'completed' as const } : r,
  );
  expect(obligations(readReferral(closed, read))).toEqual([]);
});

test('every state in which the referral is open owes something to somebody', () => {
  const states = [referrals, onwards, aborts].flatMap((level) => taskStatuses.flatMap((s) => level[s]?.() ?? []));
  expect(states).toHaveLength(25);
  for (const referral of states) {
    const list = obligations(referral);
    expect(list.length > 0 || isTerminal(statusOf(referral.task))).toBe(true);
    for (const { who, what } of list) {
      expect(['L99901', 'CWS01', 'walking-group']).toContain(who);
      expect(Object.keys(obligationKinds)).toContain(what);
    }
  }
});

test('the list is the same whatever the order in which resources were read', () => {
  const referral = next(tell('did-not-attend'), coordinator, onwardTo('mens-shed'));
  const backwards = readReferral(referral, resourcesOf(referral).toReversed());
  expect(obligations(backwards)).toEqual(obligations(referral));
});
