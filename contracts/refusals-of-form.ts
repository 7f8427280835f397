import type { RefusalKind } from './refusal-kind.ts';

/** What cannot be read, or not understood: bodies, headers, parameters, references. */
export const refusalsOfForm = {
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
} as const satisfies Record<string, RefusalKind>;
