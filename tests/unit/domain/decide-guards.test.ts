import { describe, expect, test } from 'vitest';
import {
  businessStatuses,
  isTerminal,
  mayStandWith,
  reasonedStatuses,
  taskStatuses,
} from '../../../contracts/lifecycle/statuses.ts';
import { guards, transitions } from '../../../contracts/lifecycle/transitions.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { guardFaults } from '../../../functions/domain/tasks/guards.ts';
import { because, closeWith, meetingAt, move, note, onwardTo, output, recorded, said } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { aborts, onwards, referrals } from './reachable.ts';
import { next, opened, refusalsOf, story } from './referrals.ts';

const state = (states: typeof referrals, status: (typeof taskStatuses)[number]): Referral => {
  const build = states[status];
  if (!build) throw new Error(status);
  return build();
};
const T1 = (status: (typeof taskStatuses)[number]) => state(referrals, status);
const T2 = (status: (typeof taskStatuses)[number]) => state(onwards, status);

test('every guard of the table has its rule, and every rule is asked for by the table', () => {
  expect(Object.keys(guardFaults).toSorted()).toEqual([...guards].toSorted());
  expect([...new Set(transitions.flatMap((t) => t.needs))].toSorted()).toEqual([...guards].toSorted());
});

test('every status that needs a reason can only be reached by rows that ask for one', () => {
  for (const status of reasonedStatuses) {
    for (const row of transitions.filter((t) => t.to === status)) expect(row.needs).toContain('reason');
  }
});

describe('reason', () => {
  test.each([
    ['none', undefined],
    ['empty', ''],
    ['blank', ' \t\n '],
    ['501 characters', 'x'.repeat(501)],
  ])('%s is refused', (_, text) => {
    const reason = text === undefined ? {} : because(text);
    expect(refusalsOf(opened(), coordinator, move(t1, 'rejected', reason))).toEqual(['reason-missing']);
    expect(refusalsOf(T2('accepted'), group, move(t2, 'failed', reason))).toEqual(['reason-missing']);
    expect(
      refusalsOf(T1('in-progress'), practice, { kind: 'request-abort', task: t1, ...because(text ?? '') }),
    ).toEqual(['reason-missing']);
    expect(
      refusalsOf(opened(), practice, { kind: 'revise-request', status: 'revoked', ...because(text ?? '') }),
    ).toEqual(['reason-missing']);
  });

  test('1 and 500 characters are accepted', () => {
    for (const text of ['x', 'x'.repeat(500)])
      expect(refusalsOf(opened(), coordinator, move(t1, 'rejected', because(text)))).toEqual([]);
  });

  test('a reason that stands can be bettered but not emptied', () => {
    const held = T1('on-hold');
    expect(next(held, coordinator, move(t1, 'on-hold', because('Back at home soon'))).task.statusReason?.text).toBe(
      'Back at home soon',
    );
    expect(refusalsOf(held, coordinator, move(t1, 'on-hold', because('')))).toEqual(['reason-missing']);
  });

  test('a status that needs no reason drops the one of the status before', () => {
    expect(T1('on-hold').task.statusReason).toBeDefined();
    expect(next(T1('on-hold'), coordinator, move(t1, 'in-progress')).task.statusReason).toBeUndefined();
  });
});

