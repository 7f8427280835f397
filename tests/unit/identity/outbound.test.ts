import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { outboundTokens } from '../../../functions/identity/outbound.ts';
import { publicKeys } from '../../../functions/identity/public-keys.ts';
import { KeyStore } from './key-store.ts';

const issuer = 'https://hub.example';
const start = Date.parse('2026-11-21T09:00:00.000Z');

const sender = () => {
  const keys = new KeyStore('outbound');
  let now = start;
  const clock = () => new Date(now).toISOString();
  return {
    keys,
    outbound: outboundTokens({ keys, keyId: 'outbound', issuer, clock }),
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
};

test('a recipient can check the token with our published key, and it is for this recipient alone', async () => {
  const { keys, outbound } = sender();
  const token = await outbound('https://cws.example/FHIR/R4/');
  const jwks = createLocalJWKSet({ keys: [await publicKeys(keys)('outbound')] });
  const options = { issuer, algorithms: ['ES256'], currentDate: new Date(start) };
  const { payload } = await jwtVerify(token, jwks, { ...options, audience: 'https://cws.example' });
  expect(payload).toMatchObject({ sub: issuer, iat: start / 1000, exp: start / 1000 + 300 });
  await expect(jwtVerify(token, jwks, { ...options, audience: 'https://other.example' })).rejects.toThrow('aud');
});

test('a token serves a recipient until a minute before its end, then another is made', async () => {
  const { keys, outbound, pass } = sender();
  const first = await outbound('https://cws.example');
  pass(239);
  expect(await outbound('https://cws.example/other/path')).toBe(first);
  pass(1);
  const second = await outbound('https://cws.example');
  expect(decodeJwt(second).exp).toBe(start / 1000 + 540);
  expect(keys.asked).toEqual(['sign outbound', 'sign outbound']);
});

test('two recipients never share a token', async () => {
  const { outbound } = sender();
  const audiences = await Promise.all(['https://a.example', 'https://a.example:8443'].map(outbound));
  expect(audiences.map((token) => decodeJwt(token).aud)).toEqual(['https://a.example', 'https://a.example:8443']);
});
