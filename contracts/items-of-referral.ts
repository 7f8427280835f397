import type { FhirResource } from 'fhir/r4.js';
import { type RequestItem, statements, ukCore } from './request-item.ts';
import { extensions, systems } from './systems.ts';

const subject = { reference: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000001' };
const flag = (coding: { system: string; code: string }): FhirResource => ({
  resourceType: 'Flag',
  status: 'active',
  code: { coding: [coding] },
  subject,
});

/** Who refers, why, and what is to be known before anybody meets the person. */
export const itemsOfReferral = {
  'referrer-contact': {
    prsb: 'Referrer name and contact details',
    path: 'ServiceRequest.requester',
    example: {
      request: { requester: { reference: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000002' } },
      others: [
        {
          resourceType: 'Organization',
          id: 'practice',
          name: 'A practice',
          identifier: [{ system: systems.odsOrganisation, value: 'L99901' }],
          telecom: [{ system: 'phone', value: '01632 960002', use: 'work' }],
        },
      ],
    },
    ifMissing: 'warn',
    says: 'How to reach the referrer.',
  },
  'referral-to': {
    prsb: 'Referral to: organisation',
    path: 'ServiceRequest.performer',
    example: { request: { performer: [{ reference: 'Organization/CWS01' }] } },
    ifMissing: 'warn',
    says: 'Whom the request is for.',
  },
  reason: {
    prsb: 'Reason for referral',
    path: 'ServiceRequest.reasonCode',
    example: { request: { reasonCode: [{ text: 'Lives alone and would like company' }] } },
    ifMissing: 'warn',
    says: 'The reason for the request.',
  },
  risks: {
    prsb: 'Risks',
    path: 'Flag.code',
    example: { others: [flag(statements.noKnownRisks)] },
    ifMissing: 'warn',
    says: 'The risks to self and to others, or that none are known.',
  },
  safeguarding: {
    prsb: 'Safeguarding issues',
    path: 'Flag.code',
    example: { others: [flag(statements.noKnownSafeguarding)] },
    ifMissing: 'warn',
    says: 'Safeguarding concerns, or that none are known.',
  },
  consent: {
    prsb: 'Consent',
    path: 'Consent.status',
    example: {
      others: [
        {
          resourceType: 'Consent',
          status: 'active',
          scope: { text: 'Agreed to this referral' },
          category: [{ text: 'Referral to social prescribing' }],
          patient: subject,
          policyRule: { text: 'Record of agreement under common law' },
        },
      ],
    },
    ifMissing: 'warn',
    says: 'Whether the person agreed, or why that was not asked.',
  },
  'individual-requirements': {
    prsb: 'Individual requirements',
    path: 'Patient.extension',
    example: { patient: { extension: [{ url: extensions.accessNeed, valueString: 'step-free' }] } },
    ifMissing: 'warn',
    says: 'What the person needs to take part, or that there is nothing.',
  },
  problem: {
    prsb: 'Problem',
    path: 'ServiceRequest.reasonReference',
    example: { others: [{ resourceType: 'Condition', code: { text: 'Loneliness' }, subject }] },
    // Least data: a partner never sees it, and the coordinator asks the person.
    ifMissing: 'optional',
    says: 'A problem on record.',
  },
  'care-plan': {
    prsb: 'Care and support plan',
    path: 'CarePlan.description',
    example: {
      others: [
        {
          resourceType: 'CarePlan',
          status: 'active',
          intent: 'plan',
          subject,
          description: 'Walks with a friend once a week',
        },
      ],
    },
    // Made by the link worker with the person, mostly after the referral.
    ifMissing: 'optional',
    says: 'A plan that exists already.',
  },
  'respond-to': {
    prsb: 'Return response to',
    path: 'ServiceRequest.extension',
    example: {
      request: {
        extension: [{ url: ukCore.additionalContact, valueReference: { display: 'Community nurses, Stroud' } }],
      },
    },
    // Without it the referrer is told: that is what PRSB means by it.
    ifMissing: 'optional',
    says: 'Who hears how it goes and ends instead of you: an organisation by its ODS code, or words for a person.',
  },
} as const satisfies Record<string, RequestItem>;
