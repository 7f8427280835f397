import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { accepted, asking, refusedFor } from './asking.ts';

test.each([
  ['stat', ['urgent-elsewhere at ServiceRequest.priority']],
  ['asap', ['urgent-elsewhere at ServiceRequest.priority']],
  ['urgent', []],
  ['routine', []],
] as const)('a request of priority %s', (priority, refused) => {
  expect(refusedFor(asking({ request: { priority } }))).toStrictEqual(refused);
});

const note = (text: string) => accepted(asking({ request: { note: [{ text }] } })).personFirst;

test.each([
  'She has said that she wants to end her life.',
  'SUICIDAL last month',
  'history of self-harm',
  'self harm',
  'self\u2011harm',
  'self\u00a0harm',
  'self\n harm',
  'su\u00adicide',
  '<p>wants to <b>die</b></p>',
  'thoughts of <suicide>',
  'No thoughts of suicide.',
  'kill\u2019ing, no: SUICIDE',
  'ｓｕｉｃｉｄｅ',
])('"%s" brings a person first', (text) => {
  expect(note(text)).toBe(true);
});

test.each([
  'Lives alone and would like company.',
  'Grapefruit, therapeutic, overdoses of cake',
  'Works for the Suicidegirls magazine',
  'himself harmonious',
  '',
  '😀',
])('"%s" does not', (text) => {
  expect(note(text || ' x ')).toBe(false);
});

test('every configured phrase is found in capitals in the middle of a sentence', () => {
  for (const phrase of gloucestershire.urgency.phrases)
    expect(note(`She said: ${phrase.toUpperCase()}, twice.`)).toBe(true);
});

const subject = { reference: 'Patient/p' };
const flag = (system: string, code: string, status: 'active' | 'entered-in-error' = 'active'): FhirResource => ({
  resourceType: 'Flag',
  status,
  code: { coding: [{ system, code }] },
  subject,
});
const first = (...others: FhirResource[]) => accepted(asking({ others })).personFirst;

test('a coded risk brings a person first, ours, of SNOMED or of BaRS, wherever it stands', () => {
  expect(first(flag('https://fhir.handover.example/CodeSystem/risk', 'risk-to-self'))).toBe(true);
  expect(first(flag('http://snomed.info/sct', '225444004'))).toBe(true);
  const safeguarding = { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/flag-categories-bars', code: 'SG' }] };
  expect(
    first({ resourceType: 'Flag', status: 'active', category: [safeguarding], code: { text: 'U' }, subject }),
  ).toBe(true);
});

test.each(['to-others', 'weapons', 'Risk-To-Others'])(
  'a code of our risks that nobody knows, %s, brings a person first',
  (code) => {
    expect(first(flag('https://fhir.handover.example/CodeSystem/risk', code))).toBe(true);
  },
);

test('what is no risk, or was entered in error, does not', () => {
  expect(first(flag('https://fhir.handover.example/CodeSystem/risk', 'no-known-risks'))).toBe(false);
  expect(first(flag('https://fhir.handover.example/CodeSystem/risk', 'risk-to-self', 'entered-in-error'))).toBe(false);
  expect(first(flag('http://example.org', '225444004'))).toBe(false);
});

test('free text is read in whatever came with the request, but not in the name or address of the person', () => {
  expect(
    first({ resourceType: 'Communication', status: 'completed', payload: [{ contentString: 'He wants to die' }] }),
  ).toBe(true);
  expect(accepted(asking({ patient: { name: [{ text: 'Overdose Rape' }] } })).personFirst).toBe(false);
  const told = { url: 'https://example.org/said', valueString: 'afraid of her husband' };
  expect(accepted(asking({ patient: { extension: [told] } })).personFirst).toBe(true);
});

test('the statement that there are no known concerns does not, with whatever display it comes', () => {
  const says = (code: string): FhirResource => ({
    resourceType: 'Flag',
    status: 'active',
    code: {
      coding: [
        { system: 'https://fhir.handover.example/CodeSystem/risk', code, display: 'No known safeguarding concerns' },
      ],
      text: 'No safeguarding concerns',
    },
    subject,
  });
  expect(first(says('no-known-safeguarding-concerns'))).toBe(false);
  expect(first(says('safeguarding'))).toBe(true);
});
