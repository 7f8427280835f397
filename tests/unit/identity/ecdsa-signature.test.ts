import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joseSignature } from '../../../functions/identity/ecdsa-signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

test('a signature of the key service verifies in the form of a JWT, however long its numbers are', () => {
  // Enough signatures that r or s begins with a zero byte in some: one in 128 does.
  for (let n = 0; n < 600; n += 1) {
    const message = Buffer.from(`message ${n}`);
    const der = sign('sha256', message, { key: privateKey, dsaEncoding: 'der' });
    const jose = joseSignature(der, 32);
    expect(jose).toHaveLength(64);
    expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, jose)).toBe(true);
  }
});

test.each([
  ['small numbers are filled up', '3006020101020102', '01', '02'],
  ['a zero in front goes', '300802020080020200ff', '80', 'ff'],
])('%s', (_, der, r, s) => {
  const joined = Buffer.from(joseSignature(Buffer.from(der, 'hex'), 32)).toString('hex');
  expect(joined).toBe(r.padStart(64, '0') + s.padStart(64, '0'));
});

test('a signature of P-521, whose length takes two bytes, is read as well', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-521' });
  const message = Buffer.from('message');
  const der = sign('sha512', message, { key: pair.privateKey, dsaEncoding: 'der' });
  const jose = joseSignature(der, 66);
  expect(verify('sha512', message, { key: pair.publicKey, dsaEncoding: 'ieee-p1363' }, jose)).toBe(true);
  expect(() => joseSignature(der, 32)).toThrow('another curve');
});

test('bytes that are no signature throw, and never come back as one', () => {
  const der = sign('sha256', Buffer.from('message'), { key: privateKey, dsaEncoding: 'der' });
  for (let end = 0; end < der.length; end += 1) expect(() => joseSignature(der.subarray(0, end), 32)).toThrow();
  expect(() => joseSignature(Buffer.concat([der, Buffer.from([0])]), 32)).toThrow('after');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      try {
        expect(joseSignature(bytes, 32)).toHaveLength(64);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});
