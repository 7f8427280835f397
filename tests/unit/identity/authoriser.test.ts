import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { issueAccessToken, readAccessToken } from '../../../functions/identity/access-token.ts';
import { authorizationOf, correlationOf, identify, stagePolicy } from '../../../functions/identity/authoriser.ts';
import { outboundTokens } from '../../../functions/identity/outbound.ts';
import { publicKeys } from '../../../functions/identity/public-keys.ts';
import { signedToken } from '../../../functions/identity/signed-token.ts';
import { KeyStore } from './key-store.ts';
import { MemoryRegister } from './memory-register.ts';

const issuer = 'https://hub.example';
const instant = '2026-11-21T09:00:00.000Z';
const seconds = Date.parse(instant) / 1000;
const at = (after = 0) => new Date((seconds + after) * 1000);

/** Two keys of the client, of which only the thumbprint counts here. */
const first = { kty: 'EC', crv: 'P-384', x: 'AQ', y: 'Ag', kid: 'one' };
const second = { kty: 'EC', crv: 'P-384', x: 'Aw', y: 'BA', kid: 'two' };

const hub = (keyIds: readonly string[] = ['new', 'old']) => {
  const keys = new KeyStore('new', 'old', 'outbound', 'retired');
  const register = new MemoryRegister();
  const record = { client: 'surgery', name: 'GP software', jwks: { keys: [first, second] }, active: true, version: 1 };
  register.clients.push({ ...record, organisations: ['L99901', 'L99902'] });
  const who = identify({
    participants: register,
    readToken: readAccessToken({ issuer, keyIds, publicKey: publicKeys(keys) }),
  });
  const token = async (keyId: string, client = 'surgery', gotWith = first) => {
    const key = await calculateJwkThumbprint(gotWith);
    return issueAccessToken(keys, keyId, { client, key, issuer, now: seconds });
  };
  return { keys, register, who, token };
};

test('a caller is its client with every organisation that it may act for', async () => {
  const { who, token } = hub();
  const context = { client: 'surgery', organisations: 'L99901,L99902' };
  expect(await who(`Bearer ${await token('new')}`, at())).toEqual(context);
  expect(await who(`bearer ${await token('old')}`, at(299))).toEqual(context);
});

test('a token stops holding after five minutes', async () => {
  const { who, token } = hub();
  expect(await who(`Bearer ${await token('new')}`, at(300))).toBe('bad-token');
});

test('a token of a key that is no longer listed does not hold, and the key service is not asked about it', async () => {
  const { who, token, keys } = hub();
  const retired = await token('retired');
  keys.asked.length = 0;
  expect(await who(`Bearer ${retired}`, at())).toBe('bad-token');
  expect(keys.asked).toEqual([]);
});

test('a token with which the hub calls a recipient does not open the hub, even when signed with the same key', async () => {
  const { who, keys } = hub(['new', 'outbound']);
  const outbound = outboundTokens({ keys, keyId: 'outbound', issuer, clock: () => instant });
  expect(await who(`Bearer ${await outbound(issuer)}`, at())).toBe('bad-token');
});

const claims = { iss: issuer, aud: issuer, sub: 'surgery', exp: seconds + 60, jti: 'x', client_key: 'k' };
test.each([
  ['of another issuer', { ...claims, iss: 'https://other.example' }],
  ['for another audience', { ...claims, aud: 'https://other.example' }],
  ['that names no client', { ...claims, sub: 0 }],
  ['that does not say which key it was got with', { ...claims, client_key: 0 }],
])('a token %s does not hold', async (_, wrong) => {
  const { who, keys } = hub();
  expect(await who(`Bearer ${await signedToken(keys, 'new', 'at+jwt', wrong)}`, at())).toBe('bad-token');
});

test('a token that never ends does not hold', async () => {
  const { who, keys } = hub();
  const { exp: _, ...endless } = claims;
  expect(await who(`Bearer ${await signedToken(keys, 'new', 'at+jwt', endless)}`, at())).toBe('bad-token');
});

test('a token whose body was changed after signing does not hold', async () => {
  const { who, token } = hub();
  const [header, , signature] = (await token('new', 'other')).split('.');
  const [, body] = (await token('new')).split('.');
  expect(await who(`Bearer ${header}.${body}.${signature}`, at())).toBe('bad-token');
});

