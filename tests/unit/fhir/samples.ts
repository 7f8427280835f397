/** Small valid resources; tests break one thing in a copy. */
export const person = {
  resourceType: 'Patient',
  id: 'p',
  name: [{ family: "O'Neill-Владимирова", given: [null, '美咲'], _given: [{ extension: [absent()] }, null] }],
  telecom: [{ system: 'phone', value: '01632 960001', rank: 1, period: { start: '2020', end: '2020-06' } }],
  birthDate: '1952-02-29',
  _birthDate: { extension: [{ url: 'http://example.org/time', valueDateTime: '1952-02-29T10:00:00+00:00' }] },
  contact: [{ relationship: [{ text: 'daughter' }], name: { text: 'Mia' } }],
};

export const request = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '871731000000106' }] },
  subject: { reference: 'Patient/p' },
  requester: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'L99901' } },
  note: [{ text: 'Lives alone.' }],
};

export const task = {
  resourceType: 'Task',
  meta: { versionId: '3', lastUpdated: '2026-11-21T09:00:00.123Z' },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>A <b>walk</b></p></div>' },
  status: 'requested',
  intent: 'order',
  focus: { reference: 'ServiceRequest/s' },
  for: { reference: 'Patient/p' },
  authoredOn: '2026-11-21T09:00:00.900+00:00',
  lastModified: '2026-11-21T09:00:00+00:00',
  owner: { reference: 'https://fhir.example.org/Organization/CWS01' },
  input: [{ type: { text: 'goal' }, valueString: 'To get out more' }],
};

export const appointment = {
  resourceType: 'Appointment',
  status: 'booked',
  start: '2026-12-01T10:00:00Z',
  end: '2026-12-01T11:00:00Z',
  participant: [{ actor: { reference: 'Patient/p' }, status: 'accepted' }],
};

export const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'ONS4 satisfaction' },
  valueQuantity: { value: 7, system: 'http://unitsofmeasure.org', code: '{score}' },
};

export const transaction = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000001',
      resource: person,
      request: { method: 'POST', url: 'Patient' },
    },
    {
      fullUrl: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000002',
      resource: { ...request, subject: { reference: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000001' } },
      request: { method: 'POST', url: 'ServiceRequest' },
    },
  ],
};

export const document = {
  resourceType: 'DocumentReference',
  id: 'kept',
  status: 'current',
  anything: { at: ['all', { is: 'kept' }, null, 1, true] },
};

function absent() {
  return { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' };
}
