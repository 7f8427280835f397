import { randomUUID } from 'node:crypto';
import type { Answered } from './hub.ts';

/** Parts of a message that a test makes different; `undefined` takes one out. */
export interface BarsMore {
  readonly bundle?: object;
  readonly header?: object;
  readonly request?: object;
  readonly patient?: object;
  readonly carePlan?: object;
  readonly encounter?: object;
  readonly others?: readonly object[];
}

const useCase = { system: 'https://fhir.handover.example/CodeSystem/use-case', code: 'community-wellbeing' };
const category = { system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code: 'referral' };
export const reasonOf = (code: string) => ({
  reason: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars', code }] },
});
export const useCases = (...codings: object[]) => ({ category: [{ coding: codings }] });
export const referralFor = (code: object = useCase) => useCases(category, code);

const names = {
  header: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1001',
  request: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1002',
  patient: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1003',
  encounter: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1004',
  carePlan: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1005',
  sender: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1006',
  doctor: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1007',
  task: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b1008',
};

/** A referral as a sender of BaRS messages makes it: the person's own numbers in a contact, no code, an instruction as a Task. */
export const barsMessage = (more: BarsMore = {}) => ({
  resourceType: 'Bundle',
  id: randomUUID(),
  meta: { versionId: '1.5.0', lastUpdated: '2026-11-20T10:15:00Z' },
  type: 'message',
  timestamp: '2026-11-20T10:15:00Z',
  entry: [
    {
      fullUrl: names.header,
      resource: {
        resourceType: 'MessageHeader',
        eventCoding: {
          system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars',
          code: 'servicerequest-request',
        },
        destination: [{ endpoint: 'https://fhir.nhs.uk/Id/dos-service-id|111111111' }],
        sender: { reference: names.sender },
        source: { name: 'Practice software', endpoint: 'https://fhir.nhs.uk/Id/ods-organization-code|L99901' },
        ...reasonOf('new'),
        focus: [{ reference: names.request }],
        definition: 'https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-referral',
        ...more.header,
      },
    },
    {
      fullUrl: names.request,
      resource: {
        resourceType: 'ServiceRequest',
        basedOn: [{ reference: names.carePlan }],
        status: 'active',
        intent: 'plan',
        ...referralFor(),
        subject: { reference: names.patient },
        encounter: { reference: names.encounter },
        authoredOn: '2026-11-20T10:15:00Z',
        requester: { reference: names.doctor },
        ...more.request,
      },
    },
    {
      fullUrl: names.patient,
      resource: {
        resourceType: 'Patient',
        name: [{ use: 'official', family: 'Quarmby', given: ['Edith'] }],
        birthDate: '1944-07-09',
        contact: [
          {
            relationship: [
              { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'ONESELF' }] },
            ],
            telecom: [{ system: 'phone', value: '01632 960777', rank: 1 }],
          },
        ],
        ...more.patient,
      },
    },
    {
      fullUrl: names.encounter,
      resource: {
        resourceType: 'Encounter',
        status: 'finished',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
        subject: { reference: names.patient },
        episodeOfCare: [{ reference: 'EpisodeOfCare/7d0b1c52-0000-4000-8000-000000000009' }],
        ...more.encounter,
      },
    },
    {
      fullUrl: names.carePlan,
      resource: {
        resourceType: 'CarePlan',
        status: 'completed',
        intent: 'plan',
        subject: { reference: names.patient },
        activity: [{ reference: { reference: names.task } }],
        ...more.carePlan,
      },
    },
    {
      fullUrl: names.task,
      resource: {
        resourceType: 'Task',
        status: 'requested',
        intent: 'order',
        description: 'Please ring on weekdays',
      },
    },
    {
      fullUrl: names.sender,
      resource: {
        resourceType: 'Organization',
        identifier: [{ system: 'https://fhir.nhs.uk/id/ods-organization-code', value: 'L99901' }],
        name: 'Churchdown Surgery',
      },
    },
    {
      fullUrl: names.doctor,
      resource: { resourceType: 'Practitioner', name: [{ family: 'Example', prefix: ['Dr'] }] },
    },
    ...(more.others ?? []).map((resource) => ({ fullUrl: `urn:uuid:${randomUUID()}`, resource })),
  ],
});

/** The cancellation of a request by the id that the hub answered with. */
export const barsCancellation = (id: string, status = 'revoked', reason = 'update') => {
  const { entry, ...bundle } = barsMessage({ header: reasonOf(reason), request: { id, status } });
  return { ...bundle, entry: entry.filter((_, i) => i < 3 || i === 6) };
};

/** The same message of another practice. */
export const sentBy = (organisation: string, message: object): object =>
  JSON.parse(JSON.stringify(message).replaceAll('L99901', organisation));

/** Base64 of JSON, as BaRS has its headers. */
export const inHeader = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');

export const barsHeaders = (more: Record<string, string> = {}): Record<string, string> => ({
  'X-Request-Id': randomUUID(),
  'X-Correlation-Id': randomUUID(),
  'NHSD-Target-Identifier': inHeader({ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'CWS01' }),
  ...more,
});

/** Status, issue code and the code of BaRS of each fault. */
export const said = ({ status, body }: Answered): unknown[] => [
  status,
  ...body.issue.map((i: { code: string; details: { coding: { code: string }[] } }) => [
    i.code,
    ...i.details.coding.map((c) => c.code),
  ]),
];