test.each([undefined, '', 'Bearer', 'Bearer ', 'Basic c3VyZ2VyeTo=', 'Bearer a b', 'Bearer ü'])(
  'the header %j holds no token',
  async (sent) => {
    const { who } = hub();
    expect(await who(sent, at())).toBe('no-token');
  },
);

test('a client that was revoked is refused with the token that it still has', async () => {
  const { who, token, register } = hub();
  const bearer = `Bearer ${await token('new')}`;
  const [client] = register.clients;
  if (client) register.clients.push({ ...client, active: false, version: 2 });
  expect(await who(bearer, at())).toBe('inactive-client');
  expect(await who(`Bearer ${await token('new', 'nobody')}`, at())).toBe('unknown-client');
});

test('a token ends with the key that it was got with, also when another key takes its name; the other goes on', async () => {
  const { who, token, register } = hub();
  const [old, next] = [`Bearer ${await token('new')}`, `Bearer ${await token('new', 'surgery', second)}`];
  const context = { client: 'surgery', organisations: 'L99901,L99902' };
  expect([await who(old, at()), await who(next, at())]).toEqual([context, context]);
  const [client] = register.clients;
  if (!client) throw new Error('not registered');
  register.clients.push({ ...client, jwks: { keys: [second, { ...first, x: 'BQ' }] }, version: 2 });
  expect([await who(old, at()), await who(next, at())]).toEqual(['retired-key', context]);
});

test('a key service that does not answer is an error, not a refusal, and is asked again', async () => {
  const { token, register } = hub();
  const failing = { sign: Promise.reject, publicKey: () => Promise.reject(new Error('KMS is away')) };
  const who = identify({
    participants: register,
    readToken: readAccessToken({ issuer, keyIds: ['new'], publicKey: publicKeys(failing) }),
  });
  await expect(who(`Bearer ${await token('new')}`, at())).rejects.toThrow('KMS is away');
});

test('the policy covers the whole stage, because API Gateway keeps it for the next path', () => {
  const arn = 'arn:aws:execute-api:eu-west-2:123456789012:abc123/live/GET/FHIR/R4/Task/x.t1';
  const allowed = stagePolicy(arn, 'Allow', 'surgery', { client: 'surgery', organisations: 'L99901' });
  expect(allowed).toEqual({
    principalId: 'surgery',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: 'Allow',
          Resource: 'arn:aws:execute-api:eu-west-2:123456789012:abc123/live/*/*',
        },
      ],
    },
    context: { client: 'surgery', organisations: 'L99901' },
  });
});

test('the Authorization header is found in any spelling, and two of them are none', () => {
  const event = { type: 'REQUEST', methodArn: '', resource: '', path: '', httpMethod: 'GET' } as const;
  const sent = (multi: Record<string, string[]> | null, single: Record<string, string> | null = null) =>
    authorizationOf({ ...event, headers: single, multiValueHeaders: multi } as Parameters<typeof authorizationOf>[0]);
  expect(sent({ authorization: ['Bearer a'] })).toBe('Bearer a');
  expect(sent(null, { AUTHORIZATION: 'Bearer a' })).toBe('Bearer a');
  expect(sent({ Authorization: ['Bearer a', 'Bearer b'] }, { Authorization: 'Bearer b' })).toBeUndefined();
  expect(sent(null)).toBeUndefined();
});

test('of a caller that is refused only a real correlation id reaches the log: what else stands there could be about a person', () => {
  const event = { type: 'REQUEST', methodArn: '', resource: '', path: '', httpMethod: 'GET' } as const;
  const sent = (value: string) =>
    correlationOf({ ...event, headers: { 'X-Correlation-Id': value } } as unknown as Parameters<
      typeof correlationOf
    >[0]);
  expect(sent('0b7a4f6e-52f1-4a55-9c1c-6a1f6f7a1f10')).toBe('0b7a4f6e-52f1-4a55-9c1c-6a1f6f7a1f10');
  expect(sent('Doris Example, 01452 000000')).toBeUndefined();
  expect(sent('0b7a4f6e-52f1-4a55-9c1c-6a1f6f7a1f10\nanother line')).toBeUndefined();
});
