import { expect, test } from 'vitest';
import { readClient, readOrganisation, readRegistration } from '../../../functions/identity/participant-records.ts';

/**
 * Records as they were written before pauses and agreements were known. They are never changed: whatever is stored once
 * must be read for ever.
 */
const organisation = {
  ...{ pk: 'O#L99901', sk: 'V#0000003', format: 1, at: '2026-11-21T09:00:00.000Z' },
  actor: { client: 'operator', organisation: 'handover' },
  ...{ organisation: 'L99901', name: 'Churchdown Surgery', kind: 'practice', tier: 'full', active: true, version: 3 },
  identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'L99901' },
  endpoint: { url: 'https://practice.example/FHIR/R4' },
};
const client = {
  ...{ pk: 'C#churchdown-surgery', sk: 'V#0000001', format: 1, at: '2026-11-21T09:00:00.000Z' },
  actor: { client: 'operator', organisation: 'handover' },
  ...{ client: 'churchdown-surgery', name: 'GP software', organisations: ['L99901'], active: true, version: 1 },
  jwks: { keys: [{ kty: 'EC', crv: 'P-384', x: 'AQ', y: 'Ag', kid: 'one', use: 'sig' }] },
};

test('an organisation that was stored before pauses and agreements is read as neither', () => {
  const { pk: _, sk: __, format: ___, at: ____, actor: _____, ...record } = organisation;
  expect(readOrganisation(organisation)).toEqual(record);
});

test('a client is read with its keys', () => {
  const { pk: _, sk: __, format: ___, at: ____, actor: _____, ...record } = client;
  expect(readClient(client)).toEqual(record);
});

test('who wrote a version, and when, is read with and without the person', () => {
  expect(readRegistration(client)).toEqual({ at: client.at, actor: client.actor });
  const actor = { client: 'operator', organisation: 'handover', person: 'alex' };
  expect(readRegistration({ ...client, actor })).toEqual({ at: client.at, actor });
});

test('a pause and an agreement are read; a reason that is not known is a broken register', () => {
  const paused = { reason: 'endpoint-gone', since: '2026-11-21T09:00:00.000Z' };
  const agreement = { reference: 'DSA-2026-014', ends: '2027-03-31', hears: 'outcome' };
  expect(readOrganisation({ ...organisation, paused, agreement })).toMatchObject({ paused, agreement });
  expect(() => readOrganisation({ ...organisation, paused: { ...paused, reason: 'bored' } })).toThrow();
});
