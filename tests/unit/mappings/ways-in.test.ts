import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { type RefusalCode, refusals } from '../../../contracts/refusals.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { openReferral } from '../../../functions/domain/open-referral.ts';
import { barsFault } from '../../../mappings/gp/bars/errors.ts';
import { readMessage } from '../../../mappings/gp/bars/message.ts';
import { kindOfMessage } from '../../../mappings/gp/bars/receiver-table.ts';
import { referralIn } from '../../../mappings/gp/bars/referral.ts';
import { responseTo } from '../../../mappings/gp/bars/response.ts';
import { asBundle } from '../../../mappings/gp/contained.ts';
import { gatherIntake } from '../../../mappings/gp/intake.ts';
import { placeIntake } from '../../../mappings/gp/place.ts';
import { golden } from './golden.ts';

const referral = '0123456789abcdefghjkmnpqrs';
const now = '2026-11-23T09:00:00.000Z';

/** What becomes of a Bundle: the resources of version 1. */
const opened = (bundle: Bundle<FhirResource>): unknown => {
  const { intake, faults } = gatherIntake(bundle);
  expect(faults).toEqual([]);
  if (!intake) throw new Error('No referral');
  const { task: sent, ...placed } = placeIntake(intake, referral);
  const actor = { client: 'churchdown-surgery', organisation: 'L99901' };
  const checks = { coordinator: 'CWS01', awaitingInformation: true, personFirst: false };
  return openReferral({ referral, ...placed, ...checks, actor, ...(sent ? { sent } : {}) }, now).changed;
};

const person = 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2001';
const wanted = 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2002';
const practice = 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2003';

const inOne: ServiceRequest = {
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

const withTask: Bundle<FhirResource> = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: person, resource: { resourceType: 'Patient', name: [{ text: 'Ivy Ashdown' }] } },
    {
      fullUrl: wanted,
      resource: { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: { reference: person } },
    },
    {
      fullUrl: 'Task/own',
      resource: {
        resourceType: 'Task',
        id: 'own',
        extension: [
          { url: 'https://practice.example/colour', valueCode: 'blue' },
          {
            url: 'https://fhir.handover.example/StructureDefinition/status-since',
            valueInstant: '2001-01-01T00:00:00Z',
          },
        ],
        identifier: [
          { system: 'https://practice.example/Id/task', value: 'T-17' },
          { system: systems.reference, value: 'HO-FORGED-1' },
        ],
        partOf: [{ reference: 'Task/plan' }],
        status: 'requested',
        intent: 'order',
        priority: 'urgent',
        focus: { reference: wanted },
        for: { reference: person },
        authoredOn: '2026-11-20T10:00:00Z',
        requester: { reference: practice },
        owner: { reference: 'Organization/CWS01' },
        restriction: { period: { end: '2026-12-20' } },
        note: [{ text: 'Rings back in the afternoon' }],
        input: [
          { type: { text: 'Form' }, valueReference: { reference: 'QuestionnaireResponse/form' } },
          { type: concept(systems.request, 'further-need'), valueReference: { reference: 'ServiceRequest/forged' } },
        ],
      },
    },
    {
      fullUrl: 'urn:uuid:0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2004',
      resource: {
        resourceType: 'CarePlan',
        status: 'active',
        intent: 'plan',
        subject: { reference: person },
        activity: [{ reference: { reference: 'Task/own' } }],
      },
    },
  ],
};

const header = (reason: string): FhirResource => ({
  resourceType: 'MessageHeader',
  eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: 'servicerequest-request' },
  source: { endpoint: 'https://fhir.nhs.uk/Id/ods-organization-code|L99901' },
  reason: concept('https://fhir.nhs.uk/CodeSystem/message-reason-bars', reason),
  focus: [{ reference: wanted }],
});

const message: Bundle<FhirResource> = {
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

const read = (bundle: Bundle<FhirResource>) => {
  const result = readMessage(bundle);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};

describe('a referral becomes version 1 as the file says', () => {
  test('in one resource', () => {
    const made = opened(asBundle(inOne));
    expect(made).toEqual(golden('opened-in-one-resource', made));
  });

  test('with the sender’s own Task: its numbers, priority, restriction and note stay; what the hub says does not come from it', () => {
    const made = opened(withTask);
    expect(made).toEqual(golden('opened-with-own-task', made));
    expect(JSON.stringify(made)).not.toMatch(/FORGED|forged|2001-01-01|Task\/plan/);
  });

  test('in a message: the use case says what is asked for, everything else is kept', () => {
    expect(kindOfMessage(read(message), gloucestershire)).toEqual({ ok: true, value: 'new-referral' });
    const made = opened(referralIn(read(message), gloucestershire.service));
    expect(made).toEqual(golden('opened-from-message', made));
  });
});

describe('a sender of messages is answered as the file says', () => {
  test('with a message', () => {
    const made = responseTo(
      read(message),
      {
        request: { ...inOne, id: `${referral}.s1` },
        task: { resourceType: 'Task', id: `${referral}.t1`, status: 'requested', intent: 'order' },
        reference: 'HO-7K3M-2P4X',
        advice: { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] },
      },
      {
        organisation: 'CWS01',
        target: gloucestershire.service.targets[0],
        base: 'https://hub.example/FHIR/R4',
        now,
        ids: {
          message: '0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2010',
          header: '0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2011',
          advice: '0b7a1c52-8f2e-4e0e-9d33-7a0f7d0b2012',
        },
      },
    );
    expect(made).toEqual(golden('message-response', made));
  });

  const codes = Object.keys(refusals) as RefusalCode[];
  const said = (code: RefusalCode) => {
    const fault = barsFault({ code, ...refusals[code] });
    return [fault.status, fault.issue, fault.code];
  };

  test.each(codes)('with a status that BaRS has, where the hub says %s', (code) => {
    const [status, , rec] = said(code);
    expect([400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 425, 429, 503]).toContain(status);
    expect(rec ?? 'none').toMatch(status === 413 || status === 415 ? /^none$/ : /^(REC|SEND)_[A-Z_]+$/);
  });

  test.each<[RefusalCode, number, string, string]>([
    ['missing-element', 400, 'required', 'REC_BAD_REQUEST'],
    ['wrong-message', 400, 'invariant', 'REC_BAD_REQUEST'],
    ['illegal-transition', 400, 'invariant', 'REC_BAD_REQUEST'],
    ['request-id-reused', 400, 'invariant', 'REC_BAD_REQUEST'],
    ['unknown-code', 400, 'value', 'REC_BAD_REQUEST'],
    ['not-yours-to-change', 403, 'forbidden', 'REC_FORBIDDEN'],
    ['unknown-target', 404, 'not-found', 'REC_NOT_FOUND'],
    ['stale-version', 409, 'conflict', 'REC_CONFLICT'],
    ['ended', 409, 'conflict', 'REC_CONFLICT'],
    ['duplicate', 409, 'duplicate', 'REC_CONFLICT'],
    ['already-processed', 409, 'duplicate', 'REC_CONFLICT'],
    ['not-our-service', 422, 'not-supported', 'REC_UNPROCESSABLE_ENTITY'],
    ['not-eligible', 422, 'business-rule', 'REC_UNPROCESSABLE_ENTITY'],
    ['urgent-elsewhere', 422, 'business-rule', 'REC_UNPROCESSABLE_ENTITY'],
    ['busy', 503, 'transient', 'REC_SERVICE_UNAVAILABLE'],
  ])('%s is %i %s %s (standards.md 12.8)', (code, ...expected) => {
    expect(said(code)).toEqual(expected);
  });
});
