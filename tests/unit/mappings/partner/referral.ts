import type { Appointment, Patient, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../../contracts/systems.ts';
import type { Onward, Referral } from '../../../../functions/domain/referral.ts';
import { referenceOf } from '../../../../functions/domain/request/reference.ts';

export const id = '0123456789abcdefghjkmnpqrs';

export const patient: Patient = {
  resourceType: 'Patient',
  id: `${id}.p1`,
  identifier: [{ system: systems.nhsNumber, value: '9449307539' }],
  name: [
    { use: 'official', family: "O'Brien", given: ['Margaret', 'Ann'] },
    { use: 'usual', given: ['Peggy'] },
  ],
  telecom: [
    { system: 'phone', value: '01452 555001', extension: [{ url: extensions.contactSafety, valueCode: 'not-safe' }] },
    {
      system: 'phone',
      value: '07700 900001',
      rank: 1,
      extension: [{ url: extensions.contactSafety, valueCode: 'safe' }],
    },
    { system: 'phone', value: '07700 900002' },
    { system: 'email', value: 'peggy@example.org', extension: [{ url: extensions.contactSafety, valueCode: 'safe' }] },
  ],
  extension: [
    { url: extensions.accessNeed, valueString: 'Step-free way in' },
    { url: extensions.accessNeed, valueCodeableConcept: { text: 'Large print' } },
    { url: extensions.safeContact, extension: [{ url: 'voicemail', valueCode: 'no' }] },
  ],
};

export const task: Task = {
  resourceType: 'Task',
  id: `${id}.t2`,
  meta: { versionId: '7' },
  status: 'accepted',
  intent: 'order',
  owner: { reference: 'Organization/walking-group' },
  focus: { reference: `ServiceRequest/${id}.s2` },
  executionPeriod: { start: '2026-11-20T09:00:00.000Z' },
};

export const meeting: Appointment = {
  resourceType: 'Appointment',
  id: `${id}.a1`,
  status: 'booked',
  identifier: [{ system: systems.session, value: 'tuesday-2026-11-24' }],
  start: '2026-11-24T10:00:00.000Z',
  end: '2026-11-24T11:30:00.000Z',
  extension: [
    { url: extensions.meetingMode, valueCode: 'in-person' },
    { url: extensions.signedUpBy, valueString: 'Jo, link worker' },
  ],
  supportingInformation: [{ reference: `Task/${id}.t2` }],
  participant: [
    { actor: { reference: `Patient/${id}.p1` }, status: 'accepted' },
    { actor: { type: 'Location', display: 'Churchdown Park, main gate' }, status: 'accepted' },
  ],
};

export const onward: Onward = {
  request: { resourceType: 'ServiceRequest', id: `${id}.s2`, status: 'active', intent: 'filler-order', subject: {} },
  task,
  meetings: [meeting],
};

export const referral: Referral = {
  id,
  reference: referenceOf(id),
  version: 7,
  at: '2026-11-20T09:00:00.000Z',
  patient,
  request: { resourceType: 'ServiceRequest', id: `${id}.s1`, status: 'active', intent: 'order', subject: {} },
  furtherNeeds: [],
  task: { resourceType: 'Task', id: `${id}.t1`, status: 'in-progress', intent: 'order' },
  onward: [onward],
  aborts: [],
  companions: [],
  consents: [],
  communications: [],
  others: [],
  acted: new Map(),
};
