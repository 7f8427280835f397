import { readFileSync } from 'node:fs';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { canBeReached } from '../../../functions/domain/request/request-items.ts';
import { gatherIntake } from '../../../mappings/gp/intake.ts';

const carer = 'urn:uuid:5d0f6b3a-0c57-4f8e-9b61-2f7f0a4c9e31';
const caredFor = 'urn:uuid:8a4b1d27-6e0f-4c3b-8d15-71c9e2f0b6a4';
const example = (): string =>
  readFileSync(new URL('../../../contracts/examples/carer-referral.json', import.meta.url), 'utf8');
const read = (text: string): Bundle<FhirResource> => JSON.parse(text);
const gathered = (bundle: Bundle<FhirResource>) =>
  gatherIntake(bundle).faults.map(({ code, expression, diagnostics = '' }) => `${code} ${expression}: ${diagnostics}`);
const withMore = (resource: object, fullUrl = 'urn:uuid:1'): Bundle<FhirResource> => {
  const bundle = read(example());
  return {
    ...bundle,
    entry: [...(bundle.entry ?? []), ...(read(JSON.stringify({ entry: [{ fullUrl, resource }] })).entry ?? [])],
  };
};
const nhs = (value: string) => ({ identifier: [{ system: systems.nhsNumber, value }] });

test('a carer is the Patient and the subject; whom they care for is a RelatedPerson beside the request, and nobody’s way to be reached', () => {
  const { intake, faults } = gatherIntake(read(example()));
  expect(faults).toEqual([]);
  expect(intake?.patient.name?.[0]?.family).toBe('Adeyemi');
  expect(intake?.others.map((r) => r.resourceType)).toEqual(['RelatedPerson']);
  if (intake) expect(canBeReached({ ...intake.patient, telecom: [], address: [] })).toBe(false);
});

describe('is refused, and says what is meant', () => {
  test('a RelatedPerson as subject', () => {
    const swapped = example().replace(
      `"subject": { "reference": "${carer}" }`,
      `"subject": { "reference": "${caredFor}" }`,
    );
    expect(gathered(read(swapped))).toEqual([
      'invalid-input ServiceRequest.subject: The person who is referred is the Patient of the message. Of a carer that is the carer; whom they care for is a RelatedPerson.',
    ]);
  });

  test('two Patients', () => {
    expect(gathered(withMore({ resourceType: 'Patient' }))).toEqual([
      'two-referrals Bundle.entry: Each person has a referral of their own: whom a carer cares for is named by a RelatedPerson, not by a second Patient.',
    ]);
  });

  test('a RelatedPerson of somebody who is not in the message', () => {
    const other = example().replace(
      `"patient": { "reference": "${carer}" }`,
      '"patient": { "reference": "Patient/elsewhere" }',
    );
    expect(gathered(read(other))).toEqual([
      'invalid-input RelatedPerson.patient: The person who is referred, whoever of the two that is.',
    ]);
  });

  test('one NHS number for both', () => {
    const both = read(example());
    for (const { resource } of both.entry ?? [])
      if (resource?.resourceType === 'Patient' || resource?.resourceType === 'RelatedPerson')
        Object.assign(resource, nhs('999 000 0018'.replaceAll(' ', '')));
    expect(gathered(both)).toEqual([
      'invalid-input RelatedPerson.identifier: This NHS number is that of the person who is referred: the two are two people.',
    ]);
  });

  test.each(['Flag', 'Condition', 'RiskAssessment', 'Observation'])('a %s of the RelatedPerson', (resourceType) => {
    expect(gathered(withMore({ resourceType, subject: { reference: caredFor } }))).toEqual([
      `invalid-input ${resourceType}.subject: It is of a RelatedPerson. What is known of somebody else goes into a referral of their own.`,
    ]);
  });

  test('a permission of the RelatedPerson', () => {
    expect(gathered(withMore({ resourceType: 'Consent', patient: { reference: caredFor } }))[0]).toMatch(
      /^invalid-input Consent.patient/,
    );
  });
});

test('a next of kin, and any other RelatedPerson without one of our relationships, is kept as it was sent', () => {
  const kin = {
    resourceType: 'RelatedPerson',
    patient: { reference: 'Patient/elsewhere' },
    relationship: [{ text: 'Mother' }],
  };
  expect(gathered(withMore(kin))).toEqual([]);
});
