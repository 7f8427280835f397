import type { RefusalKind } from './refusal-kind.ts';

/** What is asked for and cannot be carried, and what may come together with it. */
export const refusalsOfRequests = {
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
  'already-open': {
    status: 409,
    issue: 'duplicate',
    says: 'The person of this draft has an open referral from your organisation; the draft stands as it was.',
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
