import { referral } from './bodies.ts';
import type { ErrorPage } from './error-page.ts';

const phone = { system: 'phone', value: '01632 960123' };

/** The body: JSON, FHIR R4, and one referral in it. */
export const formPages = {
  'not-json': {
    cause: 'The body is empty, cut off, not JSON at all, or not UTF-8.',
    wrong: [{ send: 'POST /FHIR/R4', body: '{"resourceType": "Bundle", "type": "transaction", "entry": [' }],
    right: [referral],
  },
  'not-fhir': {
    cause: 'The body is JSON, but not the FHIR R4 resource that is taken at this address.',
    wrong: [
      { send: 'POST /FHIR/R4', body: { resourceType: 'Patient', name: [{ family: "O'Brien" }], telecom: [phone] } },
    ],
    right: [referral],
  },
  'unknown-element': {
    cause: 'FHIR R4 has no element of this name at this place. Often it is a spelling, or an element of R5.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { nickname: 'Nora' } }],
    right: [
      { send: 'POST /FHIR/R4', patient: { name: [{ family: "O'Brien" }, { use: 'nickname', given: ['Nora'] }] } },
    ],
  },
  'invalid-value': {
    cause: 'The value does not have the form of its type, or names a day that does not exist.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { birthDate: '1951-02-30' } }],
    right: [{ send: 'POST /FHIR/R4', patient: { birthDate: '1951-02-28' } }],
  },
  'unknown-code': {
    warning: 'also',
    cause: 'The element takes codes of a fixed list only. `expression` names the element.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { gender: 'F' } }],
    right: [{ send: 'POST /FHIR/R4', patient: { gender: 'female' } }],
  },
  'broken-rule': {
    cause: 'Each element is right, and together they break a rule of R4. `diagnostics` names the rule.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { contact: [{ gender: 'female' }] } }],
    right: [{ send: 'POST /FHIR/R4', patient: { contact: [{ name: { text: 'Siân Price' }, gender: 'female' }] } }],
  },
  'missing-element': {
    warning: 'also',
    table: 'fields',
    cause: 'The request lacks what nobody could work without. The table below says what a referral carries.',
    remedy: 'As a warning it names an item of the standard that the service now has to find out: ask your user for it.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { telecom: undefined } }],
    right: [{ send: 'POST /FHIR/R4', patient: { telecom: [phone] } }],
  },
  'too-deep': {
    cause: 'More than 40 levels of brackets. FHIR needs about 12.',
    wrong: [{ send: 'POST /FHIR/R4', body: `{"resourceType": "Bundle", "entry": ${'['.repeat(41)}${']'.repeat(41)}}` }],
    right: [referral],
  },
  'unsafe-key': {
    cause: 'A property is called __proto__, constructor or prototype. FHIR has none of that name.',
    wrong: [{ send: 'POST /FHIR/R4', body: '{"resourceType": "Bundle", "__proto__": {"type": "transaction"}}' }],
    right: [referral],
  },
  'unfilled-placeholder': {
    cause: 'An id or an address still holds the placeholder of a template.',
    wrong: [{ send: 'POST /FHIR/R4', request: { requester: { reference: 'Organization/{{practiceCode}}' } } }],
    right: [{ send: 'POST /FHIR/R4', request: { requester: { reference: 'Organization/L99901' } } }],
  },
  'unresolved-reference': {
    cause: 'A reference inside the Bundle names an entry that is not there: no `fullUrl` is equal to it.',
    wrong: [
      {
        send: 'POST /FHIR/R4',
        request: { subject: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' } },
      },
    ],
    right: [referral],
  },
  'two-referrals': {
    cause: 'One message is one referral of one person; a transaction of updates touches one referral.',
    wrong: [
      { send: 'POST /FHIR/R4', more: [{ resourceType: 'Patient', name: [{ family: 'Price' }], telecom: [phone] }] },
    ],
    right: [referral],
  },
  'invalid-input': {
    warning: 'also',
    cause: 'The request is good FHIR, and a value in it cannot be used here. `diagnostics` says which and why.',
    remedy:
      'As a warning it says that something is doubtful, or kept where nobody is shown it; the referral was taken.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { deceasedBoolean: true } }],
    right: [{ send: 'POST /FHIR/R4', patient: { deceasedBoolean: false } }],
  },
  'too-large': {
    cause:
      'The body is larger than 384 KiB or holds more than 25,000 values, a batch has more than 100 entries, or the record of this referral has no room for something as large. Ordinary acts always have room.',
    remedy: 'Leave documents and pictures out; send each referral by itself.',
    untried: 'A body of that size does not fit on a page. A test sends one.',
  },
  'not-a-patch': {
    cause: 'The body is not a JSON Patch (RFC 6902): an array of operations, each with op, path and what it needs.',
    given: 'sent',
    wrong: [
      {
        by: 'coordinator',
        send: 'PATCH /FHIR/R4/Task/{task}',
        headers: { 'Content-Type': 'application/json-patch+json', 'If-Match': 'W/"1"' },
        body: { status: 'accepted' },
      },
    ],
    right: [
      {
        by: 'coordinator',
        send: 'PATCH /FHIR/R4/Task/{task}',
        headers: { 'Content-Type': 'application/json-patch+json', 'If-Match': 'W/"1"' },
        body: [{ op: 'replace', path: '/status', value: 'accepted' }],
      },
    ],
  },
  'patch-failed': {
    cause: 'The patch names a place that is not there as you are shown the resource, or a test in it does not hold.',
    given: 'sent',
    wrong: [
      {
        by: 'coordinator',
        send: 'PATCH /FHIR/R4/Task/{task}',
        headers: { 'Content-Type': 'application/json-patch+json', 'If-Match': 'W/"1"' },
        body: [{ op: 'add', path: '/output/-', value: { type: { text: 'A note' }, valueString: 'Rang twice' } }],
      },
    ],
    right: [
      {
        by: 'coordinator',
        send: 'PATCH /FHIR/R4/Task/{task}',
        headers: { 'Content-Type': 'application/json-patch+json', 'If-Match': 'W/"1"' },
        body: [{ op: 'add', path: '/output', value: [{ type: { text: 'A note' }, valueString: 'Rang twice' }] }],
      },
    ],
  },
} as const satisfies Record<string, ErrorPage>;
