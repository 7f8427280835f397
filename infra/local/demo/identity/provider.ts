import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { choosePage } from './choose-page.ts';
import { openCodes } from './codes.ts';
import { demoPeople } from './people.ts';

/** A small OpenID Connect provider of its own process: real discovery, keys, codes and tokens, for people who do not exist. */

const { HUB_URL, PORT } = z.object({ HUB_URL: z.url(), PORT: z.coerce.number().default(0) }).parse(process.env);
const hub = new URL(HUB_URL).origin;
/** Whom the hub is here: the one client there is. */
const client = 'handover';
const redirect = `${hub}/sign-in/done`;

const { privateKey, publicKey } = await generateKeyPair('ES256');
const kid = randomUUID();
const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' };
const codes = openCodes();
const hubKeys = createRemoteJWKSet(new URL(`${hub}/.well-known/jwks.json`));
const used = new Set<string>();
/** How far the hub's time is ahead of this machine's, as whoever started both says. */
let ahead = 0;
process.on('message', (said) => {
  ahead = z.object({ ahead: z.number().min(0) }).parse(said).ahead;
});
const now = (more = 0): Date => new Date(Date.now() + ahead + more);

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  readonly location?: string;
}
const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});
const html = (status: number, body: string): Answer => ({ status, type: 'text/html; charset=utf-8', body });

const metadata = (issuer: string): object => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  ...{ response_types_supported: ['code'], subject_types_supported: ['public'], scopes_supported: ['openid'] },
  ...{ id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'] },
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['ES256'],
  authorization_response_iss_parameter_supported: true,
});

const wanted = z.object({
  ...{ response_type: z.literal('code'), client_id: z.literal(client), redirect_uri: z.literal(redirect) },
  ...{ scope: z.literal('openid'), state: z.string().min(20), nonce: z.string().min(20) },
  ...{ code_challenge: z.string().length(43), code_challenge_method: z.literal('S256') },
});

const choose = (asked: URLSearchParams): Answer =>
  wanted.safeParse(Object.fromEntries(asked)).success
    ? html(200, choosePage(asked))
    : html(
        400,
        '<!doctype html><title>Demo sign-in</title><p>The hub asked for something that is not in its registration.',
      );

const chosen = (issuer: string, sent: URLSearchParams): Answer => {
  const { nonce, state, code_challenge: challenge } = wanted.parse(Object.fromEntries(sent));
  const person = demoPeople.find(({ subject }) => subject === sent.get('subject'));
  if (!person) return html(400, '<!doctype html><title>Demo sign-in</title><p>Nobody was chosen.');
  const { subject, organisation } = person;
  const code = codes.make({ subject, organisation, client, redirect, challenge, nonce });
  return { status: 303, location: `${redirect}?${new URLSearchParams({ code, state, iss: issuer })}` };
};

const token = async (issuer: string, sent: URLSearchParams): Promise<Answer> => {
  const { payload } = await jwtVerify(sent.get('client_assertion') ?? '', hubKeys, {
    ...{ issuer: client, subject: client, audience: issuer, algorithms: ['ES256'], maxTokenAge: 120 },
    currentDate: now(),
    requiredClaims: ['jti', 'exp'],
  });
  if (used.has(String(payload.jti))) return json(401, { error: 'invalid_client' });
  used.add(String(payload.jti));
  const [verifier, at] = [sent.get('code_verifier') ?? '', sent.get('redirect_uri') ?? ''];
  const granted = codes.take(sent.get('code') ?? '', { client, redirect: at, verifier });
  if (!granted || sent.get('grant_type') !== 'authorization_code') return json(400, { error: 'invalid_grant' });
  const { nonce, subject, organisation } = granted;
  const idToken = await new SignJWT({ nonce, organisation })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(client)
    .setIssuedAt(now())
    .setExpirationTime(now(120_000))
    .sign(privateKey);
  return json(200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, id_token: idToken });
};

const answer = async (issuer: string, request: IncomingMessage): Promise<Answer> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
  const sent = async () => new URLSearchParams(await text(request));
  switch (`${request.method} ${pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return json(200, metadata(issuer));
    case 'GET /jwks':
      return json(200, { keys: [jwk] });
    case 'GET /authorize':
      return choose(searchParams);
    case 'POST /authorize':
      return chosen(issuer, await sent());
    case 'POST /token':
      return token(issuer, await sent());
    default:
      return json(404, {});
  }
};

const server = createServer((request, response) => {
  answer(`http://127.0.0.1:${portOf()}`, request)
    .catch((): Answer => json(400, { error: 'invalid_request' }))
    .then(({ status, type = 'text/plain', body, location }) => {
      response.writeHead(status, {
        'content-type': type,
        'cache-control': 'no-store',
        ...(location ? { location } : {}),
      });
      response.end(body);
    });
});
const portOf = (): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
};
await new Promise<void>((resolve, reject) => {
  server.once('error', reject).listen(PORT, '127.0.0.1', resolve);
});
process.once('disconnect', () => process.exit());
process.send?.({ url: `http://127.0.0.1:${portOf()}` });
