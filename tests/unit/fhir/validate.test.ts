import { expect, test } from 'vitest';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import { refused, saying } from './refused.ts';
import { appointment, document, observation, person, request, task, transaction } from './samples.ts';

const valid = { person, request, task, appointment, observation, transaction, document };

test.each(Object.entries(valid))('takes a valid %s as it is', (_name, resource) => {
  expect(validateResource(resource)).toStrictEqual({ ok: true, value: resource });
});

const subject = { reference: 'Patient/1' };
const risk = { resourceType: 'RiskAssessment', status: 'final', subject };
const goal = { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'To dance' }, subject };
const condition = { resourceType: 'Condition', subject };
const allergy = { resourceType: 'AllergyIntolerance', patient: subject };

test.each([risk, goal, condition, allergy, { resourceType: 'Account', subject: [subject] }])(
  'keeps $resourceType as it is, whatever else it holds',
  (resource) => {
    const kept = { ...resource, severity: 'very', note: 'one' };
    expect(validateResource(kept)).toStrictEqual({ ok: true, value: kept });
  },
);

const oneFault: [string, unknown, string][] = [
  ['no resource type', { id: 'a' }, 'not-fhir at Resource.resourceType'],
  ['a type that R4 does not know', { resourceType: 'JaneSmith' }, 'not-fhir at Resource.resourceType'],
  ['a type that is no text', { resourceType: 5 }, 'not-fhir at Resource.resourceType'],
  ['a list', [person], 'not-fhir at nothing'],
  ['nothing', null, 'not-fhir at nothing'],
  ['an element that R4 does not have', { ...task, colour: 'red' }, 'unknown-element at Task.colour'],
  ['a name in the wrong case', { ...task, Status: 'x' }, 'unknown-element at Task.Status'],
  ['an element whose name could be a person', { ...task, 'Jane Smith': 1 }, 'unknown-element at Task'],
  ['a code of no value set', { ...task, status: 'actve' }, 'unknown-code at Task.status'],
  ['a code in capitals', { ...person, gender: 'Male' }, 'unknown-code at Patient.gender'],
  ['a missing status', { ...task, status: undefined }, 'missing-element at Task.status'],
  [
    'a status that is only an extension',
    {
      ...task,
      status: undefined,
      _status: {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
      },
    },
    'missing-element at Task.status',
  ],
  [
    'one coding for a list in a risk',
    { ...risk, code: { coding: { code: '1' } } },
    'invalid-value at RiskAssessment.code.coding',
  ],
  ['text for what a goal is', { ...goal, description: 'To dance' }, 'invalid-value at Goal.description'],
  ['text for whom a kept type is of', { ...condition, subject: 'Patient/1' }, 'invalid-value at Condition.subject'],
  ['the same of a patient', { ...allergy, patient: 'Patient/1' }, 'invalid-value at AllergyIntolerance.patient'],
  ['text for the meta of a kept type', { ...condition, meta: 'x' }, 'invalid-value at Condition.meta'],
  ['a missing subject', { ...request, subject: undefined }, 'missing-element at ServiceRequest.subject'],
  ['a note without text', { ...request, note: [{ time: '2026' }] }, 'missing-element at ServiceRequest.note[0].text'],
  [
    'a required choice without a value',
    { ...task, input: [{ type: { text: 'a' } }] },
    'missing-element at Task.input[0].value',
  ],
  ['null', { ...task, description: null }, 'invalid-value at Task.description'],
  ['empty text', { ...task, description: '' }, 'invalid-value at Task.description'],
  ['white space for text', { ...task, description: ' \n' }, 'invalid-value at Task.description'],
  ['a control character', { ...task, description: 'a\u0000b' }, 'invalid-value at Task.description'],
  ['half a character', { ...task, description: 'a\ud83d' }, 'invalid-value at Task.description'],
  ['an empty list', { ...task, note: [] }, 'invalid-value at Task.note'],
  ['an empty object', { ...task, code: {} }, 'invalid-value at Task.code'],
  ['one for a list', { ...task, note: { text: 'a' } }, 'invalid-value at Task.note'],
  ['a list for one', { ...task, code: [{ text: 'a' }] }, 'invalid-value at Task.code'],
  ['a number for text', { ...task, description: 5 }, 'invalid-value at Task.description'],
  ['text for a boolean', { ...person, active: 'true' }, 'invalid-value at Patient.active'],
  ['a fraction for a whole number', { ...person, multipleBirthInteger: 1.5 }, 'invalid-value at Patient.multipleBirth'],
  ['a rank of 0', { ...person, telecom: [{ rank: 0 }] }, 'invalid-value at Patient.telecom[0].rank'],
  ['an id with a slash', { ...task, id: '../admin' }, 'invalid-value at Task.id'],
  ['an id that is too long', { ...task, id: 'a'.repeat(65) }, 'invalid-value at Task.id'],
  ['30 February', { ...person, birthDate: '1952-02-30' }, 'invalid-value at Patient.birthDate'],
  ['29 February of a common year', { ...person, birthDate: '1900-02-29' }, 'invalid-value at Patient.birthDate'],
  ['31 April', { ...person, birthDate: '1952-04-31' }, 'invalid-value at Patient.birthDate'],
  ['month 13', { ...person, birthDate: '1952-13' }, 'invalid-value at Patient.birthDate'],
  ['a date in English', { ...person, birthDate: '29/02/1952' }, 'invalid-value at Patient.birthDate'],
  ['a time without a zone', { ...task, authoredOn: '2026-11-21T09:00:00' }, 'invalid-value at Task.authoredOn'],
  [
    '24 hours',
    { ...task, authoredOn: '2026-11-21T24:00:00Z', lastModified: undefined },
    'invalid-value at Task.authoredOn',
  ],
  [
    'an instant without a time',
    { ...appointment, created: '2026', start: '2026-12-01' },
    'invalid-value at Appointment.start',
  ],
  [
    'a reference to the wrong type',
    { ...task, owner: { reference: 'Location/1' } },
    'invalid-value at Task.owner.reference',
  ],
  ['a reference to no type', { ...task, focus: { reference: 'Thing/1' } }, 'invalid-value at Task.focus.reference'],
  [
    'a reference that is only an id',
    { ...task, focus: { reference: '5f1c1f0e' } },
    'invalid-value at Task.focus.reference',
  ],
  [
    'an address with a space',
    { ...task, identifier: [{ system: 'a b' }] },
    'invalid-value at Task.identifier[0].system',
  ],
  [
    'two types of a choice',
    { ...person, deceasedBoolean: false, deceasedDateTime: '2026' },
    'invalid-value at Patient.deceased',
  ],
  [
    'two types, one of them only an extension',
    { ...person, deceasedBoolean: false, _deceasedDateTime: { id: 'a' } },
    'invalid-value at Patient.deceased',
  ],
  [
    'an extension that says nothing',
    { ...task, extension: [{ url: 'u' }] },
    'missing-element at Task.extension[0].value',
  ],
  [
    'an extension without a name',
    { ...task, extension: [{ valueCode: 'a' }] },
    'missing-element at Task.extension[0].url',
  ],
  [
    'an extension with a value and parts',
    { ...task, extension: [{ url: 'u', valueCode: 'a', extension: [{ url: 'v', valueCode: 'b' }] }] },
    'invalid-value at Task.extension[0].value',
  ],
  [
    'base64 that is none',
    { ...person, photo: [{ contentType: 'image/png', data: 'ab*d' }] },
    'invalid-value at Patient.photo[0].data',
  ],
  ['a companion where R4 has none', { ...task, _id: { id: 'a' } }, 'unknown-element at Task.id'],
  [
    'a bad element within a contained resource',
    { ...task, contained: [{ resourceType: 'Organization', id: 'o', name: 5 }], requester: { reference: '#o' } },
    'invalid-value at Task.contained[0].name',
  ],
  ['null in a kept type', { ...document, extra: null }, 'invalid-value at DocumentReference.extra'],
  ['an empty object in a kept type', { ...document, extra: {} }, 'invalid-value at DocumentReference.extra'],
  ['a bad id of a kept type', { ...document, id: 'a b' }, 'invalid-value at DocumentReference.id'],
];

