import { describe, expect, test } from 'vitest';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import { because, closeWith, meetingAt, move, note, said } from './acts.ts';
import { coordinator, day, group, hub, otherPractice, practice, shed, t1, t2 } from './cast.ts';
import { aborts, onwards, referrals } from './reachable.ts';
import { next, opened, refusalsOf, reminded, story } from './referrals.ts';

const ask = (task: string) => ({ kind: 'request-abort' as const, task, ...because('Moved away') });
const state = (states: typeof referrals, status: (typeof taskStatuses)[number]) => states[status]?.() ?? opened();

describe('a request to stop (row 15)', () => {
  test.each(taskStatuses.filter((s) => referrals[s]))('of a referral that is %s', (status) => {
    const possible = status === 'in-progress' || status === 'on-hold';
    const direct = status === 'draft' || status === 'requested' || status === 'accepted';
    const refused = possible ? [] : direct ? ['illegal-transition'] : ['ended'];
    expect(refusalsOf(state(referrals, status), practice, ask(t1))).toEqual(refused);
    expect(refusalsOf(state(onwards, status), coordinator, ask(t2))).toEqual(refused);
  });

  test('comes from the one who asked for the work, not from the one who does it', () => {
    expect(refusalsOf(state(referrals, 'in-progress'), coordinator, ask(t1))).toEqual(['not-yours-to-change']);
    expect(refusalsOf(state(onwards, 'in-progress'), group, ask(t2))).toEqual(['not-yours-to-change']);
    for (const other of [practice, shed, otherPractice, hub])
      expect(refusalsOf(state(onwards, 'in-progress'), other, ask(t2))).toEqual(['not-found']);
    expect(refusalsOf(state(referrals, 'in-progress'), group, ask(t1))).toEqual(['not-found']);
  });

  test('is a Task of its own, for the owner of the work, and shows on the work', () => {
    const asked = next(state(onwards, 'in-progress'), coordinator, ask(t2));
    expect(asked.aborts).toMatchObject([
      {
        status: 'requested',
        focus: { reference: `Task/${t2}` },
        requester: { reference: 'Organization/CWS01' },
        owner: { reference: 'Organization/walking-group' },
        reasonCode: { text: 'Moved away' },
      },
    ]);
    expect(businessStatusOf(asked.onward[0]?.task ?? asked.task)).toBe('cancellation-requested');
  });

  test('is open once on a Task, also while it is agreed to and not yet done (12.9, 12)', () => {
    for (const status of ['requested', 'accepted'] as const)
      expect(refusalsOf(state(aborts, status), practice, ask(t1))).toEqual(['abort-open']);
    for (const status of ['rejected', 'cancelled'] as const)
      expect(refusalsOf(state(aborts, status), practice, ask(t1))).toEqual([]);
    expect(
      refusalsOf(state(aborts, 'requested'), practice, ask(state(aborts, 'requested').aborts[0]?.id ?? '')),
    ).toEqual(['not-found']);
  });

  test('that was declined or taken back no longer shows on the work, which goes on', () => {
    expect(businessStatusOf(state(aborts, 'requested').task)).toBe('cancellation-requested');
    expect(businessStatusOf(state(aborts, 'accepted').task)).toBe('cancellation-requested');
    for (const status of ['rejected', 'cancelled'] as const) {
      const { task } = state(aborts, status);
      expect([task.status, task.businessStatus]).toEqual(['in-progress', undefined]);
    }
  });

  test('that was declined or taken back leaves the work saying what it said before', () => {
    const booked = next(state(onwards, 'in-progress'), group, meetingAt(day(9)));
    const asked = next(booked, coordinator, ask(t2));
    const [abort] = asked.aborts;
    const ends = [
      [group, move(abort?.id ?? '', 'rejected', because('She wants to go on'))],
      [coordinator, move(abort?.id ?? '', 'cancelled', because('Sent by mistake'))],
    ] as const;
    for (const [actor, end] of ends) {
      const [onward] = next(asked, actor, end).onward;
      expect(businessStatusOf(onward?.task ?? asked.task)).toBe('session-scheduled');
      // What cannot stand with a hold is not put beside it.
      const until = { ...because('Winter'), reviewDate: '2026-11-12' };
      const [held] = story(asked, [group, move(t2, 'on-hold', until)], [actor, end]).onward;
      expect(held?.task.businessStatus).toBeUndefined();
    }
    // What was learned meanwhile is newer than what stood before.
    const came = next(asked, group, said('attended'), day(9, 12));
    const [late] = next(came, group, move(abort?.id ?? '', 'rejected', because('She came'))).onward;
    expect(businessStatusOf(late?.task ?? asked.task)).toBe('session-attended');
  });

  test('stays in sight whatever else is written on the work meanwhile', () => {
    const noted = next(state(aborts, 'requested'), coordinator, move(t1, 'in-progress', { outputs: [note] }));
    expect(businessStatusOf(noted.task)).toBe('cancellation-requested');
    const until = { ...because('In hospital'), reviewDate: '2026-11-05' };
    const held = next(noted, coordinator, move(t1, 'on-hold', until));
    expect(businessStatusOf(held.task)).toBe('cancellation-requested');
  });

  test('is completed with the work, however that ends', () => {
    const agreed = state(aborts, 'accepted');
    expect(next(agreed, coordinator, move(t1, 'cancelled', because('x'))).aborts[0]?.status).toBe('completed');
    expect(next(agreed, coordinator, closeWith('moved-or-died')).aborts[0]?.status).toBe('completed');
    const asked = state(aborts, 'requested');
    expect(next(asked, coordinator, move(t1, 'failed', because('x'))).aborts[0]?.status).toBe('completed');
  });

  test('does not hinder its owner from completing or failing the work first; the hub closes the request', () => {
    const asked = next(state(onwards, 'in-progress'), coordinator, ask(t2));
    for (const end of [move(t2, 'completed', { outputs: [note] }), move(t2, 'failed', because('We closed'))]) {
      const ended = next(asked, group, end);
      expect([ended.onward[0]?.task.status, ended.aborts[0]?.status]).toEqual([end.to, 'completed']);
    }
  });

  test('is said as a reason only where somebody asked', () => {
    const stopped = move(t2, 'cancelled', because('We were asked to stop', 'asked-to-stop'));
    for (const status of ['accepted', 'in-progress', 'on-hold'] as const)
      expect(refusalsOf(state(onwards, status), group, stopped)).toContain('abort-not-accepted');
    const asked = next(state(onwards, 'in-progress'), coordinator, ask(t2));
    const agreed = next(asked, group, move(asked.aborts[0]?.id ?? '', 'accepted'));
    expect(next(agreed, group, stopped).onward[0]?.task.status).toBe('cancelled');
  });
});

