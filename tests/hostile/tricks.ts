import type { Attempt } from './attempt.ts';
import type { Rolls } from './rolls.ts';
import { strangeTexts } from './values.ts';

type Header = readonly [string, string];

const assertionType = 'urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer';

/** Bodies of forms that are none, or say too much. */
export const forms: readonly string[] = [
  ...[
    '',
    '&',
    '=',
    '%',
    '%zz',
    'grant_type',
    'grant_type=',
    'grant_type=client_credentials',
    'grant_type=password&username=a',
  ],
  'grant_type=client_credentials&grant_type=client_credentials',
  `grant_type=client_credentials&client_assertion_type=${assertionType}&client_assertion=a.b.c&client_secret=x`,
  `grant_type=client_credentials&client_assertion_type=${assertionType}&client_assertion=${'a'.repeat(9_000)}`,
  `grant_type[]=client_credentials&client_assertion_type=${assertionType}&client_assertion[a]=b`,
  `__proto__=x&constructor=y&grant_type=client_credentials`,
  Array.from({ length: 2_000 }, (_, n) => `a${n}=${n}`).join('&'),
  '{"grant_type":"client_credentials"}',
];

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

const headers: readonly Header[] = [
  ...strangeTexts.flatMap((text): Header[] => [
    ['X-Request-Id', text],
    ['NHSD-End-User-Organisation', text],
    ['If-Match', text],
    ['Prefer', `return=${text}`],
    ['Accept', text],
    ['Idempotency-Key', text],
  ]),
  ...(['W/"0"', 'W/"-1"', 'W/"1", W/"2"', '*', 'W/"99999999"', '"1', 'W/1'] as const).map(
    (v): Header => ['If-Match', v],
  ),
  ...(['application/xml', 'text/html;q=0.1', '*/*;q=0', 'application/fhir+json; fhirVersion=3.0', ','] as const).map(
    (v): Header => ['Accept', v],
  ),
  ...(
    ['text/plain', 'application/fhir+xml', 'application/json; charset=utf-16', 'multipart/form-data', ''] as const
  ).map((v): Header => ['Content-Type', v]),
  ...[{ resourceType: 'Organization', identifier: [{ value: 'CWS01' }] }, { identifier: 'L99901' }, [], null, 7].map(
    (v): Header => ['NHSD-End-User-Organisation', base64(v)],
  ),
  ['NHSD-Target-Identifier', base64({ system: 'x', value: { a: 1 } })],
  ['NHSD-Target-Identifier', base64('['.repeat(4_000))],
  ['If-None-Exist', `identifier=${'|'.repeat(50)}`],
  ['If-None-Exist', 'identifier=%00&_id=%ff'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', '127.0.0.1, 169.254.169.254'],
  ['X-Original-URL', '/overdue'],
  ['Transfer-Encoding', 'identity'],
  ['Expect', '100-continue'],
  ['Range', 'bytes=0-1'],
  ['Cookie', 'x='.repeat(4_000)],
  ['X-Long', 'y'.repeat(7_000)],
  ['X-Amzn-Trace-Id', 'Root=\'"<>'],
];

/** A header more, another in its place, or the same one twice. */
export const headerTricks = (attempt: Attempt, rolls: Rolls): Attempt => {
  const trick = rolls.pick(headers);
  const standing = attempt.headers.filter(([name]) => name.toLowerCase() !== trick[0].toLowerCase());
  const kind = rolls.whole(0, 9);
  if (kind < 6) return { ...attempt, headers: [...standing, trick] };
  if (kind < 8) return { ...attempt, headers: [...attempt.headers, trick] };
  const twice = rolls.pick(attempt.headers);
  if (kind === 8) return { ...attempt, headers: [...attempt.headers, [twice[0].toUpperCase(), twice[1]]] };
  return { ...attempt, headers: attempt.headers.filter((header) => header !== twice) };
};

const names = [
  ...['_id', 'identifier', 'patient', 'focus', 'owner', 'requester', 'status', 'part-of', 'code', 'recipient', 'about'],
  ...[
    '_lastUpdated',
    '_count',
    '_sort',
    '_include',
    '_page',
    '_since',
    '_format',
    '_summary',
    '_elements',
    '_total',
    'cursor',
  ],
  ...[
    'from',
    'subject:Patient.name',
    'status:not',
    'owner:missing',
    '_has:Task:focus:status',
    '_filter',
    '__proto__',
    '',
  ],
];
const values = [
  ...[
    '-1',
    '0',
    '999999999999',
    '1e9',
    'ge2026-11-21',
    'gt9999-99-99',
    'Task:*',
    '*',
    'true',
    '|',
    '||',
    '$,|',
    'a,b,c',
    '\\,',
  ],
  ...[
    'Organization/CWS01',
    'Organization/L99901',
    'walking-group',
    'https://nhs.uk|1',
    'requested,accepted',
    'json',
    'xml',
  ],
  ...[Buffer.alloc(40).toString('base64url'), 'A'.repeat(60), 'A'.repeat(1_500), ...strangeTexts],
];

interface Ids {
  readonly referral: string;
  readonly others: string;
}

export const queryTricks = (attempt: Attempt, { referral, others }: Ids, rolls: Rolls): Attempt => {
  const ids = [`${referral}.t1`, `${others}.t1`, `Patient/${others}.p1`, `Task/${others}.t1,Task/${referral}.t1`];
  const one = (): string => {
    const value = rolls.pick(rolls.chance(0.3) ? ids : values);
    const written = rolls.chance(0.8)
      ? encodeURIComponent(value.toWellFormed())
      : value.replaceAll(/[^\x21-\x7e]/g, '%00');
    return `${encodeURIComponent(rolls.pick(names))}=${written}`;
  };
  const query = Array.from({ length: rolls.whole(1, rolls.chance(0.1) ? 60 : 4) }, one).join(
    rolls.chance(0.9) ? '&' : ';',
  );
  const search = /^\/FHIR\/R4\/\w+$/.test(attempt.path) ? 'GET' : attempt.method;
  const { body: _, ...rest } = attempt;
  return search === 'GET'
    ? { ...rest, method: 'GET', path: `${attempt.path}?${query}` }
    : { ...attempt, path: `${attempt.path}?${query}` };
};

const pieces = [
  ...[
    '..',
    '%2e%2e',
    '%2e%2e%2f',
    '%00',
    '%0a',
    '%0d%0aX-A:b',
    ';a=b',
    '%c0%af',
    '%E0%A4%A',
    '%zz',
    '%F0%9F%98%80',
    '%24',
    '*',
    '~',
  ],
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'x'.repeat(900),
    'a/'.repeat(80),
    "'--",
    '%3Cscript%3E',
    '{id}',
    '.well-known',
  ],
];

