import { expect, test } from 'vitest';
import type { OpenConcern } from '../../../functions/domain/concern/concern.ts';
import { inOrder, listedFrom, mostListed, placeForm } from '../../../functions/domain/concern/in-order.ts';

const concern = (id: string, at: string, more: Partial<OpenConcern> = {}): OpenConcern => ({
  ...{ id, version: 1, at: `2026-11-25T${at}:00.000Z`, level: 'worried', route: 'adults', kind: 'raised' },
  ...{ told: [], due: `2026-11-25T${at}:00.000Z`, ...more },
});

test('unsafe before worried, the oldest first, and last what somebody has taken on', () => {
  const acknowledged = { at: '2026-11-25T08:30:00.000Z', name: 'Ada Duty', organisation: 'safeguarding-desk' };
  const open = [
    concern('taken', '08:00', { level: 'unsafe', acknowledged }),
    concern('worried', '09:00'),
    concern('new', '11:00', { level: 'unsafe' }),
    concern('old', '10:00', { level: 'unsafe' }),
  ];
  expect(inOrder(open).map(({ id }) => id)).toEqual(['old', 'new', 'worried', 'taken']);
});

test('every one is on some page, also when somebody takes one on between two pages', () => {
  const open = Array.from({ length: 2500 }, (_, n) =>
    concern(`sg-${n}`, '08:00', { level: n % 2 ? 'unsafe' : 'worried' }),
  );
  const seen = new Set<string>();
  let after: string | undefined = '';
  for (let pages = 0; after !== undefined; pages += 1) {
    const acknowledged = { at: '2026-11-25T08:30:00.000Z', name: 'Ada Duty', organisation: 'safeguarding-desk' };
    const then = open.map((one, n) => (n < pages * 700 ? { ...one, acknowledged } : one));
    const { page, next } = listedFrom(then, after);
    expect(page.length).toBeLessThanOrEqual(mostListed);
    expect(next ?? '0.2026-11-25T08:00:00.000Z.sg-1').toMatch(placeForm);
    for (const { id } of page) seen.add(id);
    after = next;
  }
  expect(seen.size).toBe(2500);
});

test('somebody unsafe is on the list, however many worries were raised before', () => {
  const flood = Array.from({ length: 40_000 }, (_, n) => concern(`sg-${n}`, '08:00'));
  const listed = inOrder([...flood, concern('real', '12:00', { level: 'unsafe' })]).slice(0, mostListed);
  expect([listed[0]?.id, listed.length]).toEqual(['real', mostListed]);
});
