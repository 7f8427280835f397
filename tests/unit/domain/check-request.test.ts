import { expect, test } from 'vitest';
import { accepted, asking, refusedFor, warnedOf } from './asking.ts';

test('everything that is wrong with a request is said at once', () => {
  const wrong = asking({
    patient: { name: undefined, telecom: undefined, birthDate: '2020-01-01' },
    request: { status: 'draft', priority: 'stat', doNotPerform: true, requester: undefined, code: { text: 'Scan' } },
  });
  expect(refusedFor(wrong)).toStrictEqual([
    'missing-element at Patient.name',
    'missing-element at Patient.telecom',
    'missing-element at ServiceRequest.requester',
    'not-our-service at ServiceRequest.code',
    'not-our-service at ServiceRequest.doNotPerform',
    'not-ready-to-send at ServiceRequest.status',
    'urgent-elsewhere at ServiceRequest.priority',
    'not-eligible at Patient.birthDate',
  ]);
});

test('a request for another service is refused, one with our code among others is not', () => {
  const ours = { system: 'http://snomed.info/sct', code: '871731000000106' };
  const offer = { system: 'http://snomed.info/sct', code: '871691000000100' };
  expect(refusedFor(asking({ request: { code: { coding: [offer] } } }))).toStrictEqual([
    'not-our-service at ServiceRequest.code',
  ]);
  expect(refusedFor(asking({ request: { code: { coding: [offer, ours] } } }))).toStrictEqual([]);
  expect(refusedFor(asking({ request: { code: undefined } }))).toStrictEqual([
    'missing-element at ServiceRequest.code',
  ]);
});

test.each([
  ['a telephone number', { telecom: [{ system: 'phone' as const, value: '1' }] }],
  ['an address', { telecom: undefined, address: [{ line: ['1 Example Lane'] }] }],
  [
    'the words that there is no way',
    { telecom: undefined, extension: [block('noChannel', 'Comes to the day centre on Tuesdays')] },
  ],
  ['somebody to ask', { telecom: undefined, extension: [block('through', 'his sister')] }],
])('%s is a way to reach a person', (_way, patient) => {
  expect(refusedFor(asking({ patient }))).toStrictEqual([]);
});

function block(url: string, valueString: string) {
  return {
    url: 'https://fhir.handover.example/StructureDefinition/safe-contact',
    extension: [{ url, valueString }],
  };
}

test.each([
  ['nothing', { telecom: undefined }],
  [
    'a number that is not safe',
    {
      telecom: [
        {
          value: '1',
          extension: [
            { url: 'https://fhir.handover.example/StructureDefinition/contact-safety', valueCode: 'not-safe' },
          ],
        },
      ],
    },
  ],
  ['an old address', { telecom: undefined, address: [{ use: 'old' as const, line: ['1 Example Lane'] }] }],
  [
    'an address where no post is safe',
    {
      telecom: undefined,
      address: [{ line: ['1 Example Lane'] }],
      extension: [
        {
          url: 'https://fhir.handover.example/StructureDefinition/safe-contact',
          extension: [{ url: 'post', valueCode: 'no' }],
        },
      ],
    },
  ],
])('%s is no way to reach a person', (_way, patient) => {
  expect(refusedFor(asking({ patient }))).toStrictEqual(['missing-element at Patient.telecom']);
});

test('a request from the future and one for somebody who has died are refused', () => {
  expect(refusedFor(asking({ request: { authoredOn: '2026-11-22T09:00:00+09:00' } }))).toStrictEqual([]);
  expect(refusedFor(asking({ request: { authoredOn: '2026-11-23' } }))).toStrictEqual([
    'invalid-input at ServiceRequest.authoredOn',
  ]);
  expect(refusedFor(asking({ patient: { deceasedBoolean: false } }))).toStrictEqual([]);
  for (const patient of [{ deceasedBoolean: true }, { deceasedDateTime: '2026' }]) {
    expect(refusedFor(asking({ patient }))).toStrictEqual(['invalid-input at Patient.deceased']);
  }
});

const ods = (value: string) => ({ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value });

test('a malformed ODS code of the requester is refused, elsewhere it is a warning', () => {
  expect(refusedFor(asking({ request: { requester: { identifier: ods('l99901') } } }))).toStrictEqual([
    'invalid-input at ServiceRequest.requester.identifier',
  ]);
  const warned = asking({
    patient: { generalPractitioner: [{ identifier: ods('L 99901') }] },
    others: [{ resourceType: 'Organization', identifier: [ods('GP5'), ods('?')] }],
  });
  expect(warnedOf(warned)).toContain('invalid-input at Patient.generalPractitioner.identifier');
  expect(warnedOf(warned)).toContain('invalid-input at Organization.identifier');
  expect(warnedOf(asking({ others: [{ resourceType: 'Organization', identifier: [ods('GP5')] }] }))).not.toContain(
    'invalid-input at Organization.identifier',
  );
});

test('an NHS number that fails its check is a warning, and the person goes on without one', () => {
  const sent = asking({
    patient: { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '3478526985' }] },
  });
  expect(warnedOf(sent)).toContain('invalid-input at Patient.identifier');
  expect(accepted(sent).traced).toBeUndefined();
});

test('the least that is accepted goes to the coordinator to find out the rest', () => {
  expect(accepted(asking())).toMatchObject({
    awaitingInformation: true,
    personFirst: false,
    service: 'community-wellbeing',
  });
});
