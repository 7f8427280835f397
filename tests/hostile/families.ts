import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Attempt } from './attempt.ts';
import type { Forged } from './forged.ts';
import { damaged, mutated } from './mutations.ts';
import { browsed, cookieTricks, mistyped } from './page-tricks.ts';
import type { Rolls } from './rolls.ts';
import type { Surface } from './surfaces.ts';
import type { Actor } from './target.ts';
import { forms, headerTricks, methodTricks, pathTricks, queryTricks } from './tricks.ts';
import { nested } from './values.ts';

export interface Ground {
  readonly surfaces: readonly Surface[];
  readonly actors: readonly Actor[];
  readonly forged: Forged;
  readonly referral: string;
  readonly others: string;
  /** Of people who are signed in, as their browsers keep them; and where forms of the hub come from. */
  readonly sessions: readonly string[];
  readonly origin: string;
}

type Family = (ground: Ground, rolls: Rolls) => Attempt;

const writing = ({ surfaces }: Ground): readonly Surface[] =>
  surfaces.filter(({ body, page }) => body !== undefined && page === undefined);

/** As well-behaved software sends it: what a family changes of it is what is wrong. */
const decent = (surface: Surface, { actors, sessions, origin }: Ground, rolls: Rolls, body = surface.body): Attempt => {
  if (surface.page) return browsed(surface, rolls.pick(sessions), origin);
  const usual = surface.path.startsWith('/partner')
    ? actors.filter(({ organisation }) => /-/.test(organisation))
    : actors;
  const actor = rolls.pick(rolls.chance(0.85) ? usual : actors);
  return {
    method: surface.method,
    path: surface.path,
    headers: [
      ['Authorization', `Bearer ${actor.token}`],
      ['NHSD-End-User-Organisation', actor.organisation],
      ['X-Request-Id', randomUUID()],
      ['User-Agent', 'hostile'],
      ...(body === undefined ? [] : ([['Content-Type', rolls.pick(surface.types)]] as const)),
      ...(surface.method === 'PUT' || surface.method === 'PATCH'
        ? ([['If-Match', `W/"${rolls.whole(1, 9)}"`]] as const)
        : []),
    ],
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  };
};

const encodings: readonly ((text: string) => { body: Buffer; header?: readonly [string, string] })[] = [
  (text) => ({ body: Buffer.from(text, 'utf16le') }),
  (text) => ({ body: Buffer.from(`\ufeff${text}`) }),
  (text) => ({ body: Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0xc0])]) }),
  (text) => ({ body: gzipSync(text), header: ['Content-Encoding', 'gzip'] }),
  () => ({ body: gzipSync(Buffer.alloc(50_000_000, 0x20)), header: ['Content-Encoding', 'gzip'] }),
  (text) => ({
    body: Buffer.from(text, 'latin1'),
    header: ['Content-Type', 'application/fhir+json; charset=iso-8859-1'],
  }),
  (text) => ({ body: Buffer.from(encodeURIComponent(text)) }),
  (text) => ({
    body: Buffer.from(Buffer.from(text).toString('base64')),
    header: ['Content-Transfer-Encoding', 'base64'],
  }),
];

const large: readonly ((rolls: Rolls) => string)[] = [
  (rolls) => JSON.stringify({ resourceType: 'Patient', name: [{ text: 'x'.repeat(rolls.whole(380, 900) * 1024) }] }),
  (rolls) => nested(rolls.whole(50_000, 190_000)),
  (rolls) => `{"resourceType":"Bundle","type":"transaction","entry":[${'{},'.repeat(rolls.whole(20_000, 120_000))}{}]}`,
  (rolls) => `{${Array.from({ length: rolls.whole(5_000, 20_000) }, (_, n) => `"k${n}":${n}`).join()}}`,
  () => ' '.repeat(7 * 1024 * 1024),
];

