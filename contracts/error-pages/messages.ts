import type { ErrorPage, Snippet } from './error-page.ts';

/** Base64 of {"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"CWS01"}; the other one names X26. */
const toCws = 'eyJzeXN0ZW0iOiJodHRwczovL2ZoaXIubmhzLnVrL0lkL29kcy1vcmdhbml6YXRpb24tY29kZSIsInZhbHVlIjoiQ1dTMDEifQ==';
const toNobody = 'eyJzeXN0ZW0iOiJodHRwczovL2ZoaXIubmhzLnVrL0lkL29kcy1vcmdhbml6YXRpb24tY29kZSIsInZhbHVlIjoiWDI2In0=';

const message = (headers: Snippet['headers'], says?: string, insteadOf?: string): Snippet => ({
  send: 'POST /FHIR/R4/$process-message',
  headers,
  example: { name: 'message', ...(says && insteadOf ? { says, insteadOf } : {}) },
});
const usual = { 'X-Request-Id': '{uuid}', 'X-Correlation-Id': '{uuid}', 'NHSD-Target-Identifier': toCws };
const right = [message(usual)];

/** `$process-message`: contracts/messages. There a code of BaRS stands beside ours, and some statuses differ. */
export const messagePages = {
  'missing-header': {
    cause: 'A message needs X-Request-Id, X-Correlation-Id and NHSD-Target-Identifier.',
    wrong: [message({ ...usual, 'NHSD-Target-Identifier': undefined })],
    right,
  },
  'unknown-target': {
    cause: 'NHSD-Target-Identifier names a service that is not behind this hub.',
    wrong: [message({ ...usual, 'NHSD-Target-Identifier': toNobody })],
    right,
  },
  'wrong-message': {
    cause:
      'The event, the reason, the category and the statuses of the message do not go together as one of those that are processed. contracts/messages lists them.',
    wrong: [message(usual, '"code": "update"', '"code": "new"')],
    right,
  },
  'unsupported-version': {
    cause: 'Messages of version 1 are processed: Bundle.meta.versionId 1.x.y.',
    wrong: [message(usual, '"versionId": "2.0.0"', '"versionId": "1.5.0"')],
    right,
  },
  'already-processed': {
    cause: 'A message with this X-Request-Id was processed before. BaRS answers a repeat in this way.',
    remedy: 'Treat it as success.',
    wrong: [message(usual), message(usual)],
    right,
  },
} as const satisfies Record<string, ErrorPage>;