test('what waits for the answer to a request to stop is not lost: the work may still be recalled as an error', () => {
  const asked = next(state(referrals, 'in-progress'), practice, ask(t1));
  const recalled = next(asked, practice, move(t1, 'entered-in-error', because('Wrong person')));
  expect(recalled.aborts[0]?.status).toBe('completed');
});

describe('a group that does not answer', () => {
  const withdraw = move(t2, 'cancelled', because('The group never answered'));
  const asked = (status: 'in-progress' | 'on-hold') => next(state(onwards, status), coordinator, ask(t2));

  test.each(['in-progress', 'on-hold'] as const)(
    'and holds its work %s does not hold the referral: once reminded and late, the coordinator cancels directly',
    (status) => {
      expect(refusalsOf(state(onwards, status), coordinator, withdraw)).toEqual(['abort-not-accepted']);
      const once = reminded(asked(status), 'answer-abort');
      // Asked on Monday; reminded on Wednesday at 17:00; the last step is Thursday at 17:00.
      expect(refusalsOf(asked(status), coordinator, withdraw, day(300))).toEqual(['abort-not-accepted']);
      expect(refusalsOf(once, coordinator, withdraw, '2026-11-05T16:59:59.999Z')).toEqual(['abort-not-accepted']);
      const cancelled = next(once, coordinator, withdraw, '2026-11-05T17:00:00.000Z');
      expect([cancelled.onward[0]?.task.status, cancelled.onward[0]?.request.status]).toEqual(['cancelled', 'revoked']);
      expect(cancelled.aborts[0]?.status).toBe('completed');
    },
  );

  test('is cancelled with a reason, by who asked it, and never by another or after it answered', () => {
    const silent = reminded(reminded(asked('in-progress'), 'answer-abort'), 'answer-abort');
    expect(refusalsOf(silent, coordinator, move(t2, 'cancelled'))).toEqual(['reason-missing']);
    expect(refusalsOf(silent, group, withdraw)).toEqual(['abort-not-accepted']);
    expect(refusalsOf(silent, shed, withdraw)).toEqual(['not-found']);
    const abort = silent.aborts[0]?.id ?? '';
    for (const answer of [move(abort, 'accepted'), move(abort, 'rejected', because('She is coming'))])
      expect(refusalsOf(next(silent, group, answer), coordinator, withdraw)).toEqual(['abort-not-accepted']);
  });

  test('or agrees to stop and never does: once reminded of that and late, the coordinator cancels directly as well', () => {
    const silent = asked('in-progress');
    const agrees = next(silent, group, move(silent.aborts[0]?.id ?? '', 'accepted'), day(1));
    expect(refusalsOf(agrees, coordinator, withdraw, day(1, 10))).toEqual(['abort-not-accepted']);
    const late = reminded(reminded(agrees, 'answer-abort'), 'answer-abort');
    expect(next(late, coordinator, withdraw, day(20)).onward[0]?.task.status).toBe('cancelled');
  });

  test('leaves its meeting that began to be answered; the one ahead is called off', () => {
    const met = story(state(onwards, 'in-progress'), [group, meetingAt(day(1))], [group, meetingAt(day(20))]);
    const silent = reminded(reminded(next(met, coordinator, ask(t2), day(2)), 'answer-abort'), 'answer-abort');
    const cancelled = next(silent, coordinator, withdraw);
    expect(cancelled.onward[0]?.meetings.map((m) => m.status)).toEqual(['booked', 'cancelled', 'cancelled']);
  });
});
