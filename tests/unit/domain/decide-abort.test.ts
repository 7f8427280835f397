import { describe, expect, test } from 'vitest';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import { aborts, onwards, referrals } from './reachable.ts';
import {
  because,
  closeWith,
  coordinator,
  group,
  hub,
  move,
  next,
  note,
  opened,
  otherPractice,
  practice,
  refusalsOf,
  shed,
  t1,
  t2,
} from './referrals.ts';

const ask = (task: string) => ({ kind: 'request-abort' as const, task, ...because('Moved away') });
const state = (states: typeof referrals, status: (typeof taskStatuses)[number]) => states[status]?.() ?? opened();

describe('a request to stop (row 15)', () => {
  test.each(taskStatuses.filter((s) => referrals[s]))('of a referral that is %s', (status) => {
    const possible = status === 'in-progress' || status === 'on-hold';
    const direct = status === 'requested' || status === 'accepted';
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
    expect(next(agreed, coordinator, closeWith('advice-only')).aborts[0]?.status).toBe('completed');
    const asked = state(aborts, 'requested');
    expect(next(asked, coordinator, move(t1, 'failed', because('x'))).aborts[0]?.status).toBe('completed');
  });
});

test('what waits for the answer to a request to stop is not lost: the work may still be recalled as an error', () => {
  const asked = next(state(referrals, 'in-progress'), practice, ask(t1));
  const recalled = next(asked, practice, move(t1, 'entered-in-error', because('Wrong person')));
  expect(recalled.aborts[0]?.status).toBe('completed');
});
