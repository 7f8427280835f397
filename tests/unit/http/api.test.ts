import fc from 'fast-check';
import { expect, test } from 'vitest';
import { api } from '../../../functions/http/api.ts';
import { fhirLanguage } from '../../../functions/http/operation-outcome.ts';
import type { ApiRequest, Principal, Route } from '../../../functions/http/request.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { context, event, header, type Sent } from './event.ts';

type Seen = ApiRequest & { principal?: Principal };
const seen: Seen[] = [];
const reported: unknown[] = [];
const keep = (request: Seen) => {
  seen.push(request);
  return { status: 200, body: { ok: true } };
};
const routes: Route[] = [
  { method: 'GET', path: '/open', open: true, handle: keep },
  { method: 'GET', path: '/FHIR/R4/Task/{id}', handle: keep },
  { method: 'PUT', path: '/FHIR/R4/Task/{id}', handle: keep },
  { method: 'POST', path: '/FHIR/R4', handle: keep },
  { method: 'POST', path: '/search', consumes: ['application/x-www-form-urlencoded'], handle: keep },
  {
    method: 'POST',
    path: '/unanswered',
    handle: () => {
      throw Object.assign(new Error('connect to a store of Ada Lovelace'), { name: 'TimeoutError' });
    },
  },
  {
    method: 'POST',
    path: '/broken',
    handle: () => {
      throw new TypeError('Ada Lovelace is not a function');
    },
  },
];
const organisations = new Map<string, Participant>(
  ['L99901', 'L99902', 'L99909'].map((organisation) => [
    organisation,
    {
      ...{ organisation, name: organisation, kind: 'practice', tier: 'full', version: 1 },
      ...{ identifier: { system: 's', value: organisation }, active: organisation !== 'L99909' },
    },
  ]),
);
const handler = api({
  routes,
  participants: { organisation: async (code) => organisations.get(code) },
  language: fhirLanguage('https://hub.example'),
  clock: () => '2026-11-21T09:00:00.000Z',
  report: (error) => reported.push(error),
});
const signedIn = { client: 'surgery', organisations: 'L99901' };
const send = (sent: Sent) => handler(event({ ...signedIn, ...sent }), context);
const uuid = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab';
const anyUuid = /^[0-9a-f-]{36}$/;

test('ids that the caller sent come back, whatever the answer is', async () => {
  const headers = { 'X-Request-ID': uuid, 'X-Correlation-ID': uuid };
  for (const sent of [
    { path: '/FHIR/R4/Task/a.t1' },
    { path: '/nothing' },
    { path: '/FHIR/R4/Task/a.t1', method: 'DELETE' },
    { path: '/broken', method: 'POST' },
    { path: '/FHIR/R4', method: 'POST', body: '<xml/>' },
  ]) {
    const answer = await send({ ...sent, headers });
    expect([header(answer, 'x-request-id'), header(answer, 'x-correlation-id')]).toEqual([uuid, uuid]);
  }
});

test('ids that the caller left out are made', async () => {
  const answer = await send({ path: '/nothing' });
  expect(header(answer, 'x-request-id')).toMatch(anyUuid);
  expect(header(answer, 'x-correlation-id')).toMatch(anyUuid);
});

test.each([
  ['NHSD-End-User-Organisation', 'L99901'],
  ['X-Request-Id', uuid],
  ['x-correlation-id', uuid],
  ['If-Match', 'W/"1"'],
])('two %s headers are refused, also equal ones, however the gateway hands them over', async (name, value) => {
  const path = '/FHIR/R4/Task/a.t1';
  const code = async (sent: Sent) => {
    const answer = await send({ path, ...sent });
    return [answer.statusCode, JSON.parse(answer.body).issue?.[0].details.coding[0].code];
  };
  expect(await code({ headers: { [name]: value }, every: { [name]: [value, value] } })).toEqual([
    400,
    'invalid-header',
  ]);
  const twice = { [name]: [value], [name.toUpperCase()]: [value] };
  expect(await code({ headers: { [name]: value }, every: twice })).toEqual([400, 'invalid-header']);
  expect((await code({ headers: { [name]: value }, every: { [name]: [value] } }))[0]).toBe(200);
});

test('a header that names one organisation is refused where two stand joined by a comma', async () => {
  const organisation = Buffer.from(JSON.stringify({ identifier: [{ value: 'L99901' }] })).toString('base64');
  for (const value of ['L99901,L99901', 'L99901, L99902', `${organisation},${organisation}`]) {
    const answer = await send({ path: '/FHIR/R4/Task/a.t1', headers: { 'nhsd-end-user-organisation': value } });
    expect([answer.statusCode, JSON.parse(answer.body).issue[0].details.coding[0].code]).toEqual([
      400,
      'invalid-header',
    ]);
  }
});

