import { expect, test } from 'vitest';
import { mayAsDelegate } from '../../../functions/domain/authority/delegate.ts';

const delegation = { scope: ['see-own-page', 'message', 'permit'], until: '2026-12-31' } as const;

test('a delegate acts within the scope, until the end of its last day', () => {
  expect(mayAsDelegate(delegation, 'message', '2026-12-31')).toBe(true);
  expect(mayAsDelegate(delegation, 'message', '2027-01-01')).toBe(false);
  expect(mayAsDelegate(delegation, 'end', '2026-12-31')).toBe(false);
});

test('no scope lets a delegate permit in place of the person', () => {
  expect(mayAsDelegate(delegation, 'permit', '2026-12-31')).toBe(false);
});