describe('review date', () => {
  const hold = (reviewDate?: string) => move(t1, 'on-hold', { ...because('x'), ...(reviewDate ? { reviewDate } : {}) });

  // The day is Monday 2 November 2026; 20 working days later is Monday 30 November.
  test.each(['2026-11-02', '2026-11-03', '2026-11-21', '2026-11-30'])('%s holds', (date) => {
    const held = next(T1('accepted'), coordinator, hold(date));
    expect(held.task.extension).toContainEqual({ url: extensions.reviewDate, valueDate: date });
  });

  test.each([
    undefined,
    '2026-11-01',
    '2026-12-01',
    '2027-11-02',
    '2026-11',
    '20261103',
    '2026-02-30',
    'soon',
    '2026-11-03T10:00:00Z',
  ])('%s is refused', (date) => {
    expect(refusalsOf(T1('accepted'), coordinator, hold(date))).toEqual(['review-date-missing']);
  });

  test('a waiting list needs one too, also when the Task is accepted already', () => {
    const wait = { businessStatus: 'waiting-list' } as const;
    expect(refusalsOf(opened(), coordinator, move(t1, 'accepted', wait))).toEqual(['review-date-missing']);
    expect(refusalsOf(T1('accepted'), coordinator, move(t1, 'accepted', wait))).toEqual(['review-date-missing']);
    const waiting = next(T1('accepted'), coordinator, move(t1, 'accepted', { ...wait, reviewDate: '2026-11-09' }));
    expect(businessStatusOf(waiting.task)).toBe('waiting-list');
    // Said again without a date, the one that stands goes on standing.
    expect(refusalsOf(waiting, coordinator, move(t1, 'accepted', wait))).toEqual([]);
  });

  test('a date that moves is judged like the first', () => {
    const held = T1('on-hold');
    expect(refusalsOf(held, coordinator, move(t1, 'on-hold', { reviewDate: '2026-11-20' }))).toEqual([]);
    expect(refusalsOf(held, coordinator, move(t1, 'on-hold', { reviewDate: '2027-01-20' }))).toEqual([
      'review-date-missing',
    ]);
  });

  test('the date that passed goes with the hold, even if the caller sends it along', () => {
    const resumed = next(T1('on-hold'), coordinator, move(t1, 'in-progress', { reviewDate: '2026-11-09' }), day(30));
    expect(resumed.task.extension?.some((e) => e.url === extensions.reviewDate)).toBe(false);
  });
});

describe('output', () => {
  test('T1 needs a coded outcome that is known', () => {
    const begun = T1('in-progress');
    expect(refusalsOf(begun, coordinator, move(t1, 'completed'))).toEqual(['output-missing']);
    expect(refusalsOf(begun, coordinator, move(t1, 'completed', { outputs: [note] }))).toEqual(['output-missing']);
    const strange = output('outcome', systems.outcome, 'all-good');
    expect(refusalsOf(begun, coordinator, move(t1, 'completed', { outputs: [strange] }))).toEqual([
      'output-missing',
      'unknown-code',
    ]);
    expect(refusalsOf(begun, coordinator, closeWith('moved-or-died'))).toEqual([]);
  });

  test('T2 needs any; the result of its meeting is one', () => {
    expect(refusalsOf(T2('in-progress'), group, move(t2, 'completed'))).toEqual([]);
    const bare = story(T2('requested'), [group, move(t2, 'accepted')]);
    expect(refusalsOf(bare, group, move(t2, 'completed'))).toEqual(['output-missing', 'hot-handover']);
  });
});

test('T1 is completed whatever was asked of it (row 15), but not while a group has not answered whether it stops', () => {
  const asked = state(aborts, 'requested');
  expect(refusalsOf(asked, coordinator, closeWith('moved-or-died'))).toEqual([]);
  expect(refusalsOf(state(aborts, 'rejected'), coordinator, closeWith('moved-or-died'))).toEqual([]);
  expect(refusalsOf(state(aborts, 'cancelled'), coordinator, closeWith('moved-or-died'))).toEqual([]);
});

test('T2 is not completed while a meeting is ahead', () => {
  const booked = story(T2('in-progress'), [group, meetingAt(day(10))]);
  expect(refusalsOf(booked, group, move(t2, 'completed'), day(9))).toContain('meeting-ahead');
  const met = story(booked, [group, said('attended'), day(10, 12)]);
  expect(refusalsOf(met, group, move(t2, 'completed'))).toEqual([]);
});

