import { createHash, randomUUID } from 'node:crypto';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import type { RequestIdentity } from '../../../functions/usecases/ports.ts';

export interface Person {
  readonly family: string;
  /** Traced: verified by the sender, so that it finds the person. */
  readonly nhsNumber?: string;
  readonly birthDate?: string;
  readonly telephone?: string;
}

/** What makes a number one to find a person by. */
export const verified = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  valueCodeableConcept: {
    coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01' }],
  },
};

/** A message as a practice sends it. */
export const bundle = (
  identifier: string,
  person: Person,
  others: readonly FhirResource[] = [],
): Bundle<FhirResource> => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: 'urn:uuid:person',
      resource: {
        resourceType: 'Patient',
        name: [{ family: person.family, given: ['Nora'] }],
        telecom: [{ system: 'phone', value: person.telephone ?? '01632 960123' }],
        ...(person.birthDate ? { birthDate: person.birthDate } : {}),
        ...(person.nhsNumber
          ? { identifier: [{ extension: [verified], system: systems.nhsNumber, value: person.nhsNumber }] }
          : {}),
      },
    },
    {
      fullUrl: 'urn:uuid:request',
      resource: {
        resourceType: 'ServiceRequest',
        identifier: [{ system: 'https://churchdown.example/referrals', value: identifier }],
        status: 'active',
        intent: 'order',
        code: { coding: [{ system: systems.snomed, code: '871731000000106' }] },
        subject: { reference: 'urn:uuid:person' },
        requester: { reference: 'Organization/L99901' },
      },
    },
    ...others.map((resource, i) => ({ fullUrl: `urn:uuid:other-${i}`, resource })),
  ],
});

export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const identity = (more: Partial<RequestIdentity> = {}): RequestIdentity => ({
  id: randomUUID(),
  correlation: randomUUID(),
  bodyHash: digest('body'),
  ...more,
});
