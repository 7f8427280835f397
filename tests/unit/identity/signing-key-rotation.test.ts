import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { issueAccessToken, readAccessToken } from '../../../functions/identity/access-token.ts';
import { identify } from '../../../functions/identity/authoriser.ts';
import { publicKeys } from '../../../functions/identity/public-keys.ts';
import { KeyStore } from './key-store.ts';
import { MemoryRegister } from './memory-register.ts';

const issuer = 'https://hub.example';
const morning = Date.parse('2026-11-21T09:00:00.000Z');
const key = { kty: 'EC', crv: 'P-384', x: 'AQ', y: 'Ag', kid: 'one' };
const store = new KeyStore('A', 'B', 'C');

/** A release: which keys hold, the first of which signs. */
const release = (keyIds: readonly [string, ...string[]]) => {
  const register = new MemoryRegister();
  const record = { client: 'surgery', name: 'GP software', jwks: { keys: [key] }, active: true, version: 1 };
  register.clients.push({ ...record, organisations: ['L99901'] });
  // Caches of a warm function live as long as its release.
  const who = identify({
    participants: register,
    readToken: readAccessToken({ issuer, keyIds, publicKey: publicKeys(store) }),
  });
  return {
    sign: async (second: number) =>
      issueAccessToken(store, keyIds[0], {
        ...{ client: 'surgery', key: await calculateJwkThumbprint(key), issuer },
        now: morning / 1000 + second,
      }),
    takes: async (token: string, second: number) =>
      typeof (await who(`Bearer ${token}`, new Date(morning + second * 1000))) !== 'string',
  };
};

test('the hub’s own key is replaced, and replaced again, while nobody who is signed in notices', async () => {
  const [first, second, third] = [release(['A', 'B']), release(['B', 'A']), release(['B', 'C'])];
  const old = await first.sign(0);
  // While one release takes the place of the other, functions of both are at work: each takes what the other signs.
  const next = await second.sign(10);
  for (const release of [first, second])
    for (const token of [old, next]) expect(await release.takes(token, 20)).toBe(true);
  // Five minutes later nothing that A signed holds any more, and it may go.
  expect(await second.takes(old, 301)).toBe(false);
  const last = await second.sign(400);
  const after = await third.sign(410);
  for (const release of [second, third]) expect(await release.takes(last, 420)).toBe(true);
  expect([await third.takes(after, 420), await second.takes(after, 420)]).toEqual([true, true]);
  expect(await third.takes(await first.sign(400), 420)).toBe(false);
});

test('a release that signs with a key which the last one does not know is the mistake: its tokens are refused meanwhile', async () => {
  const token = await release(['C', 'A']).sign(0);
  expect(await release(['A', 'B']).takes(token, 1)).toBe(false);
});
