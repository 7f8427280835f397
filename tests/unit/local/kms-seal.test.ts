import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { opened, sealed } from '../../../infra/local/aws/kms-seal.ts';

const key = randomBytes(32);
const secret = Buffer.from('whsec_something');

test('what was sealed opens with the same key and the same context alone, as in KMS', () => {
  const blob = sealed(key, secret, { organisation: 'walking-group' });
  expect(blob.toString('latin1')).not.toContain('something');
  expect(opened(key, blob, { organisation: 'walking-group' })).toEqual(secret);
  expect(() => opened(key, blob, { organisation: 'mens-shed' })).toThrow('ciphertext');
  expect(() => opened(key, blob, {})).toThrow('ciphertext');
  expect(() => opened(randomBytes(32), blob, { organisation: 'walking-group' })).toThrow('ciphertext');
  expect(() => opened(key, Buffer.from('no such thing'), { organisation: 'walking-group' })).toThrow('ciphertext');
});
