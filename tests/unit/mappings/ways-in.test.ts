import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { openReferral } from '../../../functions/domain/decide/open-referral.ts';
import { kindOfMessage } from '../../../mappings/gp/bars/receiver-table.ts';
import { referralIn } from '../../../mappings/gp/bars/referral.ts';
import { asBundle } from '../../../mappings/gp/contained.ts';
import { gatherIntake } from '../../../mappings/gp/intake.ts';
import { placeIntake } from '../../../mappings/gp/place.ts';
import { golden } from './golden.ts';
import { inOne, message, now, person, practice, read, referral, wanted } from './ways-of-sending.ts';

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