const raws: readonly string[] = [
  'GET / HTTP/1.1\r\n\r\n',
  'GARBAGE\r\n\r\n',
  'POST /FHIR/R4 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /FHIR/R4 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /FHIR/R4 HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'GET /FHIR/R4/Task HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\nBad Header: 1\r\n\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(3_000)}\r\n`,
  'GET /FHIR/R4/metadata HTTP/0.9\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
];

const withBody = (ground: Ground, rolls: Rolls, change: (body: unknown) => string): Attempt => {
  const surface = rolls.pick(writing(ground));
  return { ...decent(surface, ground, rolls), body: change(surface.body) };
};

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const anyOf = (ground: Ground, rolls: Rolls): Attempt => decent(rolls.pick(ground.surfaces), ground, rolls);

const onPage = (ground: Ground, rolls: Rolls, method?: string): Attempt => {
  const pages = ground.surfaces.filter((one) => one.page && (method === undefined || one.method === method));
  return decent(rolls.pick(pages), ground, rolls);
};

/** Every way of being a bad caller, with how often it has its turn among a hundred. */
export const families: Readonly<Record<string, { readonly weight: number; readonly make: Family }>> = {
  'mutated examples': {
    weight: 34,
    make: (ground, rolls) =>
      withBody(ground, rolls, (body) =>
        typeof body === 'string' ? rolls.pick(forms) : (JSON.stringify(mutated(body, rolls)) ?? ''),
      ),
  },
  'malformed text': { weight: 14, make: (g, rolls) => withBody(g, rolls, (body) => damaged(textOf(body), rolls)) },
  'as it should be': { weight: 3, make: anyOf },
  'token tricks': {
    weight: 8,
    make: (ground, rolls) => {
      const attempt = anyOf(ground, rolls);
      const [, ...headers] = attempt.headers;
      const bearer = rolls.pick(ground.forged.bearers);
      const scheme = rolls.pick(['Bearer', 'bearer', 'Basic', 'DPoP', '']);
      return { ...attempt, headers: [['Authorization', `${scheme} ${bearer}`], ...headers] };
    },
  },
  'sign-in tricks': {
    weight: 6,
    make: ({ forged }, rolls) => ({
      method: 'POST',
      path: '/oauth2/token',
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['User-Agent', 'hostile'],
      ],
      body: rolls.chance(0.3)
        ? rolls.pick(forms)
        : `grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${encodeURIComponent(rolls.pick(forged.assertions))}`,
    }),
  },
  'forms of pages': { weight: 6, make: (ground, rolls) => mistyped(onPage(ground, rolls, 'POST'), rolls) },
  'sessions and cookies': {
    weight: 5,
    make: (ground, rolls) => cookieTricks(onPage(ground, rolls), ground.sessions, rolls),
  },
  'header abuse': { weight: 10, make: (ground, rolls) => headerTricks(anyOf(ground, rolls), rolls) },
  'queries and cursors': { weight: 10, make: (ground, rolls) => queryTricks(anyOf(ground, rolls), ground, rolls) },
  'paths and foreign ids': { weight: 6, make: (ground, rolls) => pathTricks(anyOf(ground, rolls), ground, rolls) },
  'wrong methods': { weight: 3, make: (ground, rolls) => methodTricks(anyOf(ground, rolls), rolls) },
  encodings: {
    weight: 3,
    make: (ground, rolls) => {
      const surface = rolls.pick(writing(ground));
      const { body, header } = rolls.pick(encodings)(textOf(surface.body));
      const attempt = decent(surface, ground, rolls);
      return { ...attempt, headers: header ? [...attempt.headers, header] : attempt.headers, body };
    },
  },
  oversized: { weight: 1, make: (ground, rolls) => withBody(ground, rolls, () => rolls.pick(large)(rolls)) },
  slow: {
    weight: 1,
    make: (ground, rolls) => ({
      ...withBody(ground, rolls, textOf),
      slowly: { pieces: rolls.whole(2, 5), waitMs: rolls.whole(5, 60), leaves: rolls.chance(0.5) },
    }),
  },
  'no HTTP at all': { weight: 1, make: (_, rolls) => ({ method: '', path: '', headers: [], raw: rolls.pick(raws) }) },
};
