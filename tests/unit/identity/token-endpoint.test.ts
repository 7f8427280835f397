import { createSecretKey } from 'node:crypto';
import { calculateJwkThumbprint, decodeJwt, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { readAccessToken } from '../../../functions/identity/access-token.ts';
import { context, event, header } from '../http/event.ts';
import {
  type Assertion,
  assertion,
  assertionType,
  es256,
  es384,
  form,
  instant,
  issuer,
  request,
  rs256,
  rs384,
  rs512,
  seconds,
  stranger,
  tokenHub,
} from './token-hub.ts';

const uuid = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab';

test.each([es384, rs384, rs512])('a client that signs with $alg gets a token that the hub accepts', async (key) => {
  const { post, publicKey, told } = tokenHub();
  const answer = await post(await request({ key }));
  expect(answer.statusCode).toBe(200);
  const { access_token, ...rest } = JSON.parse(answer.body);
  expect(rest).toEqual({ token_type: 'Bearer', expires_in: 300 });
  const read = readAccessToken({ issuer, keyIds: ['token-2', 'token-1'], publicKey });
  expect(await read(access_token, new Date(instant))).toEqual({
    ...{ client: 'surgery', key: await calculateJwkThumbprint(key.jwk) },
  });
  expect(told).toEqual([{ client: 'surgery' }]);
});

test('the token names no organisation: the authoriser reads them fresh', async () => {
  const { post } = tokenHub();
  const answer = await post(await request());
  const claims = decodeJwt(JSON.parse(answer.body).access_token);
  expect(Object.keys(claims).sort()).toEqual(['aud', 'client_id', 'client_key', 'exp', 'iat', 'iss', 'jti', 'sub']);
  expect(claims).toMatchObject({ iss: issuer, aud: issuer, sub: 'surgery', iat: seconds, exp: seconds + 300 });
});

test('an answer must not be stored, and carries the ids of its request', async () => {
  const { post } = tokenHub();
  const ids = { 'X-Request-Id': uuid, 'X-Correlation-Id': uuid };
  for (const answer of [await post(await request(), ids), await post('grant_type=password', ids)]) {
    expect(header(answer, 'cache-control')).toBe('no-store');
    expect(header(answer, 'x-request-id')).toBe(uuid);
    expect(header(answer, 'x-correlation-id')).toBe(uuid);
  }
});

const hs384 = await new SignJWT({ iss: 'surgery', sub: 'surgery', aud: `${issuer}/oauth2/token`, exp: seconds + 240 })
  .setProtectedHeader({ alg: 'HS384', kid: 'rs' })
  .setJti('hs')
  .sign(createSecretKey(Buffer.from(JSON.stringify(rs384.jwk).padEnd(64))));
const unsigned = [{ alg: 'none', kid: 'es' }, { iss: 'surgery', sub: 'surgery', exp: seconds + 240, jti: 'none' }, '']
  .map((part) => (part === '' ? '' : Buffer.from(JSON.stringify(part)).toString('base64url')))
  .join('.');

const badAssertions: readonly (readonly [string, string, Assertion | string])[] = [
  ['is no JWT', 'malformed', 'nonsense'],
  ['has a header that is no JSON', 'malformed', 'e30x.e30.x'],
  ['is not signed', 'wrong-algorithm', unsigned],
  ['is signed with a public key as a secret', 'wrong-algorithm', hs384],
  ['is signed with ES256', 'wrong-algorithm', { key: es256 }],
  ['is signed with RS256', 'wrong-algorithm', { key: rs256 }],
  ['names a key at another address', 'unsafe-header', { header: { jku: 'https://evil.example/jwks' } }],
  ['names a certificate at another address', 'unsafe-header', { header: { x5u: 'https://evil.example/x' } }],
  ['brings its own key', 'unsafe-header', { key: stranger, header: { jwk: stranger.jwk } }],
  ['brings its own certificate', 'unsafe-header', { header: { x5c: ['MIIB'] } }],
  ['names no key', 'unknown-key', { header: { kid: undefined } }],
  ['names a key that is not registered', 'unknown-key', { header: { kid: 'other' } }],
  ['names a key of another kind than its algorithm', 'unknown-key', { header: { kid: 'rs' } }],
  ['is signed by a stranger under a registered kid', 'not-proven', { key: stranger }],
  ['comes from an unknown client', 'unknown-client', { claims: { iss: 'nobody', sub: 'nobody' } }],
  ['comes from a client whose name has no form', 'unknown-client', { claims: { iss: 'A B', sub: 'A B' } }],
  ['says two clients', 'unknown-client', { claims: { sub: 'wellbeing-service' } }],
  ['lacks an issuer', 'unknown-client', { claims: { iss: undefined, sub: undefined } }],
  ['is for another server', 'not-proven', { claims: { aud: 'https://other.example/oauth2/token' } }],
  [
    'is for this server and another',
    'not-proven',
    { claims: { aud: [`${issuer}/oauth2/token`, 'https://o.example'] } },
  ],
  ['is for the hub but not its token endpoint', 'not-proven', { claims: { aud: issuer } }],
  ['has no audience', 'not-proven', { claims: { aud: undefined } }],
  ['is over', 'not-proven', { claims: { exp: seconds - 31 } }],
  ['never ends', 'not-proven', { claims: { exp: undefined } }],
  ['ends at a time that is no number', 'not-proven', { claims: { exp: 'tomorrow' } }],
  ['is not valid yet', 'not-proven', { claims: { nbf: seconds + 31 } }],
  ['lives longer than five minutes', 'wrong-lifetime', { claims: { exp: seconds + 331 } }],
  ['was made in the future', 'wrong-lifetime', { claims: { iat: seconds + 31 } }],
  ['was made at a time that is no number', 'not-proven', { claims: { iat: 'now' } }],
  ['has no jti', 'not-proven', { claims: { jti: undefined } }],
  ['has an empty jti', 'wrong-jti', { claims: { jti: '' } }],
  ['has a jti of 129 characters', 'wrong-jti', { claims: { jti: 'x'.repeat(129) } }],
  ['has a jti that is no text', 'wrong-jti', { claims: { jti: 7 } }],
  ['demands an extension that we do not know', 'not-proven', { header: { crit: ['extension'], extension: 1 } }],
];

test.each(badAssertions)('an assertion that %s is refused as any other: 401 invalid_client', async (_, fault, bad) => {
  const { post, told, used, keys } = tokenHub();
  const sent = typeof bad === 'string' ? bad : await assertion(bad);
  const answer = await post(
    form({ grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: sent }),
  );
  expect(answer.statusCode).toBe(401);
  expect(JSON.parse(answer.body)).toEqual({
    error: 'invalid_client',
    error_description: 'The client assertion was not accepted.',
    error_uri: 'https://hub.example/errors/invalid-client',
  });
  expect(told[0]?.refused).toBe(fault);
  expect(used).toEqual([]);
  expect(keys.asked).toEqual([]);
});

test('an assertion holds thirty seconds longer than it says, and up to thirty more than five minutes, for clocks that differ', async () => {
  const { post } = tokenHub();
  expect((await post(await request({ claims: { exp: seconds - 29 } }))).statusCode).toBe(200);
  expect((await post(await request({ claims: { exp: seconds + 330, iat: seconds + 30 } }))).statusCode).toBe(200);
});

test('an assertion is used once', async () => {
  const { post, told } = tokenHub();
  const body = await request();
  expect((await post(body)).statusCode).toBe(200);
  expect((await post(body)).statusCode).toBe(401);
  expect(told.map((t) => t.refused)).toEqual([undefined, 'used-before']);
});

test('a jti is only spent once the signature holds, so nobody can spend it for another', async () => {
  const { post } = tokenHub();
  const claims = { jti: 'mine' };
  expect((await post(await request({ key: stranger, claims }))).statusCode).toBe(401);
  expect((await post(await request({ claims }))).statusCode).toBe(200);
});

test('a client that was revoked gets no token', async () => {
  const { post, register, told } = tokenHub();
  const [client] = register.clients;
  if (client) register.clients.push({ ...client, active: false, version: 2 });
  expect((await post(await request())).statusCode).toBe(401);
  expect(told[0]?.refused).toBe('inactive-client');
});

test('a key that is registered for one algorithm is not used for another', async () => {
  const { post, register } = tokenHub();
  const [client] = register.clients;
  if (client) {
    const keys = client.jwks.keys.map((key) => (key.kid === 'rs' ? { ...key, alg: 'RS512' } : key));
    register.clients.push({ ...client, jwks: { keys }, version: 2 });
  }
  expect((await post(await request({ key: rs384 }))).statusCode).toBe(401);
  expect((await post(await request({ key: { ...rs384, alg: 'RS384' }, header: { kid: 'rs512' } }))).statusCode).toBe(
    401,
  );
});

const grant = { grant_type: 'client_credentials', client_assertion_type: assertionType };
test.each([
  ['is empty', '', 'invalid_request'],
  ['has no grant type', form({ client_assertion_type: assertionType, client_assertion: 'x' }), 'invalid_request'],
  [
    'asks for another grant',
    form({ ...grant, grant_type: 'password', client_assertion: 'x' }),
    'unsupported_grant_type',
  ],
  ['has no assertion', form(grant), 'invalid_request'],
  [
    'has another type of assertion',
    form({ ...grant, client_assertion_type: 'saml', client_assertion: 'x' }),
    'invalid_request',
  ],
  ['has an assertion that is too long', form({ ...grant, client_assertion: 'x'.repeat(8193) }), 'invalid_request'],
  [
    'says something twice',
    `${form({ ...grant, client_assertion: 'x' })}&grant_type=client_credentials`,
    'invalid_request',
  ],
  [
    'has a secret beside the assertion',
    form({ ...grant, client_assertion: 'x', client_secret: 's' }),
    'invalid_request',
  ],
  ['is JSON in a form', '{"grant_type":"client_credentials"}', 'invalid_request'],
])('a request that %s is refused with 400', async (_, body, error) => {
  const { post, told } = tokenHub();
  const answer = await post(body);
  expect(answer.statusCode).toBe(400);
  expect(JSON.parse(answer.body).error).toBe(error);
  expect(told[0]?.refused).toBe(error);
});

test('a body that is no form, an id that is no UUID and a wrong method are refused in the words of OAuth', async () => {
  const { post, handler } = tokenHub();
  const json = await post('{}', { 'content-type': 'application/json' });
  const id = await post(await request(), { 'X-Request-Id': 'Mrs Smith' });
  const get = await handler(event({ path: '/oauth2/token' }), context);
  expect([json, id, get].map((a) => [a.statusCode, JSON.parse(a.body).error])).toEqual([
    [415, 'invalid_request'],
    [400, 'invalid_request'],
    [405, 'invalid_request'],
  ]);
});

test('our public keys are there for everybody, without any private part, and each is asked for once', async () => {
  const { handler, keys } = tokenHub();
  const get = () => handler(event({ path: '/.well-known/jwks.json' }), context);
  const answer = await get();
  await get();
  const { keys: published } = JSON.parse(answer.body);
  expect(published).toHaveLength(3);
  for (const key of published) {
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' });
  }
  expect(new Set(published.map((key: { kid: string }) => key.kid)).size).toBe(3);
  expect(keys.asked).toEqual(['public token-1', 'public token-2', 'public outbound']);
});
