import { expect, test } from 'vitest';
import { refusedAtTheToken } from '../../../functions/audit/at-the-token.ts';

const at = (minute: number): string => new Date(Date.parse('2026-11-22T08:00:00.000Z') + minute * 60_000).toISOString();
const refusals = () => {
  const keep = refusedAtTheToken();
  return (count: number, reason: string, more: { client?: string; at?: string } = {}) =>
    Array.from({ length: count }, (_, n) => keep({ at: at(n % 60), request: `r-${n}`, reason, ...more })).flatMap(
      (one) => one ?? [],
    );
};

test('the first refusal of a client for a reason is on record, with who, why and on which request', () => {
  expect(refusals()(1, 'bad-signature', { client: 'surgery' })).toEqual([
    {
      ...{ at: at(0), kind: 'refused', client: 'surgery' },
      ...{ by: 'POST /oauth2/token', outcome: 'bad-signature', request: 'r-0' },
    },
  ]);
});

test('a flood leaves some tens of records, which say how great it was; what others are refused meanwhile is kept', () => {
  const refused = refusals();
  const flood = refused(100_000, 'unknown-client', { at: at(0) });
  expect(flood.length).toBe(17);
  expect(flood.at(-1)).toMatchObject({ outcome: 'unknown-client 65536' });
  expect(refused(1, 'unknown-client', { client: 'surgery' })).toHaveLength(1);
  expect(refused(1, 'bad-signature')).toHaveLength(1);
});

test('each hour begins anew', () => {
  const refused = refusals();
  expect(refused(3, 'expired', { at: at(59) })).toHaveLength(2);
  expect(refused(1, 'expired', { at: at(60) })).toMatchObject([{ at: at(60), outcome: 'expired' }]);
});
