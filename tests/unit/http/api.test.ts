import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyUuid, reported, seen, send, uuid } from './api-under-test.ts';
import { header } from './event.ts';

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
  // As API Gateway hands over what was none.
  expect((await post('{"name":"Qu\uFFFDgm"}')).statusCode).toBe(400);
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