test('an id that is no UUID is refused and not repeated', async () => {
  const answer = await send({
    path: '/open',
    headers: { 'x-request-id': 'a\r\nset-cookie: b', 'x-correlation-id': uuid },
  });
  expect(answer.statusCode).toBe(400);
  expect(header(answer, 'x-request-id')).toMatch(anyUuid);
  expect(header(answer, 'x-correlation-id')).toBe(uuid);
  expect(JSON.parse(answer.body).issue[0].details.coding[0].code).toBe('invalid-header');
});

test('an unknown path is 404, an unknown verb 405 with Allow, OPTIONS answers, HEAD is GET without its body', async () => {
  expect((await send({ path: '/FHIR/R4/Task' })).statusCode).toBe(404);
  const wrong = await send({ path: '/FHIR/R4/Task/a.t1', method: 'DELETE' });
  expect([wrong.statusCode, header(wrong, 'allow')]).toEqual([405, 'GET, PUT, HEAD, OPTIONS']);
  expect((await send({ path: '/FHIR/R4/Task/a.t1', method: 'TRACE' })).statusCode).toBe(405);
  const options = await send({ path: '/open', method: 'OPTIONS' });
  expect([options.statusCode, header(options, 'allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  const head = await send({ path: '/FHIR/R4/Task/a.t1', method: 'HEAD' });
  expect([head.statusCode, head.body, header(head, 'content-type')]).toEqual([200, '', 'application/fhir+json']);
});

test('a route that is not open needs a caller', async () => {
  const answer = await handler(event({ path: '/FHIR/R4/Task/a.t1' }), context);
  expect([answer.statusCode, header(answer, 'www-authenticate')]).toEqual([401, 'Bearer realm="handover"']);
  expect((await handler(event({ path: '/open' }), context)).statusCode).toBe(200);
});

test('the acting organisation is the only one, or the one named, and never another', async () => {
  const path = '/FHIR/R4/Task/a.t1';
  const name = (value: string) => ({ 'NHSD-End-User-Organisation': value });
  const bars = Buffer.from(
    JSON.stringify({ resourceType: 'Organization', identifier: [{ system: 's', value: 'L99902' }] }),
  ).toString('base64');
  const both = { path, organisations: 'L99901,L99902' };
  const status = async (sent: Sent) => (await send(sent)).statusCode;
  expect(await status({ path })).toBe(200);
  expect(seen.at(-1)?.principal?.actor).toEqual({ client: 'surgery', organisation: 'L99901' });
  expect(await status({ ...both, headers: name('L99902') })).toBe(200);
  expect(seen.at(-1)?.principal?.actor.organisation).toBe('L99902');
  expect(await status({ ...both, headers: name(bars) })).toBe(200);
  expect(seen.at(-1)?.principal?.actor.organisation).toBe('L99902');
  expect(await status(both)).toBe(400);
  expect(await status({ ...both, headers: name('L99903') })).toBe(403);
  expect(await status({ ...both, headers: name('not a code!') })).toBe(400);
  expect(await status({ path, organisations: '' })).toBe(403);
});

test('an organisation that is switched off, or not registered, is let do nothing, whatever else it may act for', async () => {
  const path = '/FHIR/R4/Task/a.t1';
  const acting = async (organisation: string) => {
    const before = seen.length;
    const answer = await send({
      path,
      organisations: 'L99901,L99908,L99909',
      headers: { 'NHSD-End-User-Organisation': organisation },
    });
    const code = answer.statusCode === 200 ? '' : JSON.parse(answer.body).issue[0].details.coding[0].code;
    return [answer.statusCode, code, seen.length - before];
  };
  expect(await acting('L99901')).toEqual([200, '', 1]);
  expect(await acting('L99909')).toEqual([403, 'organisation-switched-off', 0]);
  expect(await acting('L99908')).toEqual([403, 'wrong-organisation', 0]);
  expect((await send({ path: '/open', organisations: 'L99909' })).statusCode).toBe(200);
});

test('a body must be JSON by its content type; parameters of FHIR and of text are fine', async () => {
  const post = async (type: string | undefined, path = '/FHIR/R4') =>
    (await send({ method: 'POST', path, body: '{}', ...(type ? { headers: { 'content-type': type } } : {}) }))
      .statusCode;
  expect(await post('application/fhir+json')).toBe(200);
  expect(await post('Application/FHIR+JSON; fhirVersion=4.0; charset="UTF-8"')).toBe(200);
  expect(await post('application/json')).toBe(200);
  expect(await post('application/fhir+json; fhirVersion=3.0')).toBe(415);
  expect(await post('application/json; charset=latin1')).toBe(415);
  expect(await post('text/plain')).toBe(415);
  expect(await post(undefined)).toBe(415);
  expect(await post('application/x-www-form-urlencoded', '/search')).toBe(200);
});

test('only a caller that clearly wants no JSON is sent away', async () => {
  const get = async (accept: string) => (await send({ path: '/open', headers: { accept } })).statusCode;
  for (const fine of ['*/*', 'application/fhir+json; version=1.2', 'text/html, application/*;q=0.1', '']) {
    expect(await get(fine)).toBe(200);
  }
  for (const bad of ['application/fhir+xml', 'text/html', 'application/json;q=0']) expect(await get(bad)).toBe(406);
});

test('a body is read as UTF-8 up to 384 KiB, base64 or not', async () => {
  const headers = { 'content-type': 'application/json' };
  const post = (body: string, base64?: true) =>
    send({ method: 'POST', path: '/FHIR/R4', headers, body, ...(base64 ? { base64 } : {}) });
  expect((await post(Buffer.from('{"name":"Ẹ̀bùn"}').toString('base64'), true)).statusCode).toBe(200);
  expect(seen.at(-1)?.body).toBe('{"name":"Ẹ̀bùn"}');
  expect((await post('x'.repeat(384 * 1024))).statusCode).toBe(200);
  expect((await post('x'.repeat(384 * 1024 + 1))).statusCode).toBe(413);
  expect((await post('é'.repeat(200 * 1024))).statusCode).toBe(413);
  expect((await post(Buffer.alloc(384 * 1024 + 1).toString('base64'), true)).statusCode).toBe(413);
  expect((await post(Buffer.from([0xff, 0xfe]).toString('base64'), true)).statusCode).toBe(400);
});

test('an exception is reported, and answered without its text', async () => {
  const answer = await send({ method: 'POST', path: '/broken', headers: { 'x-correlation-id': uuid } });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('Lovelace');
  expect(JSON.parse(answer.body).issue[0].diagnostics).toBe(`Correlation id ${uuid}`);
  expect(reported.at(-1)).toBeInstanceOf(TypeError);
});

test('nothing that is answered may be kept or interpreted', async () => {
  const answer = await send({ path: '/nothing' });
  expect(header(answer, 'cache-control')).toBe('no-store');
  expect(header(answer, 'x-content-type-options')).toBe('nosniff');
});

test('parameters are decoded, queries keep their repeats, and equal requests have equal hashes', async () => {
  await send({ path: '/FHIR/R4/Task/a%20b', query: { code: ['1', '2'] } });
  const [first] = seen.slice(-1);
  expect(first?.params.id).toBe('a b');
  expect(first?.query.getAll('code')).toEqual(['1', '2']);
  await send({ path: '/FHIR/R4/Task/a%20b' });
  expect(seen.at(-1)?.bodyHash).toBe(first?.bodyHash);
  await send({ path: '/FHIR/R4/Task/%E0%A4%A' });
  expect(seen.at(-1)?.params.id).toBe('%E0%A4%A');
  expect(seen.at(-1)?.bodyHash).not.toBe(first?.bodyHash);
});

test('no request of any shape gets a 500, and every answer carries both ids', async () => {
  const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('application/json', uuid, 'L99901', '*/*'));
  const name = fc.constantFrom(
    'x-request-id',
    'X-Correlation-Id',
    'accept',
    'content-type',
    'nhsd-end-user-organisation',
  );
  const request = fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'BREW'),
    path: fc.oneof(
      fc.string({ unit: 'binary' }).map((s) => `/${s}`),
      fc.constantFrom('/open', '/FHIR/R4', '/FHIR/R4/Task/x', '/search', '//', '/FHIR/R4/Task/%'),
    ),
    headers: fc.dictionary(name, word),
    body: fc.string({ unit: 'binary' }),
  });
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      const answer = await send(sent);
      expect(answer.statusCode).toBeLessThan(500);
      expect(header(answer, 'x-request-id')).toMatch(anyUuid);
      expect(header(answer, 'x-correlation-id')).toMatch(anyUuid);
      if (answer.statusCode >= 400 && sent.method !== 'HEAD') {
        expect(JSON.parse(answer.body).resourceType).toBe('OperationOutcome');
      }
    }),
  );
});

test('a store that does not answer in time is reported, and the sender told to send the same again in a second', async () => {
  reported.length = 0;
  const answer = await send({ method: 'POST', path: '/unanswered' });
  expect(answer.statusCode).toBe(503);
  expect(answer.headers).toMatchObject({ 'retry-after': '1' });
  expect(JSON.parse(answer.body).issue[0].details.coding[0].code).toBe('busy');
  expect(answer.body).not.toContain('Lovelace');
  expect(reported).toHaveLength(1);
});