describe('work in progress is cancelled', () => {
  test('not for a reason of the owner’s own', () => {
    for (const from of ['in-progress', 'on-hold'] as const) {
      expect(refusalsOf(T1(from), coordinator, move(t1, 'cancelled', because('No time')))).toEqual([
        'abort-not-accepted',
      ]);
      expect(refusalsOf(T2(from), group, move(t2, 'cancelled', because('No time')))).toEqual(['abort-not-accepted']);
    }
  });

  test.each(['declined-by-person', 'withdrawn-by-person', 'moved-or-died'])('when the person ended it: %s', (code) => {
    const spoken = story(T1('in-progress'), [coordinator, recorded('conversation')]);
    expect(refusalsOf(spoken, coordinator, move(t1, 'cancelled', because('Told us', code)))).toEqual([]);
  });

  test('after the request to stop was accepted, not while it is unanswered or was declined', () => {
    const cancel = move(t1, 'cancelled', because('Stopped'));
    expect(refusalsOf(state(aborts, 'requested'), coordinator, cancel)).toEqual(['abort-not-accepted']);
    expect(refusalsOf(state(aborts, 'rejected'), coordinator, cancel)).toEqual(['abort-not-accepted']);
    expect(refusalsOf(state(aborts, 'accepted'), coordinator, cancel)).toEqual([]);
  });
});

describe('a recall', () => {
  const recall = (task: string) => move(task, 'entered-in-error', because('Wrong person'));

  test('is refused once somebody spoke to the person or met them', () => {
    const spoken = story(T1('accepted'), [coordinator, recorded('conversation')]);
    expect(refusalsOf(spoken, practice, recall(t1))).toEqual(['already-happened']);
    for (const result of ['attended', 'did-not-attend', 'could-not-come'] as const) {
      const met = story(T2('accepted'), [group, meetingAt(day(4))], [group, said(result), day(4, 12)]);
      expect(refusalsOf(met, practice, recall(t1))).toEqual(['already-happened']);
      expect(refusalsOf(met, coordinator, recall(t2))).toEqual(['already-happened']);
    }
  });

  test('of T2 is not stopped by a conversation about something else', () => {
    const spoken = story(T2('requested'), [coordinator, recorded('conversation', t1)]);
    expect(refusalsOf(spoken, coordinator, recall(t2))).toEqual([]);
    expect(refusalsOf(story(spoken, [coordinator, recorded('conversation', t2)]), coordinator, recall(t2))).toEqual([
      'already-happened',
    ]);
  });
});

test('all that is wrong is said at once', () => {
  const referral = story(opened(), [coordinator, move(t1, 'accepted')], [coordinator, onwardTo('walking-group')]);
  expect(refusalsOf(referral, coordinator, move(t1, 'completed', { businessStatus: 'submitted' }))).toEqual([
    'output-missing',
    'onward-open',
    'illegal-pair',
  ]);
});

test('20 business statuses × 10 statuses: exactly the 32 pairs of standards.md 12.3, and what a draft lacks, may stand together', () => {
  const codes = Object.keys(businessStatuses).filter((c): c is keyof typeof businessStatuses => c in businessStatuses);
  const pairs = codes.flatMap((code) => taskStatuses.map((status) => ({ code, status })));
  expect(pairs).toHaveLength(200);
  expect(pairs.filter(({ code, status }) => mayStandWith(code, status))).toHaveLength(33);
  for (const { code, status } of pairs.filter((pair) => referrals[pair.status])) {
    const referral = T1(status);
    const more = code === 'waiting-list' ? { reviewDate: '2026-11-05' } : {};
    // A draft is its author's alone.
    const actor = status === 'draft' ? practice : coordinator;
    const refused = refusalsOf(referral, actor, move(t1, status, { businessStatus: code, ...more }));
    const allowed = isTerminal(status) ? ['ended'] : [];
    // Only a request to stop says that somebody asked to stop.
    const claimed = code === 'cancellation-requested';
    const same = businessStatusOf(referral.task) === code;
    expect([code, status, refused]).toEqual([
      code,
      status,
      mayStandWith(code, status) && !claimed ? (same ? [] : allowed) : ['illegal-pair'],
    ]);
  }
});
