import type { FhirResource, Patient, ServiceRequest } from 'fhir/r4.js';
import { extensions, systems } from './systems.ts';

/**
 * What a request carries: PRSB item, where it stands in FHIR, an example, and what happens when it is missing.
 * PRSB social prescribing standard v1.1 (standards.md 7.1); what is refused is decided in DESIGN 4, "What a request must carry".
 */
export interface RequestItem {
  readonly prsb: string;
  /** FHIRPath, relative to the request's own resources. */
  readonly path: string;
  readonly example: RequestFragment;
  /** `refuse`: 422. `warn`: accepted, listed to the sender, the coordinator has to find it out. `optional`: nothing. */
  readonly ifMissing: 'refuse' | 'warn' | 'optional';
  /** Said to the sender. */
  readonly says: string;
}

/** A part of a request; the resources of one example together make an entry of the Bundle each. */
export interface RequestFragment {
  readonly patient?: Partial<Patient>;
  readonly request?: Partial<ServiceRequest>;
  readonly others?: readonly FhirResource[];
}

/** "None known" is a statement, and different from silence: PRSB wants it recorded. */
export const statements = {
  noKnownRisks: { system: systems.risk, code: 'no-known-risks' },
  noKnownSafeguarding: { system: systems.risk, code: 'no-known-safeguarding-concerns' },
  noRequirements: { system: systems.request, code: 'no-individual-requirements' },
} as const;

/** Extensions of others that an item may stand in. */
export const ukCore = {
  ethnicity: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory',
  noNhsNumber: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberUnavailableReason',
  additionalContact: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdditionalContact',
  sourceOfRequest: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-SourceOfServiceRequest',
  interpreter: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
} as const;

const subject = { reference: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000001' };
const flag = (coding: { system: string; code: string }): FhirResource => ({
  resourceType: 'Flag',
  status: 'active',
  code: { coding: [coding] },
  subject,
});

export const requestItems = {
  name: {
    prsb: 'Person name',
    path: 'Patient.name',
    example: { patient: { name: [{ family: "O'Neill", given: ['Siân'] }] } },
    ifMissing: 'refuse',
    says: 'A name of the person.',
  },
  'way-to-reach': {
    prsb: 'Contact details of the person',
    path: 'Patient.telecom',
    example: {
      patient: {
        telecom: [
          {
            extension: [{ url: extensions.contactSafety, valueCode: 'safe' }],
            system: 'phone',
            value: '01632 960001',
            rank: 1,
          },
        ],
      },
    },
    ifMissing: 'refuse',
    says: 'A telephone number or address that is not unsafe, through whom to reach the person, or the words that there is no way.',
  },
  requester: {
    prsb: 'Referrer',
    path: 'ServiceRequest.requester',
    example: { request: { requester: { reference: 'Organization/L99901' } } },
    ifMissing: 'refuse',
    says: 'Who asks.',
  },
  'asked-for': {
    prsb: 'Referral to: service',
    path: 'ServiceRequest.code',
    example: { request: { code: { coding: [{ system: systems.snomed, code: '871731000000106' }] } } },
    ifMissing: 'refuse',
    says: 'What is asked for.',
  },
  'birth-date': {
    prsb: 'Date of birth',
    path: 'Patient.birthDate',
    example: { patient: { birthDate: '1952-02-29' } },
    ifMissing: 'warn',
    says: 'The date of birth.',
  },
  'nhs-number': {
    prsb: 'NHS number',
    path: 'Patient.identifier',
    example: { patient: { identifier: [{ system: systems.nhsNumber, value: '9990000018' }] } },
    ifMissing: 'warn',
    says: 'The NHS number, or the reason why there is none.',
  },
  gender: {
    prsb: 'Gender',
    path: 'Patient.gender',
    example: { patient: { gender: 'female' } },
    ifMissing: 'warn',
    says: 'The gender.',
  },
  ethnicity: {
    prsb: 'Ethnicity',
    path: 'Patient.extension',
    example: { patient: { extension: [{ url: ukCore.ethnicity, valueCodeableConcept: { text: 'Not stated' } }] } },
    ifMissing: 'warn',
    says: 'The ethnic category, or that it was not stated.',
  },
  address: {
    prsb: 'Address',
    path: 'Patient.address',
    example: { patient: { address: [{ line: ['1 Example Lane'], city: 'Gloucester', postalCode: 'GL1 1AA' }] } },
    ifMissing: 'warn',
    says: 'The address, or that there is no fixed one.',
  },
  'gp-practice': {
    prsb: 'GP practice identifier',
    path: 'Patient.generalPractitioner',
    example: {
      patient: { generalPractitioner: [{ identifier: { system: systems.odsOrganisation, value: 'L99901' } }] },
    },
    ifMissing: 'warn',
    says: 'The code of the GP practice.',
  },
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
    says: 'Whom else to tell how it ends.',
  },
} as const satisfies Record<string, RequestItem>;
export type RequestItemName = keyof typeof requestItems;