export const pathTricks = (attempt: Attempt, { referral, others }: Ids, rolls: Rolls): Attempt => {
  const made = [
    () => attempt.path.replaceAll(referral, others),
    () => attempt.path.replaceAll(referral, 'z'.repeat(26)),
    () => attempt.path.replace(/\.[a-z]\d+/, rolls.pick(['', '.t9', '.t999999999', '.t-1', '.q1', '.t1.t1', '.T1'])),
    () => `${attempt.path}/${rolls.pick(pieces)}`,
    () => attempt.path.replace(/[^/]+$/, rolls.pick(pieces)),
    () => attempt.path.replace('/', rolls.pick(['//', '/./', '/../', '/%2f', '/x/..;/'])),
    () => attempt.path.toUpperCase(),
    () => `${attempt.path}/_history/${rolls.pick(['0', '-1', '1e3', '99999999', 'x', '%00'])}`,
  ];
  return {
    ...attempt,
    path:
      rolls
        .pick(made)()
        .replaceAll(/[^\x21-\x7e]/g, '') || '/',
  };
};

const verbs = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'LOCK',
  'PURGE',
  'SEARCH',
  'M-SEARCH',
];

export const methodTricks = (attempt: Attempt, rolls: Rolls): Attempt => ({ ...attempt, method: rolls.pick(verbs) });
