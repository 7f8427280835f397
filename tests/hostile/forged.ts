import { createHmac, randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { Actor } from './target.ts';

/** Tokens and assertions that somebody might try, made anew whenever the target signs in. */
export interface Forged {
  /** In place of a bearer token. */
  readonly bearers: readonly string[];
  /** In place of a client assertion. */
  readonly assertions: readonly string[];
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** With the signature cut off, changed, of another kind, or over other words. */
const reworked = (token: string): readonly string[] => {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims: object = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  const kid: unknown = Reflect.get(JSON.parse(Buffer.from(head, 'base64url').toString('utf8')), 'kid');
  const mac = (message: string): string => createHmac('sha256', 'public').update(message).digest('base64url');
  const hs = `${part({ alg: 'HS256', typ: 'at+jwt', kid })}.${body}`;
  return [
    ...[
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}..${signature}`,
      `${token}.${token}`,
      `${token}=`,
      token.slice(0, -2),
    ],
    ...[
      `${part({ alg: 'none', typ: 'at+jwt', kid })}.${body}.`,
      `${part({ alg: 'ES256', typ: 'JWT', kid })}.${body}.${signature}`,
    ],
    ...[
      `${hs}.${mac(hs)}`,
      `${head}.${part({ ...claims, sub: 'wellbeing-service', client_id: 'wellbeing-service' })}.${signature}`,
    ],
    `${head}.${part({ ...claims, exp: 9_999_999_999 })}.${signature}`,
    `${part({ alg: 'ES256', typ: 'at+jwt', kid: '../../dev/null' })}.${body}.${signature}`,
    `${part({ alg: 'ES256', typ: 'at+jwt', kid: { $ne: null } })}.${body}.${signature}`,
    `${part({ alg: 'ES256', typ: 'at+jwt', kid, crit: ['b64'], b64: false })}.${body}.${signature}`,
    `${head}.${part(JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`))}.${signature}`,
    `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    ...['', ' ', 'null', 'undefined', '..', 'a.b.c', 'A'.repeat(7_000), `${'x.'.repeat(400)}x`],
  ];
};

const wrongClaims = (url: string, actor: Actor, now: number): readonly object[] => {
  const aud = `${url}/oauth2/token`;
  const good = { iss: actor.client, sub: actor.client, aud, iat: now, exp: now + 240, jti: randomUUID() };
  return [
    ...[
      { ...good, aud: 'https://elsewhere.example' },
      { ...good, aud: [aud, 'https://elsewhere.example'] },
      { ...good, aud: 7 },
    ],
    ...[
      { ...good, exp: now - 3_600 },
      { ...good, exp: now + 86_400 },
      { ...good, exp: 'soon' },
      { ...good, iat: now + 3_600 },
    ],
    ...[
      { ...good, iss: 'wellbeing-service', sub: 'wellbeing-service' },
      { ...good, sub: 'operator' },
      { ...good, iss: { a: 1 } },
    ],
    ...[
      { ...good, jti: 'x'.repeat(5_000) },
      { ...good, jti: ['a'] },
      { ...good, jti: '' },
      { ...good, nbf: now + 999 },
    ],
    ...[{ ...good, iss: '__proto__', sub: '__proto__' }, { ...good, iss: 'C#x', sub: 'C#x' }, {}],
  ];
};

const headers: readonly object[] = [
  ...[
    { jku: 'https://elsewhere.example/jwks' },
    { jwk: { kty: 'EC' } },
    { x5u: 'https://elsewhere.example' },
    { x5c: ['x'] },
  ],
  ...[
    { kid: 'another' },
    { kid: 7 },
    { kid: '../../../../dev/null' },
    { crit: ['exp'], exp: 1 },
    { typ: 'x'.repeat(2_000) },
  ],
];

export const forgedOf = async (url: string, actor: Actor, nowMs: number): Promise<Forged> => {
  const now = Math.floor(nowMs / 1000);
  const key = await importJWK(actor.key, 'ES384');
  const sign = (claims: object, header: object = {}): Promise<string> =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES384', kid: actor.key.kid, ...header })
      .sign(key, { crit: { exp: true } })
      .catch(() => 'a.b.c');
  const [first = {}] = wrongClaims(url, actor, now);
  const wrong = await Promise.all(wrongClaims(url, actor, now).map((claims) => sign(claims)));
  const odd = await Promise.all(headers.map((header) => sign({ ...first, aud: `${url}/oauth2/token` }, header)));
  const used = await sign({ ...first, aud: `${url}/oauth2/token`, jti: 'the-same-each-time' });
  return {
    bearers: [...reworked(actor.token), ...wrong.slice(0, 4), used],
    assertions: [...wrong, ...odd, used, ...reworked(used)],
  };
};
