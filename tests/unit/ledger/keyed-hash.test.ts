import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referralOf } from '../../../functions/domain/referral.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { versionInstant } from '../../../functions/usecases/next-instant.ts';

const hash = keyedHash('a secret');

test('an id is 26 symbols that make a resource id, and the same for the same parts for ever', () => {
  expect(hash('identifier', 'L99901', 'https://x.example', 'R-1')).toBe('64ws6vqwc8ekvz9km1a97ps0qf');
  fc.assert(
    fc.property(fc.array(fc.string()), (parts) => {
      const id = hash(...parts);
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
      expect(referralOf(`${id}.t1`)).toBe(id);
      expect(hash(...parts)).toBe(id);
    }),
  );
});

test('another secret, other parts, or the same text parted elsewhere make another id', () => {
  expect(keyedHash('another secret')('a', 'b')).not.toBe(hash('a', 'b'));
  const ids = [
    hash('ab'),
    hash('a', 'b'),
    hash('a', 'b', ''),
    hash('', 'ab'),
    hash('b', 'a'),
    hash('1:a', 'b'),
    hash('a1:b'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('versions are in the order of their instants, whatever the clocks of two machines say', () => {
  const at = '2026-11-02T09:00:00.000Z';
  expect(versionInstant('2026-11-02T09:00:00.001Z', at)).toBe('2026-11-02T09:00:00.001Z');
  for (const behind of [at, '2026-11-02T08:59:00.000Z'])
    expect(versionInstant(behind, at)).toBe('2026-11-02T09:00:00.001Z');
});
