import { expect, test } from 'vitest';
import { type RefusalCode, refusals } from '../../../contracts/refusals.ts';
import { headersOf, httpStatusOf, issueOf } from '../../../functions/http/issues.ts';
import { fhirLanguage, warningOutcome } from '../../../functions/http/operation-outcome.ts';
import { plainLanguage } from '../../../functions/http/problem.ts';
import { responder } from '../../../functions/http/respond.ts';
import { header } from './event.ts';

const codes = Object.keys(refusals) as RefusalCode[];
const exchange = {
  requestId: '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab',
  correlationId: '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ac',
  now: '2026-11-21T09:00:00.000Z',
  method: 'POST',
  path: '/',
  body: '',
  bodyHash: '',
};
const inFhir = responder(fhirLanguage('https://hub.example'));
const inPlain = responder(plainLanguage('https://hub.example'));

test.each(codes)('%s is an OperationOutcome and a problem with the status of its table row', (code) => {
  const refused = { ok: false as const, refusals: [{ code, expression: 'Task.status', diagnostics: 'why' }] as const };
  const fhir = inFhir(exchange, refused);
  expect(fhir.statusCode).toBe(refusals[code].status);
  expect(header(fhir, 'content-type')).toBe('application/fhir+json');
  expect(JSON.parse(fhir.body)).toEqual({
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: refusals[code].issue,
        details: {
          extension: [
            {
              url: 'https://fhir.handover.example/StructureDefinition/error-page',
              valueUrl: `https://hub.example/errors/${code}`,
            },
          ],
          coding: [{ system: 'https://fhir.handover.example/CodeSystem/error', code }],
          text: refusals[code].says,
        },
        diagnostics: 'why',
        expression: ['Task.status'],
      },
    ],
  });
  const plain = inPlain(exchange, refused);
  expect(header(plain, 'content-type')).toBe('application/problem+json');
  expect(JSON.parse(plain.body)).toEqual({
    type: `https://hub.example/errors/${code}`,
    title: refusals[code].says,
    status: refusals[code].status,
    detail: 'why',
    instance: `urn:uuid:${exchange.requestId}`,
    errors: [{ code, says: refusals[code].says, detail: 'why' }],
  });
});

test('a message that cannot be read is a 400 whatever else is wrong; otherwise the first fault decides', () => {
  expect(httpStatusOf([issueOf({ code: 'reason-missing' }), issueOf({ code: 'unknown-code' })])).toBe(400);
  expect(httpStatusOf([issueOf({ code: 'ended' }), issueOf({ code: 'reason-missing' })])).toBe(409);
});

test('the headline of a problem is the fault that decided its status, and each fault has its pointer', () => {
  const answer = inPlain(exchange, {
    ok: false,
    refusals: [{ code: 'reason-missing' }, { code: 'invalid-value', expression: '/start' }],
  });
  const body = JSON.parse(answer.body);
  expect([body.type.split('/').at(-1), body.status]).toEqual(['invalid-value', 400]);
  expect(body.errors[1]).toMatchObject({ code: 'invalid-value', pointer: '/start' });
});

test('a status brings the header that belongs to it', () => {
  expect(headersOf(401)).toHaveProperty('www-authenticate');
  for (const status of [425, 429, 503]) expect(headersOf(status)).toHaveProperty('retry-after');
  expect(headersOf(422)).toEqual({});
});

test('a duplicate names what exists, in FHIR', () => {
  const answer = inFhir(exchange, { ok: false, refusals: [{ code: 'duplicate', existing: 'Task/a.t1' }] });
  expect(JSON.parse(answer.body).issue[0].diagnostics).toBe('Existing: Task/a.t1');
});

test('warnings are issues of severity warning', () => {
  const warning = { code: 'not-traced', says: 'Not traced.', issue: 'value', expression: 'Patient' } as const;
  const outcome = warningOutcome([warning], 'https://hub.example');
  expect(outcome.issue).toMatchObject([{ severity: 'warning', code: 'value', expression: ['Patient'] }]);
});
