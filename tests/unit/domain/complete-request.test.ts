import { describe, expect, test } from 'vitest';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, draft, move } from './acts.ts';
import { coordinator, day, id, otherPractice, practice, t1 } from './cast.ts';
import { referrals } from './reachable.ts';
import { attempt, next, opened, refusalsOf, request, story } from './referrals.ts';

const need = { kind: 'add-need' as const, request, others: [] };
const complete = (of?: string) => ({
  kind: 'revise-request' as const,
  status: 'completed' as const,
  ...(of ? { request: of } : {}),
  ...because('Done'),
});
/** The referrer handed over a Task of its own. */
const withOwnTask = () => opened({ sent: { ...draft, status: 'requested' } });
const taken = (start: Referral) => next(start, coordinator, move(t1, 'accepted'));
const closed = (start: Referral) => next(taken(start), coordinator, closeWith('moved-or-died'));
const requests = (referral: Referral) => [referral.request, ...referral.furtherNeeds].map((r) => r.status);

describe('when the referral is completed (12.4 row 12)', () => {
  test('so are the request and its further needs, where the hub made the Task on the referrer’s behalf', () => {
    const done = closed(next(opened(), practice, need));
    expect(requests(done)).toEqual(['completed', 'completed']);
    expect(done.request.meta?.versionId).toBe(done.task.meta?.versionId);
  });

  test('a need that was withdrawn stays withdrawn', () => {
    const withdrawn = story(
      opened(),
      [practice, need],
      [practice, { kind: 'revise-request', request: `${id}.s2`, status: 'revoked', ...because('Not any more') }],
    );
    expect(requests(closed(withdrawn))).toEqual(['completed', 'revoked']);
  });

  test('a referrer with a Task of its own says itself that it is done', () => {
    const done = closed(withOwnTask());
    expect(requests(done)).toEqual(['active']);
    const said = attempt(done, practice, complete());
    if (!said.ok) throw new Error('refused');
    expect(said.value.events).toEqual([{ type: 'request-completed', task: `Task/${t1}` }]);
    expect(next(done, practice, complete()).request.status).toBe('completed');
  });

  test('nothing is completed by an end of another kind', () => {
    for (const status of ['failed', 'cancelled', 'rejected'] as const)
      expect(referrals[status]?.().request.status).toBe('active');
  });
});

describe('a referrer completes its request', () => {
  test.each(taskStatuses.filter((s) => s !== 'draft'))('where the Task is %s', (status) => {
    const expected: Partial<Record<typeof status, string[]>> = {
      ...{ requested: ['illegal-transition'], accepted: ['illegal-transition'], 'in-progress': ['illegal-transition'] },
      ...{ 'on-hold': ['illegal-transition'], 'entered-in-error': ['ended'] },
    };
    expect(refusalsOf(referrals[status]?.() ?? opened(), practice, complete())).toEqual(expected[status] ?? []);
  });

  test('and each further need; twice is once', () => {
    const done = closed(next(withOwnTask(), practice, need));
    const one = next(done, practice, complete(`${id}.s2`));
    expect(requests(one)).toEqual(['active', 'completed']);
    expect(attempt(one, practice, complete(`${id}.s2`))).toMatchObject({ ok: true, value: { changed: [] } });
    expect(refusalsOf(done, practice, complete(`${id}.s9`))).toEqual(['not-found']);
  });

  test('nobody else does', () => {
    const done = closed(withOwnTask());
    expect(refusalsOf(done, coordinator, complete())).toEqual(['not-yours-to-change']);
    expect(refusalsOf(done, otherPractice, complete())).toEqual(['not-found']);
  });

  test('and may still find that it was an error, as long as nothing happened for the person', () => {
    const error = { kind: 'revise-request' as const, status: 'entered-in-error' as const, ...because('Wrong person') };
    expect(next(closed(opened()), practice, error, day(1)).task.status).toBe('entered-in-error');
    expect(refusalsOf(closed(opened()), practice, { ...error, status: 'revoked' })).toEqual(['ended']);
  });
});
