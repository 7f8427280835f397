import type { RefusalKind } from './refusal-kind.ts';

/** Who asks, for what, and on which version of it. */
export const refusalsOfAccess = {
  'not-signed-in': { status: 401, issue: 'login', says: 'A valid access token is required.' },
  'invalid-client': { status: 401, issue: 'login', says: 'The client assertion was not accepted.' },
  'wrong-organisation': {
    status: 403,
    issue: 'forbidden',
    says: 'This client may not act for the organisation that it named.',
  },
  'organisation-switched-off': {
    status: 403,
    issue: 'forbidden',
    says: 'Your organisation is switched off in Handover. Whoever runs this hub can switch it on again.',
  },
  'not-yours-to-change': {
    status: 403,
    issue: 'forbidden',
    says: 'Your organisation may read this but may not make this change.',
  },
  'role-may-not': {
    status: 403,
    issue: 'forbidden',
    says: 'The role in which you ask may not do or see this, whatever it is about.',
  },
  'not-found': { status: 404, issue: 'not-found', says: 'There is nothing here that your organisation may see.' },
  'unknown-target': {
    status: 404,
    issue: 'not-found',
    says: 'NHSD-Target-Identifier names no service of this hub.',
  },
  'type-not-offered': {
    status: 404,
    issue: 'not-supported',
    says: 'Resources of this type are not offered: see /FHIR/R4/metadata.',
  },
  'method-not-allowed': { status: 405, issue: 'not-supported', says: 'This interaction is not supported here.' },
  'not-acceptable': { status: 406, issue: 'not-supported', says: 'Only JSON is served.' },
  duplicate: {
    status: 409,
    issue: 'duplicate',
    says: 'A referral with this identifier already exists; one that is sent again after it was withdrawn needs a new one.',
  },
  'meeting-exists': {
    status: 409,
    issue: 'duplicate',
    says: 'A meeting of this onward Task is booked for this time already; a change of it is a PUT of that meeting.',
  },
  'already-asked': {
    status: 409,
    issue: 'duplicate',
    says: 'This organisation has an open request for the same need of this person. Another need is asked for with another ServiceRequest.code.',
  },
  'already-processed': {
    status: 409,
    issue: 'duplicate',
    says: 'This message was processed before; nothing was done a second time.',
  },
  ended: { status: 409, issue: 'conflict', says: 'The Task has ended; a new request is needed.' },
  'stale-version': {
    status: 412,
    issue: 'conflict',
    says: 'The resource has changed since the version named in If-Match.',
  },
  'too-large': { status: 413, issue: 'too-long', says: 'The body or the stored record is larger than allowed.' },
  'wrong-content-type': { status: 415, issue: 'not-supported', says: 'The content type is not supported.' },
} as const satisfies Record<string, RefusalKind>;