test.each(oneFault)('refuses %s, once', (_what, resource, expected) => {
  expect(refused(JSON.parse(JSON.stringify(resource)))).toStrictEqual([expected]);
});

test('names every fault of a message at once, each with its place in the Bundle', () => {
  const [first, second] = transaction.entry;
  const broken = {
    ...transaction,
    entry: [
      { ...first, resource: { ...person, gender: 'm', birthDate: '1952-02-30' } },
      { ...second, resource: { ...second?.resource, status: 'sent', orderDetail: [{ text: 'x' }], code: undefined } },
    ],
  };
  expect(refused(JSON.parse(JSON.stringify(broken)))).toStrictEqual([
    'unknown-code at Bundle.entry[0].resource.gender',
    'invalid-value at Bundle.entry[0].resource.birthDate',
    'unknown-code at Bundle.entry[1].resource.status',
    'broken-rule at Bundle.entry[1].resource.orderDetail',
  ]);
});

test('says what would be right, in words', () => {
  expect(saying({ ...person, gender: 'm' })).toStrictEqual(['Must be one of: male, female, other, unknown.']);
  expect(saying({ ...person, birthDate: '1952-2-3' })).toStrictEqual([
    'Must be YYYY, YYYY-MM or YYYY-MM-DD, of a day that exists.',
  ]);
  expect(saying({ ...request, encounter: { reference: 'Patient/1' } })).toStrictEqual([
    'Must be a reference to Encounter.',
  ]);
  expect(saying({ ...person, deceasedBoolean: true, deceasedDateTime: '2026' })).toStrictEqual([
    'Only one of deceased[x] may be given.',
  ]);
});

test('keeps names of every script, and text with unusual spaces', () => {
  const names = [
    'Siân',
    'O’Brien',
    "D'Arcy-Jones",
    '李小龍',
    'محمد',
    'Ngọc\u00a0Ánh',
    '山田\u3000太郎',
    '{{7*7}}',
    '<b>',
  ];
  expect(refused({ ...person, name: names.map((text) => ({ text })) })).toStrictEqual([]);
});
