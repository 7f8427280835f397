import { type RequestItem, ukCore } from './request-item.ts';
import { systems } from './systems.ts';

/** Who the person is and where they belong. */
export const itemsOfPerson = {
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
} as const satisfies Record<string, RequestItem>;
