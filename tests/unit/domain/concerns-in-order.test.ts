import { expect, test } from 'vitest';
import type { OpenConcern } from '../../../functions/domain/concern/concern.ts';
import { inOrder, mostListed } from '../../../functions/domain/concern/in-order.ts';

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

test('somebody unsafe is on the list, however many worries were raised before', () => {
  const flood = Array.from({ length: 40_000 }, (_, n) => concern(`sg-${n}`, '08:00'));
  const listed = inOrder([...flood, concern('real', '12:00', { level: 'unsafe' })]).slice(0, mostListed);
  expect([listed[0]?.id, listed.length]).toEqual(['real', mostListed]);
});
