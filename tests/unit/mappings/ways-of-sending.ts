import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { readMessage } from '../../../mappings/gp/bars/message.ts';

export const referral = '0123456789abcdefghjkmnpqrs';
export const now = '2026-11-23T09:00:00.000Z';

export const person = 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2001';
export const wanted = 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2002';
export const practice = 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2003';

export const inOne: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: 'of-the-sender',
  contained: [
    {
      resourceType: 'Patient',
      id: 'person',
      name: [{ family: 'Ashdown', given: ['Ivy'] }],
      telecom: [{ system: 'phone', value: '01632 960020' }],
      generalPractitioner: [{ reference: '#practice' }],
    } as FhirResource,
    { resourceType: 'Organization', id: 'practice', name: 'Churchdown Surgery' } as FhirResource,
    {
      resourceType: 'Flag',
      id: 'risks',
      status: 'active',
      code: concept(systems.risk, 'no-known-risks'),
      subject: { reference: '#person' },
    } as FhirResource,
  ],
  extension: [{ url: 'https://practice.example/colour', valueCode: 'blue' }],
  identifier: [{ system: 'https://practice.example/Id/referral', value: '17' }],
  status: 'active',
  intent: 'order',
  code: concept(systems.snomed, '871731000000106'),
  subject: { reference: '#person' },
  requester: { reference: '#practice' },
  supportingInfo: [{ reference: '#risks' }, { reference: 'DocumentReference/elsewhere' }],
};

const header = (reason: string): FhirResource => ({
  resourceType: 'MessageHeader',
  eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: 'servicerequest-request' },
  source: { endpoint: 'https://fhir.nhs.uk/Id/ods-organization-code|L99901' },
  reason: concept('https://fhir.nhs.uk/CodeSystem/message-reason-bars', reason),
  focus: [{ reference: wanted }],
});

export const message: Bundle<FhirResource> = {
  resourceType: 'Bundle',
  id: '79120f41-a431-4f08-bcc5-1e67006fcae9',
  meta: { versionId: '1.5.0' },
  type: 'message',
  entry: [
    { resource: header('new') },
    {
      fullUrl: wanted,
      resource: {
        resourceType: 'ServiceRequest',
        id: 'minted-by-the-sender',
        status: 'active',
        intent: 'plan',
        category: [
          {
            coding: [
              { system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code: 'referral' },
              { system: systems.useCase, code: 'community-wellbeing' },
            ],
          },
        ],
        code: { coding: [{ system: systems.snomed, code: '792891000000102', display: 'Inbound referral' }] },
        subject: { reference: person },
        requester: { reference: practice },
      },
    },
    { fullUrl: person, resource: { resourceType: 'Patient', name: [{ text: 'Ivy Ashdown' }] } },
    { fullUrl: practice, resource: { resourceType: 'Practitioner', name: [{ family: 'Example' }] } },
    { resource: { resourceType: 'CarePlan', status: 'completed', intent: 'plan', subject: { reference: person } } },
    {
      resource: {
        resourceType: 'Encounter',
        status: 'triaged',
        class: { code: 'AMB' },
        episodeOfCare: [{ reference: 'EpisodeOfCare/elsewhere' }],
      },
    },
    { resource: { resourceType: 'Task', status: 'requested', intent: 'order', description: 'An instruction' } },
    {
      resource: {
        resourceType: 'AllergyIntolerance',
        extension: [{ url: 'https://practice.example/colour', valueCode: 'blue' }],
        patient: { reference: person },
      },
    },
  ],
};

export const read = (bundle: Bundle<FhirResource>) => {
  const result = readMessage(bundle);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};
