import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Caller, callerAs, post, type Sending } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { referralFor } from './people.ts';
import { expectOutcome, writesOf } from './refused.ts';

let hub: JourneyHub;
let practice: Caller;

beforeAll(async () => {
  hub = await startJourneys();
  practice = await callerAs(hub, 'churchdown-surgery', 'L99901');
});
afterAll(() => hub?.stop());

let before: number;

beforeEach(async () => {
  before = await writesOf(hub);
});

afterEach(async () => {
  expect(await writesOf(hub)).toBe(before);
});

const withPatient = (patient: object) => referralFor({ patient });
const withRequest = (request: object) => referralFor({ request });

interface Row {
  readonly what: string;
  readonly sending: () => Sending;
  readonly status: number;
  readonly code: string;
}

const twoPeople = () => {
  const bundle = referralFor();
  return { ...bundle, entry: [...bundle.entry, { ...bundle.entry[0], fullUrl: `urn:uuid:${randomUUID()}` }] };
};

const badMessages: readonly Row[] = [
  { what: 'not JSON', sending: () => post('{"resourceType": '), status: 400, code: 'not-json' },
  { what: 'nothing', sending: () => post(undefined), status: 400, code: 'not-json' },
  { what: 'bytes that are no UTF-8', sending: () => post(new Uint8Array([0x7b, 0xff])), status: 400, code: 'not-json' },
  { what: 'JSON that is no resource', sending: () => post('[]'), status: 400, code: 'not-fhir' },
  { what: 'a single number', sending: () => post('7'), status: 400, code: 'not-fhir' },
  { what: 'another resource', sending: () => post({ resourceType: 'Patient' }), status: 400, code: 'not-fhir' },
  {
    what: 'a wrong content type',
    sending: () => post(referralFor(), { 'content-type': 'text/plain' }),
    status: 415,
    code: 'wrong-content-type',
  },
  {
    what: 'XML wanted back',
    sending: () => post(referralFor(), { accept: 'application/fhir+xml' }),
    status: 406,
    code: 'not-acceptable',
  },
  {
    what: 'too large a body',
    sending: () => post(withRequest({ note: [{ text: 'x'.repeat(400 * 1024) }] })),
    status: 413,
    code: 'too-large',
  },
  {
    what: 'deep nesting',
    sending: () => post(`{"resourceType":"Bundle","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
    status: 400,
    code: 'too-deep',
  },
  {
    what: 'a prototype key',
    sending: () => post('{"resourceType":"Bundle","__proto__":{"type":"transaction"}}'),
    status: 400,
    code: 'unsafe-key',
  },
  {
    what: 'a constructor key deep inside',
    sending: () => post(withPatient({ contact: [{ constructor: { prototype: {} } }] })),
    status: 400,
    code: 'unsafe-key',
  },
  {
    what: 'a subject that the Bundle does not hold',
    sending: () => post(withRequest({ subject: { reference: `urn:uuid:${randomUUID()}` } })),
    status: 422,
    code: 'unresolved-reference',
  },
  {
    what: 'a code that R4 does not have',
    sending: () => post(withPatient({ gender: 'femal' })),
    status: 400,
    code: 'unknown-code',
  },
  {
    what: 'an element that R4 does not have',
    sending: () => post(withPatient({ nickname: 'Aggie' })),
    status: 400,
    code: 'unknown-element',
  },
  {
    what: 'a day that does not exist',
    sending: () => post(withPatient({ birthDate: '1951-02-30' })),
    status: 400,
    code: 'invalid-value',
  },
  { what: 'no name', sending: () => post(withPatient({ name: undefined })), status: 422, code: 'missing-element' },
  {
    what: 'no way to reach',
    sending: () => post(withPatient({ telecom: undefined })),
    status: 422,
    code: 'missing-element',
  },
  {
    what: 'an urgent request',
    sending: () => post(withRequest({ priority: 'stat' })),
    status: 422,
    code: 'urgent-elsewhere',
  },
  { what: 'a child', sending: () => post(withPatient({ birthDate: '2020-01-01' })), status: 422, code: 'not-eligible' },
  {
    what: 'another service',
    sending: () => post(withRequest({ code: { coding: [{ system: 'http://snomed.info/sct', code: '306206005' }] } })),
    status: 422,
    code: 'not-our-service',
  },
  { what: 'two people', sending: () => post(twoPeople()), status: 422, code: 'two-referrals' },
  {
    what: 'a request id that is none',
    sending: () => post(referralFor(), { 'x-request-id': '1; DROP' }),
    status: 400,
    code: 'invalid-header',
  },
  {
    what: 'no organisation named',
    sending: () => post(referralFor(), { 'nhsd-end-user-organisation': undefined }),
    status: 400,
    code: 'invalid-header',
  },
  {
    what: 'an organisation that is no code',
    sending: () => post(referralFor(), { 'nhsd-end-user-organisation': '%%%' }),
    status: 400,
    code: 'invalid-header',
  },
];

describe('a bad message from a practice', () => {
  test.each(badMessages)(
    'with $what is answered $status $code, and nothing is kept',
    async ({ sending, status, code }) => {
      const sent = sending();
      const got = await practice(sent);
      const ids = {
        ...got.sentIds,
        request: sent.headers?.['x-request-id'] ? (got.headers.get('x-request-id') ?? '') : got.sentIds.request,
      };
      expect(expectOutcome({ ...got, sentIds: ids }, status)).toContain(code);
    },
  );

  test('with several faults hears of all of them at once, each with its place', async () => {
    const bundle = referralFor({ patient: { gender: 'femal', birthDate: '1951-02-30' }, request: { intent: 'wish' } });
    const got = await practice(post(bundle));
    expect(expectOutcome(got, 400).length).toBeGreaterThanOrEqual(3);
    expect(got.text).toContain('Bundle.entry[0].resource');
    expect(got.text).toContain('Bundle.entry[1].resource');
  });

  test('who is nobody hears 401 only, with the ids echoed', async () => {
    for (const authorization of [undefined, 'Bearer x', 'Bearer a.b.c', 'Basic eDp5']) {
      const got = await practice({ ...post('not JSON either'), headers: { authorization } });
      expect(expectOutcome(got, 401)).toEqual(['not-signed-in']);
    }
  });
});
