import { systems } from '../systems.ts';
import { referral } from './bodies.ts';
import type { ErrorPage } from './error-page.ts';

const practiceSystem = 'https://churchdown.example/referrals';
/** An NHS number finds a person only where it was verified against the national record. */
const verified = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  valueCodeableConcept: {
    coding: [
      {
        system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
        code: 'number-present-and-verified',
      },
    ],
  },
};
const traced = { identifier: [{ extension: [verified], system: systems.nhsNumber, value: '9990000018' }] };
const another = { identifier: [{ system: practiceSystem, value: '2026-000999' }] };
const sms = { coding: [{ system: systems.snomed, code: '306206005' }] };

/** What is asked for, for whom, and whether it was asked before. */
export const referralPages = {
  duplicate: {
    cause:
      'You sent a referral with this identifier before; the diagnostics name it. It is there, and was not changed.',
    remedy: 'A retry has the X-Request-Id of the first try. Another referral has an identifier of its own.',
    wrong: [referral, referral],
    right: [
      { ...referral, headers: { 'X-Request-Id': '{uuid}' } },
      { ...referral, headers: { 'X-Request-Id': '{uuid}' } },
    ],
  },
  'urgent-elsewhere': {
    cause: 'The priority is stat or asap, and nobody at the other end of this hub is on duty.',
    remedy: 'In danger to life 999; urgent medical help 111. `urgent` is the fastest that Handover carries.',
    wrong: [{ send: 'POST /FHIR/R4', request: { priority: 'stat' } }],
    right: [{ send: 'POST /FHIR/R4', request: { priority: 'urgent' } }],
  },
  'not-eligible': {
    cause:
      'What you sent says that the service is not open to the person: too young, or neither living in the area nor registered with one of its practices. The diagnostics say where else to go; nothing about the person was kept.',
    remedy: 'Only what is known and false is refused. Anything in doubt goes to a person.',
    wrong: [{ send: 'POST /FHIR/R4', patient: { birthDate: '2020-01-01' } }],
    right: [{ send: 'POST /FHIR/R4', patient: { birthDate: '1951-02-28' } }],
  },
  'not-our-service': {
    cause: 'The code, the intent or the category asks for something that this hub does not carry.',
    wrong: [{ send: 'POST /FHIR/R4', request: { code: sms } }],
    right: [referral],
  },
  'not-ready-to-send': {
    cause: 'A request that is sent is active. A draft is a Task of your own with status draft and a review date.',
    wrong: [{ send: 'POST /FHIR/R4', request: { status: 'draft' } }],
    right: [{ send: 'POST /FHIR/R4', request: { status: 'active' } }],
  },
  'already-open': {
    warning: 'also',
    cause:
      'You sent a draft, and meanwhile the person, found by the verified NHS number, got an open referral from you; the diagnostics name it.',
    remedy:
      'Send what the draft asks for as a new request: it is added to the open one. Then cancel the draft. As a warning it says that the open referral has no room for your request, which was taken as one of its own.',
    untried: 'Sending a draft needs the version that it has; tests/integration/fhir/sent-task.test.ts shows it.',
  },
  joined: {
    warning: 'only',
    cause:
      'Not a refusal. The person has an open referral from you, found by the verified NHS number: yours was added to it as a further need and goes on under the same reference.',
    remedy: 'Keep the reference that the answer names. Nothing else is to be done.',
    wrong: [
      { send: 'POST /FHIR/R4', patient: traced },
      { send: 'POST /FHIR/R4', patient: traced, request: another },
    ],
    right: [{ send: 'POST /FHIR/R4', request: another }],
  },
  'somebody-else': {
    warning: 'only',
    cause:
      'Not a refusal. Another open referral of yours has this NHS number with another birth date or name. The two were kept apart.',
    remedy: 'Check both: one of them has a wrong NHS number.',
    wrong: [
      { send: 'POST /FHIR/R4', patient: { ...traced, birthDate: '1951-02-28' } },
      {
        send: 'POST /FHIR/R4',
        patient: { ...traced, name: [{ given: ['Tom'], family: 'Price' }], birthDate: '1944-07-09' },
        request: another,
      },
    ],
    right: [{ send: 'POST /FHIR/R4', patient: { ...traced, birthDate: '1951-02-28' } }],
  },
} as const satisfies Record<string, ErrorPage>;
