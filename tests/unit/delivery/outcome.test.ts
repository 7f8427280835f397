import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answered } from '../../../functions/delivery/answer.ts';
import { gone, verdictOn } from '../../../functions/delivery/outcome.ts';
import { outcomes } from '../../../functions/views/happened.ts';

const now = '2026-11-21T10:00:00.000Z';
const answer = (status: number, more: Partial<Answered> = {}) =>
  verdictOn({ kind: 'answered', status, ...more }, now).outcome;
const fhir = { body: { resourceType: 'Communication' } };
const issue = (code: string, severity = 'error') => ({
  body: { resourceType: 'OperationOutcome', issue: [{ severity, code }] },
});

test('2xx with what a FHIR server says is an acknowledgement of their server, not of a person', () => {
  expect(answer(200, fhir)).toBe('infrastructure-ack');
  expect(answer(201, { location: 'Communication/7' })).toBe('infrastructure-ack');
  expect(answer(200, issue('informational', 'information'))).toBe('infrastructure-ack');
});

test('2xx that no FHIR server would say is not believed', () => {
  expect(answer(200)).toBe('unknown');
  expect(answer(204)).toBe('unknown');
  expect(answer(200, { body: { ok: true } })).toBe('unknown');
  expect(answer(200, { body: { resourceType: '' } })).toBe('unknown');
  expect(answer(200, { body: { resourceType: 'Banana' } })).toBe('unknown');
  expect(answer(200, issue('exception'))).toBe('unknown');
});

test('a place counts beside 201; beside any other 2xx only where it is that of a message', () => {
  expect(answer(201, { location: '/letters/7' })).toBe('infrastructure-ack');
  expect(answer(201, { location: '' })).toBe('unknown');
  expect(answer(200, { location: '/login' })).toBe('unknown');
  expect(answer(200, { location: '/login?from=Communication' })).toBe('unknown');
  expect(answer(200, { location: 'https://gp.example/R4/Communication/7/_history/1' })).toBe('infrastructure-ack');
});

test('a duplicate is a success; any other conflict is a refusal', () => {
  expect(answer(409, issue('duplicate'))).toBe('infrastructure-ack');
  expect(answer(409, issue('conflict'))).toBe('refused');
  expect(answer(409)).toBe('refused');
});

test.each([302, 303, 307, 401, 408, 425, 429, 500, 502, 503, 504, 599])('%i means later', (status) => {
  expect(answer(status)).toBe('later');
});

test.each([300, 301, 304, 308, 400, 403, 404, 405, 406, 411, 412, 413, 415, 422, 451])('%i is a refusal', (status) => {
  expect(answer(status)).toBe('refused');
});

test('410 is about the endpoint, not the message: it waits', () => {
  expect(verdictOn({ kind: 'answered', status: 410 }, now)).toEqual({ outcome: 'later', reason: gone });
});

test('a message that left and was not answered may have arrived; one that never left has not', () => {
  expect(verdictOn({ kind: 'unanswered', reason: 'timeout' }, now).outcome).toBe('unknown');
  expect(verdictOn({ kind: 'not-sent', reason: 'no-connection' }, now).outcome).toBe('later');
  expect(verdictOn({ kind: 'not-allowed', reason: 'address-not-public' }, now).outcome).toBe('refused');
});

test('Retry-After is read as seconds or as a date', () => {
  const wait = (retryAfter: string) => verdictOn({ kind: 'answered', status: 429, retryAfter }, now).retryAfterSeconds;
  expect(wait('120')).toBe(120);
  expect(wait('Sat, 21 Nov 2026 10:02:00 GMT')).toBe(120);
  expect(wait('Sat, 21 Nov 2026 09:00:00 GMT')).toBe(0);
  expect(wait('tomorrow')).toBeUndefined();
  expect(wait('-1e99')).not.toBeNaN();
});

test('whatever comes back, there is a verdict in the vocabulary', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 999 }),
      fc.jsonValue(),
      fc.option(fc.string()),
      (status, body, retryAfter) => {
        const verdict = verdictOn({ kind: 'answered', status, body, retryAfter: retryAfter ?? undefined }, now);
        expect(outcomes).toContain(verdict.outcome);
        expect(verdict.reason).toMatch(/^[a-z][a-z-]*$/);
      },
    ),
  );
});
