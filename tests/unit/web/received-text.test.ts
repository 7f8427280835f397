import { expect, test } from 'vitest';
import { numberHash } from '../../../functions/identity/links/number-hash.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';

test('a number is one however it is written, and what is kept of it says nothing of it', async () => {
  const hash = numberHash(async () => keyedHash('secret'));
  const one = await hash('07700900123');
  for (const same of ['+44 7700 900123', '447700900123', '07700 900 123', '00447700900123'.slice(2)])
    expect(await hash(same)).toBe(one);
  expect(await hash('07700900124')).not.toBe(one);
  expect(one).not.toContain('900123');
});
