import { itemsOfPerson } from './items-of-person.ts';
import { itemsOfReferral } from './items-of-referral.ts';
import type { RequestItem } from './request-item.ts';
import { extensions, systems } from './systems.ts';

/** Without these a request is refused: nobody could act on it (DESIGN 4, what a request must carry). */
const neededItems = {
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
} as const satisfies Record<string, RequestItem>;

/** All of them, in the order in which a sender is told what is missing. */
export const requestItems = { ...neededItems, ...itemsOfPerson, ...itemsOfReferral } as const;
export type RequestItemName = keyof typeof requestItems;
