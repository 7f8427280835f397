import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { AddNeed } from '../../../functions/domain/actions.ts';
import { obligations } from '../../../functions/domain/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, coordinator, id, move, next, opened, practice, refusalsOf, request, t1 } from './referrals.ts';

const need = { kind: 'add-need' as const, request: { ...request, identifier: [] }, others: [] };
const withdraw = (which: string | undefined, status: 'revoked' | 'entered-in-error' = 'revoked') => ({
  ...{ kind: 'revise-request' as const, status, ...because('Found something else') },
  ...(which ? { request: which } : {}),
});

const begun = (): Referral => {
  const accepted = next(next(opened(), practice, need), coordinator, move(t1, 'accepted'));
  return next(accepted, coordinator, move(t1, 'in-progress'));
};
const secondOf = (referral: Referral): string => referral.furtherNeeds[0]?.id ?? '';

describe('a further need that is withdrawn', () => {
  test('goes alone: the request, its Task and everything else stand', () => {
    const before = begun();
    const after = next(before, practice, withdraw(secondOf(before)));
    expect(after.furtherNeeds.map((n) => n.status)).toEqual(['revoked']);
    expect([after.request.status, after.task.status, after.aborts]).toEqual(['active', 'in-progress', []]);
  });

  test('is owed nothing any more', () => {
    const before = next(begun(), practice, need);
    const owed = (referral: Referral) => obligations(referral).map((o) => o.what);
    const [first, second] = before.furtherNeeds.map((n) => n.id ?? '');
    const after = next(next(before, practice, withdraw(first)), practice, withdraw(second));
    expect(owed(after)).toEqual(
      owed(next(next(opened(), coordinator, move(t1, 'accepted')), coordinator, move(t1, 'in-progress'))),
    );
  });

  test('is withdrawn once, by who asked, and only if it is there', () => {
    const before = begun();
    const gone = next(before, practice, withdraw(secondOf(before)));
    expect(next(gone, practice, withdraw(secondOf(before)))).toEqual(gone);
    expect(refusalsOf(gone, practice, withdraw(secondOf(before), 'entered-in-error'))).toEqual(['ended']);
    expect(refusalsOf(before, coordinator, withdraw(secondOf(before)))).toEqual(['not-yours-to-change']);
    expect(refusalsOf(before, practice, withdraw(`${id}.s9`))).toEqual(['not-found']);
  });
});

test('nothing is added to a request that was withdrawn, though its Task waits for an answer', () => {
  const withdrawn = next(begun(), practice, withdraw(undefined));
  expect(withdrawn.task.status).toBe('in-progress');
  expect(refusalsOf(withdrawn, practice, need)).toEqual(['ended']);
});

test('three times as much beside it takes about three times as long, not nine', () => {
  const referral = opened();
  const needWith = (n: number): AddNeed => {
    const others = Array.from(
      { length: n },
      (_, i): FhirResource => ({
        ...{ resourceType: 'Basic', id: `${id}.x${i}`, code: { text: 'x' } },
      }),
    );
    return { ...need, others };
  };
  const fastest = (n: number): number => {
    const action = needWith(n);
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      expect(next(referral, practice, action).others).toHaveLength(n);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  fastest(1000);
  expect(fastest(3000) / fastest(1000)).toBeLessThan(6);
});
