import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { accessTokenSeconds, issueAccessToken } from '../../../functions/identity/access-token.ts';
import { verifyAssertion } from '../../../functions/identity/client-assertion.ts';
import { publicKeys } from '../../../functions/identity/public-keys.ts';
import { oauthLanguage, type TokenOutcome, tokenRoutes } from '../../../functions/identity/token-endpoint.ts';
import { context, event } from '../http/event.ts';
import { KeyStore } from './key-store.ts';
import { MemoryRegister } from './memory-register.ts';

export const issuer = 'https://hub.example';
export const instant = '2026-11-21T09:00:00.000Z';
export const seconds = Date.parse(instant) / 1000;
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const pair = async (alg: string, kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
};
type TestKey = Awaited<ReturnType<typeof pair>>;

export const es384 = await pair('ES384', 'es');
export const rs384 = await pair('RS384', 'rs');
export const rs512 = await pair('RS512', 'rs512');
export const rs256 = await pair('RS256', 'rs256');
export const es256 = await pair('ES256', 'p256');
export const stranger = await pair('ES384', 'es');

const textual = (jwk: JWK): Record<string, string> =>
  Object.fromEntries(Object.entries(jwk).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** The token endpoint as token.lambda.ts wires it, over stores in memory. */
export const tokenHub = () => {
  const register = new MemoryRegister();
  const record = { client: 'surgery', name: 'GP software', organisations: ['L99901'], active: true, version: 1 };
  register.clients.push({
    ...record,
    jwks: { keys: [es384, rs384, rs512, rs256, es256].map(({ jwk }) => textual(jwk)) },
  });
  const keys = new KeyStore('token-1', 'token-2', 'outbound');
  const publicKey = publicKeys(keys);
  const used: string[] = [];
  const told: TokenOutcome[] = [];
  const limits = limitsOf(generousQuotas);
  const handler = api({
    limits,
    routes: tokenRoutes({
      limits: limits.tokens,
      verify: verifyAssertion({
        participants: register,
        useOnce: async (client, jti, expires) => {
          const key = `${client} ${jti}`;
          if (used.includes(key)) return false;
          used.push(key);
          return expires > seconds;
        },
        audience: `${issuer}/oauth2/token`,
        clock: () => instant,
      }),
      issue: async ({ client, key }) => ({
        token: await issueAccessToken(keys, 'token-1', { client, key, issuer, now: seconds }),
        seconds: accessTokenSeconds,
      }),
      publicKeys: async () => ({ keys: await Promise.all(['token-1', 'token-2', 'outbound'].map(publicKey)) }),
      publicUrl: issuer,
      told: async (outcome) => {
        told.push(outcome);
      },
    }),
    language: oauthLanguage,
    clock: () => instant,
    report: (error) => {
      throw error;
    },
  });
  const post = (body: string, headers: Record<string, string> = {}) =>
    handler(
      event({
        method: 'POST',
        path: '/oauth2/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      }),
      context,
    );
  return { register, keys, publicKey, used, told, post, handler };
};

export interface Assertion {
  readonly key?: TestKey;
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
}

/** A good assertion, but for what the test says. A claim or header of undefined is left out. */
export const assertion = ({ key = es384, header = {}, claims = {} }: Assertion = {}): Promise<string> =>
  new SignJWT({
    ...{ iss: 'surgery', sub: 'surgery', aud: `${issuer}/oauth2/token`, exp: seconds + 240, jti: randomUUID() },
    ...claims,
  })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    // Else jose would not sign what it does not know itself.
    .sign(key.privateKey, { crit: { extension: true } });

export const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

export const request = async (with_: Assertion = {}): Promise<string> =>
  form({
    grant_type: 'client_credentials',
    client_assertion_type: assertionType,
    client_assertion: await assertion(with_),
  });
