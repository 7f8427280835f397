import { changing, referral } from './bodies.ts';
import type { ErrorPage } from './error-page.ts';

/** Headers, addresses and versions. */
export const addressPages = {
  'invalid-header': {
    cause: 'A header is not in its form: X-Request-Id and X-Correlation-Id are UUIDs, If-Match is one version.',
    remedy: 'If your software acts for several organisations, NHSD-End-User-Organisation must name one of them.',
    wrong: [{ ...referral, headers: { 'X-Request-Id': '17' } }],
    right: [{ ...referral, headers: { 'X-Request-Id': '{uuid}' } }],
  },
  'unknown-parameter': {
    cause: 'The search has a parameter that this type does not have. `GET /FHIR/R4/metadata` lists those that it has.',
    wrong: [{ send: 'GET /FHIR/R4/Task?colour=red' }],
    right: [{ send: 'GET /FHIR/R4/Task?status=requested' }],
  },
  'invalid-parameter': {
    cause: 'A parameter has a value that it cannot have, or a link to a next page was changed or is another’s.',
    wrong: [{ send: 'GET /FHIR/R4/Task?status=late' }],
    right: [{ send: 'GET /FHIR/R4/Task?status=requested' }],
  },
  'if-match-missing': {
    cause: 'An update must say on which version it is based, so that nobody undoes what somebody else has just done.',
    given: 'sent',
    wrong: [{ ...changing({ status: 'accepted' }), headers: { 'If-Match': undefined } }],
    right: [changing({ status: 'accepted' })],
  },
  'stale-version': {
    cause: 'Somebody has changed the resource since you read it.',
    remedy: 'Read it again, look at what has changed, and say it again if it still makes sense.',
    given: 'accepted',
    wrong: [{ ...changing({ status: 'in-progress' }), headers: { 'If-Match': 'W/"1"' } }],
    right: [changing({ status: 'in-progress' })],
  },
  'not-found': {
    cause:
      'The address is wrong, nothing is there, or it is not for your organisation: from outside these look the same.',
    remedy: 'FHIR addresses begin with /FHIR/R4, the partner API with /partner/v1; types are spelt as in FHIR (Task).',
    given: 'sent',
    wrong: [{ send: 'GET /FHIR/R4/Task/00000000000000000000000000.t1' }],
    right: [{ send: 'GET /FHIR/R4/Task/{task}' }],
  },
  'type-not-offered': {
    cause: 'Resources of this type are not served by themselves.',
    remedy: 'What belongs to a referral can be an entry of its Bundle, whatever its type; it is kept as it came.',
    wrong: [
      {
        send: 'POST /FHIR/R4/Observation',
        body: { resourceType: 'Observation', status: 'final', code: { text: 'Lives alone' } },
      },
    ],
    right: [
      {
        send: 'POST /FHIR/R4',
        more: [{ resourceType: 'Observation', status: 'final', code: { text: 'Lives alone' } }],
      },
    ],
  },
  'method-not-allowed': {
    cause: 'The address is right and takes other methods. The answer’s header Allow lists them.',
    remedy:
      'Nothing is deleted: a request that was wrong is marked entered-in-error by whoever sent it. A change is a PUT or PATCH of one resource with If-Match; something new is a POST. GET /FHIR/R4/metadata lists what each type takes.',
    given: 'sent',
    wrong: [{ send: 'DELETE /FHIR/R4/ServiceRequest/{request}' }],
    right: [{ send: 'PUT /FHIR/R4/ServiceRequest/{request}', changes: { status: 'entered-in-error' } }],
  },
  'not-acceptable': {
    cause: 'You accept something else than JSON only.',
    wrong: [{ ...referral, headers: { Accept: 'application/fhir+xml' } }],
    right: [{ ...referral, headers: { Accept: 'application/fhir+json' } }],
  },
  'wrong-content-type': {
    cause: 'The body says that it is something else than is taken here. The diagnostics list what is.',
    wrong: [{ ...referral, headers: { 'Content-Type': 'text/plain' } }],
    right: [{ ...referral, headers: { 'Content-Type': 'application/fhir+json' } }],
  },
  'request-id-reused': {
    cause:
      'This X-Request-Id came before for the same referral, with another body. Each new request has its own; only a retry has the same.',
    remedy:
      'The id is held against the body within one referral: the same id with another identifier is another referral, and is taken.',
    wrong: [
      { ...referral, headers: { 'X-Request-Id': '{uuid}' } },
      { send: 'POST /FHIR/R4', headers: { 'X-Request-Id': '{uuid}' }, patient: { birthDate: '1951-02-28' } },
    ],
    right: [
      { ...referral, headers: { 'X-Request-Id': '{uuid}' } },
      { ...referral, headers: { 'X-Request-Id': '{uuid}' } },
    ],
  },
} as const satisfies Record<string, ErrorPage>;
