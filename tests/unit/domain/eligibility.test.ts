import type { Address, FhirResource, Reference } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { outwardCode } from '../../../functions/domain/request/postcode.ts';
import { accepted, asking, refusedFor } from './asking.ts';

const ods = (value: string): Reference => ({
  identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value },
});
const at = (postalCode: string, use?: Address['use']): Address => ({ city: 'A', postalCode, ...(use ? { use } : {}) });
const person = (address: Address[], practices: Reference[], others: FhirResource[] = []) =>
  asking({ patient: { birthDate: '1950', address, generalPractitioner: practices }, others });
const elsewhere = ['not-eligible at Patient.address'];

test.each([
  ['lives in the county', [at('GL50 1AA')], [ods('A81001')], []],
  ['is registered in the county', [at('BS1 1AA')], [ods('L99901')], []],
  ['neither lives nor is registered there', [at('BS1 1AA')], [ods('A81001')], elsewhere],
  ['lives outside and has an unknown practice', [at('BS1 1AA')], [], []],
  ['lives outside and has a practice without a code', [at('BS1 1AA')], [{ display: 'A surgery' }], []],
  ['lives outside with the code for a practice not known', [at('BS1 1AA')], [ods('V81999')], []],
  ['lives outside and is registered nowhere', [at('BS1 1AA')], [ods('V81997')], elsewhere],
  ['has no address and a practice elsewhere', [], [ods('A81001')], []],
  ['has no postcode', [{ text: 'No fixed address' }], [ods('A81001')], []],
  ['lives where the border runs', [at('GL7 1AA')], [ods('A81001')], []],
  ['lives nowhere, by pseudo-postcode', [at('ZZ99 3VZ')], [ods('A81001')], []],
  ['has one of two homes in the county', [at('BS1 1AA'), at('GL1 1AA')], [ods('A81001')], []],
  ['works in the county and lives elsewhere', [at('GL1 1AA', 'work'), at('BS1 1AA')], [ods('A81001')], elsewhere],
  ['lived in the county', [at('GL1 1AA', 'old'), at('BS1 1AA', 'home')], [ods('A81001')], elsewhere],
  ['stays elsewhere for a while', [at('BS1 1AA', 'temp')], [ods('A81001')], []],
  ['stays in the county for a while', [at('GL1 1AA', 'temp'), at('BS1 1AA', 'home')], [ods('A81001')], []],
  ['has an address in one line', [{ text: '1 Example Lane, Bristol BS1 1AA' }], [ods('A81001')], elsewhere],
])('somebody who %s', (_who, address, practices, refused) => {
  expect(refusedFor(person(address, practices))).toStrictEqual(refused);
});

test('a practice is known by code, by an entry of the message, by a role there, or contained', () => {
  const organization: FhirResource = {
    resourceType: 'Organization',
    id: 'surgery',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A81001' }],
  };
  const role: FhirResource = {
    resourceType: 'PractitionerRole',
    id: 'gp',
    organization: { reference: 'Organization/surgery' },
  };
  const outside = [at('BS1 1AA')];
  expect(refusedFor(person(outside, [{ reference: 'Organization/A81001' }]))).toStrictEqual(elsewhere);
  expect(refusedFor(person(outside, [{ reference: 'Organization/surgery' }], [organization]))).toStrictEqual(elsewhere);
  expect(refusedFor(person(outside, [{ reference: 'PractitionerRole/gp' }], [organization, role]))).toStrictEqual(
    elsewhere,
  );
  expect(refusedFor(person(outside, [{ reference: 'Practitioner/someone' }]))).toStrictEqual([]);
  const asBarsWrites = { identifier: { system: 'https://fhir.nhs.uk/id/ods-organization-code', value: 'A81001' } };
  expect(refusedFor(person(outside, [asBarsWrites]))).toStrictEqual(elsewhere);
  const named = person(outside, [{ reference: 'urn:uuid:1' }], [organization]);
  expect(refusedFor({ ...named, names: new Map([[organization, ['urn:uuid:1']]]) })).toStrictEqual(elsewhere);
  expect(refusedFor(named)).toStrictEqual([]);
});

test('a practice that refers to itself leads nowhere and ends', () => {
  const loop: FhirResource = {
    resourceType: 'PractitionerRole',
    id: 'r',
    organization: { reference: 'PractitionerRole/r' },
  };
  expect(refusedFor(person([at('BS1 1AA')], [{ reference: 'PractitionerRole/r' }], [loop]))).toStrictEqual([]);
});

test('somebody known to be under 16 is refused with where to go, and nothing about the person', () => {
  const young = asking({ patient: { birthDate: '2010-11-22', address: [at('GL1 1AA')] } });
  expect(refusedFor(young)).toStrictEqual(['not-eligible at Patient.birthDate']);
  expect(refusedFor(asking({ patient: { birthDate: '2010' } }))).toStrictEqual([]);
});

test('a doubt goes to the coordinator', () => {
  const doubt = 'invalid-input at Patient';
  const warned = (parts: ReturnType<typeof person>) =>
    accepted(parts).warnings.map((w) => `${w.code} at ${w.expression}`);
  expect(warned(person([at('GL7 1AA')], []))).toContain(doubt);
  expect(warned(person([at('GL50 1AA')], []))).not.toContain(doubt);
  expect(accepted(person([at('GL7 1AA')], [])).awaitingInformation).toBe(true);
});

test('the lists of outward codes are outward codes, and none is in two lists', () => {
  const { outwardCodes, straddlingOutwardCodes } = gloucestershire.eligibility;
  const all = [...outwardCodes, ...straddlingOutwardCodes];
  expect(all.map(outwardCode)).toStrictEqual(all);
  expect(new Set(all).size).toBe(all.length);
});
