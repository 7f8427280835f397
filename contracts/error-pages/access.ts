import { changing, referral } from './bodies.ts';
import type { ErrorPage } from './error-page.ts';

/** Who calls, for whom, and whether the hub can answer now. */
export const accessPages = {
  'not-signed-in': {
    cause: 'The request has no access token, or one that has expired (five minutes), was revoked, or is not ours.',
    remedy: 'Get a new one from POST /oauth2/token and send the same request again.',
    wrong: [{ ...referral, by: 'nobody' }],
    right: [referral],
  },
  'invalid-client': {
    cause:
      'The token endpoint did not accept the client assertion: an unknown or retired key, a wrong audience (it is the token endpoint as the hub names itself, not another name of the same machine such as localhost), an expiry more than five minutes ahead, or a jti that was used before. From outside all of these look the same.',
    remedy:
      'Ask whoever runs the hub: the reason is in its log. GET /FHIR/R4/.well-known/smart-configuration names the endpoint.',
    untried: 'POST /oauth2/token answers in the form of OAuth 2.0, and an assertion on a page would be expired.',
  },
  'wrong-organisation': {
    cause: 'Your software is not registered for the organisation that the request names.',
    remedy:
      'Check NHSD-End-User-Organisation, in which capital and small letters differ (L99901, not l99901); whoever runs the hub can let your client act for a further one.',
    wrong: [{ ...referral, headers: { 'NHSD-End-User-Organisation': 'L99909' } }],
    right: [{ ...referral, headers: { 'NHSD-End-User-Organisation': 'L99901' } }],
  },
  'organisation-switched-off': {
    cause:
      'Whoever runs the hub has switched your organisation off. Your key and your other organisations are not touched.',
    remedy: 'Keep what you would send, and ask the operator of the hub.',
    untried: 'No request brings it about: it is a decision of people.',
  },
  'not-yours-to-change': {
    cause: 'You may read this, and the change is somebody else’s to make: the other side’s, or the hub’s.',
    given: 'sent',
    wrong: [{ send: 'PUT /FHIR/R4/Task/{task}', changes: { status: 'accepted' } }],
    right: [changing({ status: 'accepted' })],
  },
  'role-may-not': {
    cause:
      'Your request names a role (Handover-Role), or your organisation is registered as something, that may not do this: a commissioner sees counts, an information governance lead who saw what.',
    remedy:
      'Leave the header away, or name the role of the person who asks. Naming one never lets you do more than your organisation may.',
    wrong: [{ ...referral, headers: { 'Handover-Role': 'ig-reader' } }],
    right: [{ ...referral, headers: { 'Handover-Role': 'connector' } }],
  },
  'too-many': {
    cause:
      'Too many requests came in a minute: of your software for this organisation, of your software altogether, or at the hub altogether. RateLimit-Policy names the quotas, RateLimit what is left of each and the seconds until it is full again.',
    remedy: 'Wait as long as Retry-After says, then send the same request with the same X-Request-Id.',
    untried: 'No single request brings it about.',
  },
  busy: {
    cause: 'Several changes of one referral came at the same moment, and yours lost five times. Nothing was changed.',
    remedy: 'Send the same request again with the same X-Request-Id.',
    untried: 'No single request brings it about.',
  },
  fault: {
    cause: 'Something broke in the hub. Nothing is known to have changed, and somebody was called.',
    remedy: 'Send the same request again with the same X-Request-Id. If it goes on, quote the correlation id.',
    untried: 'A request that brings it about would be a fault of ours: please tell us.',
  },
} as const satisfies Record<string, ErrorPage>;
