import type { Consent } from 'fhir/r4.js';
import { ofCode, ofConcept, ownId, toOrganisation, toResource } from './parameter.ts';
import type { Searchable } from './searchable.ts';

const statuses = ['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error'] as const;

/** What one person permits and to whom they object. By referral only: nobody browses who said no to whom. */
export const consents: Searchable<Consent> = {
  type: 'Consent',
  parameters: {
    _id: ownId(),
    patient: toResource('Patient', ({ patient }) => [patient]),
    actor: toOrganisation(({ provision }) => provision?.actor?.map(({ reference }) => reference) ?? []),
    purpose: ofConcept((consent) => ({ coding: consent.provision?.purpose ?? [] })),
    status: ofCode('http://hl7.org/fhir/consent-state-codes', statuses, ({ status }) => status),
    type: {
      ...ofCode<Consent>(
        'http://hl7.org/fhir/consent-provision-type',
        ['permit', 'deny'],
        (c) => c.provision?.type ?? '',
      ),
      documentation: 'Consent.provision.type: a parameter of Handover, R4 has none for it.',
    },
  },
  includes: [],
  within: ({ consents: all }) => all,
};
