import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BarsMore,
  barsHeaders,
  barsMessage,
  inHeader,
  reasonOf,
  referralFor,
  said,
  useCases,
} from './bars-message.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const path = '/$process-message';
const post = (body: object, headers = barsHeaders(), as = 'L99901') => ask('POST', path, { as, body, headers });

const invariant = ['invariant', 'REC_BAD_REQUEST', 'wrong-message'];
const notSupported = ['not-supported', 'REC_UNPROCESSABLE_ENTITY', 'not-our-service'];
const validation = { system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code: 'validation' };

const event = (code: string, system = 'https://fhir.nhs.uk/CodeSystem/message-events-bars') => ({
  eventCoding: { system, code },
});
const other = { system: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars', code: 'a5t1' };

/** What differs from a new referral, and what is said. */
const combinations: readonly (readonly [string, BarsMore, readonly unknown[]])[] = [
  ['another use case', { request: referralFor(other) }, [422, notSupported]],
  ['no use case', { request: useCases({ ...validation, code: 'referral' }) }, [422, notSupported]],
  ['a care plan that is still active', { carePlan: { status: 'active' } }, [400, invariant]],
  ['an encounter in progress', { encounter: { status: 'in-progress' } }, [400, invariant]],
  ['a request that is on hold', { request: { status: 'on-hold' } }, [400, invariant]],
  ['an active request as an update', { header: reasonOf('update') }, [400, invariant, invariant]],
  ['another reason', { header: reasonOf('replace') }, [400, invariant]],
  ['a focus on something else', { header: { focus: [{ reference: 'Patient/x' }] } }, [400, invariant]],
  [
    'a source whose address is only an extension',
    {
      header: {
        source: { name: 'Practice', _endpoint: { extension: [{ url: 'https://x.example', valueCode: 'x' }] } },
      },
    },
    [400, invariant],
  ],
  ['a booking', { header: event('booking-request') }, [422, notSupported]],
  [
    'another standard’s event',
    { header: event('I12', 'http://terminology.hl7.org/CodeSystem/v2-0003') },
    [422, notSupported],
  ],
  ['a response without what it answers', { header: event('servicerequest-response') }, [400, invariant]],
  [
    'a response to nothing of ours',
    { header: { ...event('servicerequest-response'), response: { identifier: 'x', code: 'ok' } } },
    [404, ['not-found', 'REC_NOT_FOUND', 'not-found']],
  ],
  [
    'a request for validation',
    {
      request: useCases(validation, {
        ...other,
        system: 'https://fhir.handover.example/CodeSystem/use-case',
        code: 'community-wellbeing',
      }),
      carePlan: { status: 'active' },
    },
    [400, invariant, invariant],
  ],
  [
    'a whole request for validation',
    { request: useCases(validation, other), carePlan: { status: 'active' }, encounter: { status: 'triaged' } },
    [422, notSupported, notSupported],
  ],
  ['no version', { bundle: { meta: undefined } }, [400, invariant]],
  [
    'an unknown version',
    { bundle: { meta: { versionId: '2.0.0' } } },
    [422, ['not-supported', 'REC_UNPROCESSABLE_ENTITY', 'unsupported-version']],
  ],
  [
    'another kind of Bundle',
    { bundle: { type: 'collection' } },
    [422, ['invalid', 'REC_UNPROCESSABLE_ENTITY', 'invalid-input']],
  ],
];

describe('the receiver table of BaRS', () => {
  test.each(combinations)('%s', async (_, { bundle, ...more }, expected) => {
    expect(said(await post({ ...barsMessage(more), ...bundle }))).toEqual(expected);
  });

  test('rules of Handover: what is missing is a 400, who is outside the service a 422', async () => {
    const nobody = await post(barsMessage({ patient: { name: undefined } }));
    expect(said(nobody)).toEqual([400, ['required', 'REC_BAD_REQUEST', 'missing-element']]);
    expect(nobody.body.issue[0].expression).toEqual(['Bundle.entry[2].resource.name']);
    const child = await post(barsMessage({ patient: { birthDate: '2020-01-01' } }));
    expect(said(child)).toEqual([422, ['business-rule', 'REC_UNPROCESSABLE_ENTITY', 'not-eligible']]);
  });
});

describe('headers', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(barsHeaders()).filter(([key]) => key !== name));
  const target = (value: string) => ({ 'NHSD-Target-Identifier': value });
  const ods = { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'CWS01' };

  test.each([
    ['no target', without('NHSD-Target-Identifier'), 400, 'required', 'REC_BAD_REQUEST'],
    ['no correlation id', without('X-Correlation-Id'), 400, 'required', 'REC_BAD_REQUEST'],
    ['an id that is no UUID', barsHeaders({ 'X-Request-Id': '12345' }), 400, 'invalid', 'REC_BAD_REQUEST'],
    ['a target that is no base64', barsHeaders(target('{"system"')), 400, 'invalid', 'REC_BAD_REQUEST'],
    ['a target that is no JSON', barsHeaders(target('YWJj')), 400, 'invalid', 'REC_BAD_REQUEST'],
    ['a target without a value', barsHeaders(target(inHeader({ system: 'a' }))), 400, 'invalid', 'REC_BAD_REQUEST'],
    ['another target', barsHeaders(target(inHeader({ ...ods, value: 'X' }))), 404, 'not-found', 'REC_NOT_FOUND'],
    [
      'another version',
      barsHeaders({ Accept: 'application/fhir+json; version=9' }),
      406,
      'processing',
      'REC_NOT_ACCEPTABLE',
    ],
    ['another type', barsHeaders({ Accept: 'application/pdf' }), 406, 'processing', 'REC_NOT_ACCEPTABLE'],
  ])('%s is answered as BaRS has it', async (_, headers, status, code, rec) => {
    // The hub of this test sends an X-Request-Id of its own where there is none.
    const answer = await post(barsMessage(), headers);
    expect([answer.status, answer.body.issue[0].code, answer.body.issue[0].details.coding[0].code]).toEqual([
      status,
      code,
      rec,
    ]);
    expect(answer.body.issue[0].diagnostics).not.toBe('');
  });

  test('what BaRS lets a receiver ignore is ignored; its spellings of a system are one', async () => {
    const headers = barsHeaders({
      'use-context': 'not|even|a|use-case',
      'NHSD-Requesting-Software': 'whatever',
      Accept: 'application/fhir+json; version=1.2.0',
      'NHSD-End-User-Organisation': inHeader({
        resourceType: 'Organization',
        identifier: [{ system: ods.system, value: 'L99901' }],
      }),
      ...target(inHeader({ system: 'http://fhir.nhs.uk/id/ods-organization-code', value: 'CWS01' })),
    });
    const answer = await post(barsMessage(), headers);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  });
});
