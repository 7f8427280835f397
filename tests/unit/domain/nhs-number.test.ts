import type { Identifier } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import {
  nhsNumbersOf,
  passesModulus11,
  shownNhsNumber,
  tracedNhsNumber,
} from '../../../functions/domain/request/nhs-number.ts';

/** From the official samples: examples/INDEX.md, facts found while validating. */
test.each([
  ['9476719931', true],
  ['9912003888', true],
  ['9449307539', true],
  ['3478526985', false],
  ['7778521234', false],
  ['9912003890', false],
  ['0000000000', false],
  ['1111111111', false],
  ['94767199310', false],
  ['947671993', false],
  ['947671993X', false],
  ['٩٤٧٦٧١٩٩٣١', false],
  ['', false],
])('the check of %s passes: %s', (number, passes) => {
  expect(passesModulus11(number)).toBe(passes);
});

test('a change of any one digit fails the check', () => {
  const number = '9476719931';
  for (let at = 0; at < 10; at += 1) {
    for (const digit of '0123456789'.replace(number.charAt(at), '')) {
      expect(passesModulus11(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false);
    }
  }
});

const url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';
const england = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland';
const words = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus';
const identifier = (value: string, system?: string, code?: string): Identifier => ({
  system: 'https://fhir.nhs.uk/Id/nhs-number',
  value,
  ...(system && code ? { extension: [{ url, valueCodeableConcept: { coding: [{ system, code }] } }] } : {}),
});
const traced = (...identifiers: Identifier[]) => tracedNhsNumber({ resourceType: 'Patient', identifier: identifiers });

test('a number is traced when it passes its check and was verified, in either code system', () => {
  expect(traced(identifier('9476719931', england, '01'))).toBe('9476719931');
  expect(traced(identifier('947 671 9931', words, 'number-present-and-verified'))).toBe('9476719931');
});

test.each([
  ['was not verified', identifier('9476719931')],
  ['is present but not traced', identifier('9476719931', england, '02')],
  ['has the code of another system', identifier('9476719931', words, '01')],
  ['fails its check', identifier('3478526985', england, '01')],
  ['is an old one', { ...identifier('9476719931', england, '01'), use: 'old' as const }],
  ['is of another system', { ...identifier('9476719931', england, '01'), system: 'urn:oid:1.2' }],
])('a number that %s finds nobody', (_why, sent) => {
  expect(traced(sent)).toBeUndefined();
});

test('two different traced numbers find nobody, the same one twice does', () => {
  const one = identifier('9476719931', england, '01');
  expect(traced(one, identifier('9912003888', england, '01'))).toBeUndefined();
  expect(traced(one, one)).toBe('9476719931');
});

test('of several the traced one is shown, else the first that is not old, as it was sent but for spaces', () => {
  const shown = (...sent: Identifier[]) => shownNhsNumber({ resourceType: 'Patient', identifier: sent });
  const old = { ...identifier('9476719931', england, '01'), use: 'old' as const };
  expect(shown(old, identifier('347 852 6985'), identifier('9912003888', england, '01'))).toBe('9912003888');
  expect(shown(old, identifier('347 852 6985'), identifier('9912003888'))).toBe('3478526985');
  expect(shown(old)).toBeUndefined();
});

test('a person without a number has none', () => {
  expect(nhsNumbersOf({ resourceType: 'Patient' })).toStrictEqual([]);
});
