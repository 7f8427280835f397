import { expect, test } from 'vitest';
import { anyUuid, handler, seen, send, uuid } from './api-under-test.ts';
import { context, event, header, type Sent } from './event.ts';

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
