import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { problem, sessionResults } from '../../contracts/partner-api/schemas.ts';
import { partnerRoutes } from '../../functions/partner/routes.ts';
import { startHub } from './partner-api-hub.ts';

const hub = await startHub();
afterAll(hub.stop);

const id = await hub.invite();
await hub.post(`/invitations/${id}/accept`);
const requestId = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab';
const correlationId = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ac';

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'came',
    'in-person',
    '2026-11-24T10:00:00Z',
    '2026-11-24T11:00:00Z',
    id,
    `${id.slice(0, 26)}.a1`,
    'x',
  ),
);
/** Bodies that are nearly right as often as bodies that are nothing. */
const nearly = fc.dictionary(
  fc.constantFrom('start', 'end', 'mode', 'place', 'session', 'signedUpBy', 'result', 'meeting', 'reason', 'results'),
  fc.oneof(
    word,
    fc.constantFrom('no-capacity', 'no-room'),
    fc.jsonValue(),
    fc.array(fc.record({ invitation: word, result: word })),
  ),
);
const body = fc.oneof(
  nearly.map((b) => JSON.stringify(b)),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constant(''),
);
const path = fc
  .constantFrom(...partnerRoutes(hub.ports).map((r) => r.path))
  .chain((p) =>
    fc
      .tuple(fc.constantFrom(id, 'x', `${id.slice(0, 26)}.t1`), word.map(encodeURIComponentSafely))
      .map(([i, w]) => p.replace('{id}', i).replace(/\{\w+\}/, w)),
  );

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

test('no body, path, verb or header gets a 500: a problem with both ids, and nothing that is not in the contract', async () => {
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
    path,
    body,
    query: fc.option(fc.dictionary(fc.constantFrom('status', 'cursor', 'from', 'x'), fc.array(word)), {
      nil: undefined,
    }),
    key: fc.option(word, { nil: undefined }),
    match: fc.option(fc.constantFrom('W/"3"', '"1"', 'W/"999999"', 'x'), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ key, match, query, ...sent }) => {
      const answer = await hub.send({
        ...sent,
        ...(query ? { query } : {}),
        headers: {
          'content-type': 'application/json',
          'x-request-id': requestId,
          'x-correlation-id': correlationId,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(match === undefined ? {} : { 'if-match': match }),
        },
      });
      expect(hub.faults).toEqual([]);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers['x-request-id']).toBe(requestId);
      expect(answer.headers['x-correlation-id']).toBe(correlationId);
      if (answer.status >= 400 && sent.method !== 'HEAD') {
        expect(answer.headers['content-type']).toBe('application/problem+json');
        expect(problem.parse(answer.body)).toMatchObject({ status: answer.status, instance: `urn:uuid:${requestId}` });
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['not JSON', '{', 'not-json'],
  ['a deep nest', `{"results":${'['.repeat(5000)}`, 'too-deep'],
  ['a prototype key', '{"__proto__":{"reason":"no-room"}}', 'unsafe-key'],
  ['too large a body', `"${'x'.repeat(400_000)}"`, 'too-large'],
  ['an unknown field', '{"reason":"no-room","note":"She is unwell"}', 'unknown-element'],
  ['an unknown code', '{"reason":"do-not-like-them"}', 'unknown-code'],
  ['an empty body', '', 'not-json'],
])('%s is refused as what it is', async (_, text, code) => {
  const answer = await hub.post(`/invitations/${id}/stop`, undefined, { body: text });
  expect(problem.parse(answer.body).errors[0]?.code).toBe(code);
  expect(answer.text).not.toContain('unwell');
});

test('a body that is not JSON by its type is refused', async () => {
  const headers = { 'content-type': 'text/plain' };
  const answer = await hub.post(`/invitations/${id}/stop`, { reason: 'no-room' }, { headers });
  expect([answer.status, answer.body.errors[0].code]).toEqual([415, 'wrong-content-type']);
});

test('a session of a hundred people who are not there is a hundred answers', async () => {
  const people = Array.from({ length: 100 }, (_, n) => ({
    invitation: `${String(n).padStart(26, '0')}.t2`,
    result: 'came',
  }));
  const answer = await hub.post('/sessions/tuesday/attendance', { results: people });
  expect(sessionResults.parse(answer.body).results.map((r) => r.status)).toEqual(people.map(() => 404));
  const tooMany = [...people, { invitation: id, result: 'came' }];
  expect((await hub.post('/sessions/tuesday/attendance', { results: tooMany })).status).toBe(400);
});
