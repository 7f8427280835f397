import type { IssueCode } from './issue-codes.ts';

/**
 * Every way in which Handover says no: the code is public and stable, and appears in
 * `OperationOutcome.issue.details` and as the `type` of a problem. Statuses and issue codes: standards.md 12.8.
 * `says` never holds personal data; what is particular to one answer goes into the diagnostics of that answer.
 */
export interface RefusalKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 409 | 412 | 413 | 415 | 422 | 425 | 429 | 503;
  /** A code of the FHIR IssueType value set. */
  readonly issue: IssueCode;
  readonly says: string;
}

export const refusals = {
  'not-json': { status: 400, issue: 'structure', says: 'The body is not JSON.' },
  'not-fhir': {
    status: 400,
    issue: 'structure',
    says: 'The body is not a valid FHIR R4 resource of the expected type.',
  },
  'unknown-element': { status: 400, issue: 'structure', says: 'FHIR R4 has no such element here.' },
  'invalid-value': { status: 400, issue: 'value', says: 'The value does not have the form that FHIR R4 requires.' },
  'unknown-code': { status: 400, issue: 'code-invalid', says: 'The code is not in the required value set.' },
  'broken-rule': { status: 400, issue: 'invariant', says: 'A rule of FHIR R4 between elements is broken.' },
  'missing-element': { status: 422, issue: 'required', says: 'A required element is missing.' },
  'invalid-header': { status: 400, issue: 'value', says: 'A header does not have the required form.' },
  'missing-header': { status: 400, issue: 'required', says: 'A header that this interaction needs is missing.' },
  'unknown-parameter': { status: 400, issue: 'not-supported', says: 'The search parameter is not supported.' },
  'invalid-parameter': { status: 400, issue: 'value', says: 'The search parameter has a value that cannot be used.' },
  'if-match-missing': {
    status: 400,
    issue: 'required',
    says: 'An update needs the If-Match header with the version that it is based on.',
  },
  'too-deep': { status: 400, issue: 'too-long', says: 'The body is nested too deeply.' },
  'unsafe-key': { status: 400, issue: 'structure', says: 'The body holds a property name that is not allowed.' },
  'unfilled-placeholder': {
    status: 400,
    issue: 'invalid',
    says: 'A placeholder was never filled in, as in {{name}}.',
  },
  'wrong-message': {
    status: 400,
    issue: 'invariant',
    says: 'This message is none that Handover processes: its event, reason, category and statuses do not go together.',
  },
  'not-a-patch': {
    status: 400,
    issue: 'structure',
    says: 'The body is not a JSON Patch (RFC 6902).',
  },
  'patch-failed': {
    status: 422,
    issue: 'processing',
    says: 'The patch does not fit the resource as your organisation is shown it; nothing was changed.',
  },
  'unresolved-reference': {
    status: 422,
    issue: 'not-found',
    says: 'The Bundle refers to an entry that it does not hold.',
  },
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
  'not-found': { status: 404, issue: 'not-found', says: 'There is nothing here that your organisation may see.' },
  'unknown-target': {
    status: 404,
    issue: 'not-found',
    says: 'NHSD-Target-Identifier names no service of this hub.',
  },
  'type-not-offered': {
    status: 404,
    issue: 'not-supported',
    says: 'Resources of this type are not offered: see /metadata.',
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
  'illegal-transition': { status: 422, issue: 'business-rule', says: 'The Task may not move to this status.' },
  'illegal-pair': { status: 422, issue: 'business-rule', says: 'This business status may not stand with this status.' },
  'reason-missing': {
    status: 422,
    issue: 'required',
    says: 'This status needs a reason: statusReason.text, 1 to 500 characters.',
  },
  'review-date-missing': {
    status: 422,
    issue: 'required',
    says: 'This status needs a review date within 20 working days.',
  },
  'output-missing': { status: 422, issue: 'required', says: 'A completed Task needs at least one output.' },
  'immutable-element': {
    status: 422,
    issue: 'business-rule',
    says: 'This element never changes after the Task was created.',
  },
  'onward-open': { status: 422, issue: 'business-rule', says: 'An onward Task is still open.' },
  'hot-handover': {
    status: 422,
    issue: 'business-rule',
    says: 'An onward Task that was accepted lacks its first meeting, who signed the person up, the result, or a follow-up.',
  },
  'advice-only': {
    status: 422,
    issue: 'business-rule',
    says: 'Advice only is not an outcome once an onward Task was accepted.',
  },
  'outcome-untrue': {
    status: 422,
    issue: 'business-rule',
    says: 'The outcome says something that is not recorded.',
  },
  'need-missing': { status: 422, issue: 'required', says: 'No service available needs the need recorded.' },
  'abort-open': {
    status: 422,
    issue: 'business-rule',
    says: 'A request to abort this Task is open and must be answered first.',
  },
  'meeting-ahead': { status: 422, issue: 'business-rule', says: 'A meeting in the future is still booked.' },
  'abort-not-accepted': {
    status: 422,
    issue: 'business-rule',
    says: 'Work in progress is cancelled only after an abort request was accepted or left unanswered, or when the person withdrew.',
  },
  'already-happened': {
    status: 422,
    issue: 'business-rule',
    says: 'Something already happened for the person; cancel instead of recalling.',
  },
  'not-yet': { status: 422, issue: 'business-rule', says: 'A result cannot be recorded before the meeting has begun.' },
  'too-late': { status: 422, issue: 'business-rule', says: 'The time for corrections has passed.' },
  'chases-missing': {
    status: 422,
    issue: 'business-rule',
    says: 'Not known needs two chases of the group and one try to ask the person.',
  },
  'permission-missing': {
    status: 422,
    issue: 'business-rule',
    says: 'No permission of the person for this group and purpose is recorded.',
  },
  'person-first': {
    status: 422,
    issue: 'business-rule',
    says: 'A named professional must first record having read the risks.',
  },
  'urgent-elsewhere': {
    status: 422,
    issue: 'business-rule',
    says: 'Handover is not for urgent help. In danger to life call 999; urgent medical help: 111; otherwise the duty team of the practice.',
  },
  'not-eligible': {
    status: 422,
    issue: 'business-rule',
    says: 'The person is outside the service that was asked for.',
  },
  'not-our-service': {
    status: 422,
    issue: 'not-supported',
    says: 'The request is not for a service that Handover carries.',
  },
  'unsupported-version': { status: 422, issue: 'not-supported', says: 'Messages of this version are not processed.' },
  'not-ready-to-send': {
    status: 422,
    issue: 'business-rule',
    says: 'A new request must be active and a new Task draft or requested.',
  },
  'wrong-parent': {
    status: 422,
    issue: 'business-rule',
    says: 'The onward Task does not belong to this referral, or the referral is not open for onward requests.',
  },
  'unknown-partner': {
    status: 422,
    issue: 'business-rule',
    says: 'The organisation is not one that can receive this request.',
  },
  joined: {
    status: 409,
    issue: 'informational',
    says: 'The request was added to the open referral of the person.',
  },
  'somebody-else': {
    status: 409,
    issue: 'conflict',
    says: 'The same NHS number came with the facts of another person.',
  },
  'two-referrals': { status: 422, issue: 'business-rule', says: 'One message changes one referral.' },
  'request-id-reused': {
    status: 422,
    issue: 'business-rule',
    says: 'The request id was used before with another body.',
  },
  'invalid-input': {
    status: 422,
    issue: 'invalid',
    says: 'The request is understood but a value in it cannot be used.',
  },
  'too-many': { status: 429, issue: 'throttled', says: 'Too many requests.' },
  busy: { status: 503, issue: 'transient', says: 'Too many changes at once; the same request may be sent again.' },
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof refusals;
