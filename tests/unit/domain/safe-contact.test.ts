import type { Extension, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { meansOfContact, safeContactFaults, safeContactOf } from '../../../functions/domain/contact/safe-contact.ts';
import { canBeReached } from '../../../functions/domain/request/request-items.ts';

const roles = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
const base = 'https://fhir.handover.example/StructureDefinition';
const safety = (valueCode: string): Extension => ({ url: `${base}/contact-safety`, valueCode });
const block = (...parts: Extension[]): Extension => ({ url: `${base}/safe-contact`, extension: parts });
const person = (more: Partial<Patient>): Patient => ({ resourceType: 'Patient', ...more });

test('channels come best first, and what nobody called safe is unknown', () => {
  const { channels } = safeContactOf(
    person({
      telecom: [
        { system: 'email', value: 'a@example.org' },
        { system: 'phone', value: '1', rank: 2, extension: [safety('not-safe')] },
        { system: 'sms', value: '2', rank: 1, extension: [safety('safe')] },
        { system: 'phone', value: '3', use: 'old', extension: [safety('safe')] },
        { system: 'phone', rank: 3 },
      ],
    }),
  );
  expect(channels).toStrictEqual([
    { system: 'sms', value: '2', safety: 'safe' },
    { system: 'phone', value: '1', safety: 'not-safe' },
    { system: 'email', value: 'a@example.org', safety: 'unknown' },
  ]);
});

test.each([
  [['safe', 'not-safe'], 'not-safe'],
  [['safe', 'unknown'], 'unknown'],
  [['safe', 'safe'], 'safe'],
  [['yes'], 'unknown'],
  [[], 'unknown'],
])('a channel called %s is %s', (said, expected) => {
  const telecom = [{ system: 'phone' as const, value: '1', extension: said.map(safety) }];
  expect(safeContactOf(person({ telecom })).channels[0]?.safety).toBe(expected);
});

test('times, voicemail, post, through whom, and the words that there is no way', () => {
  const extension = [
    block(
      { url: 'times', valueString: 'weekday mornings' },
      { url: 'voicemail', valueCode: 'no' },
      { url: 'post', valueCode: 'yes' },
      { url: 'through', valueString: 'her daughter Mia' },
      { url: 'noChannel', valueString: 'Comes to the day centre on Tuesdays' },
    ),
  ];
  expect(safeContactOf(person({ extension }))).toStrictEqual({
    channels: [],
    times: ['weekday mornings'],
    voicemail: 'no',
    naming: 'unknown',
    post: 'yes',
    through: ['her daughter Mia'],
    none: 'Comes to the day centre on Tuesdays',
  });
  expect(safeContactFaults(person({ extension }))).toStrictEqual([]);
});

test('nothing said is unknown, and of two answers the more careful one stands', () => {
  expect(safeContactOf(person({}))).toMatchObject({ voicemail: 'unknown', post: 'unknown', none: undefined });
  const extension = [block({ url: 'voicemail', valueCode: 'yes' }), block({ url: 'voicemail', valueCode: 'no' })];
  expect(safeContactOf(person({ extension })).voicemail).toBe('no');
});

test('words about safety that cannot be read are refused, not overlooked', () => {
  const faults = safeContactFaults(
    person({
      telecom: [{ system: 'phone', value: '1', extension: [safety('Safe')] }],
      extension: [
        block(
          { url: 'voicemail', valueBoolean: false },
          { url: 'voiceMail', valueCode: 'no' },
          { url: 'times', valueCode: 'x' },
        ),
        { url: `${base}/safe-contact`, valueString: 'do not call' },
      ],
    }),
  );
  expect(faults.map((f) => `${f.code} at ${f.expression}`)).toStrictEqual([
    'unknown-code at Patient.telecom[0].extension[0].value',
    'unknown-code at Patient.extension[0].extension[0]',
    'invalid-value at Patient.extension[0].extension[1]',
    'invalid-value at Patient.extension[0].extension[2]',
    'invalid-value at Patient.extension[1]',
  ]);
});

const roleCode = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';

test('numbers in a contact that is the person are the person’s own; those of others are not', () => {
  const contact: Patient['contact'] = [
    {
      relationship: [{ coding: [{ system: roleCode, code: 'ONESELF' }] }],
      telecom: [{ system: 'phone', value: '1', rank: 1, extension: [safety('safe')] }],
    },
    { telecom: [{ system: 'phone', value: '2', rank: 2 }] },
    { name: { text: 'Jack' }, telecom: [{ system: 'phone', value: '3' }] },
    { relationship: [{ text: 'neighbour' }], telecom: [{ system: 'phone', value: '4' }] },
  ];
  expect(safeContactOf(person({ contact })).channels).toStrictEqual([
    { system: 'phone', value: '1', safety: 'safe' },
    { system: 'phone', value: '2', safety: 'unknown' },
  ]);
});

test('what is said of the safety of a contact’s number must be readable too', () => {
  const contact = [{ name: { text: 'Jack' }, telecom: [{ value: '1', extension: [safety('perhaps')] }] }];
  expect(safeContactFaults(person({ contact })).map((f) => f.expression)).toEqual([
    'Patient.contact[0].telecom[0].extension[0].value',
  ]);
});

describe.each([
  ['its own contact of BaRS', { relationship: [{ coding: [{ system: roles, code: 'ONESELF' }] }] }],
  ['a contact that names nobody', {}],
  ['somebody else who is named', { name: { family: 'Obi' }, relationship: [{ text: 'Daughter' }] }],
])('a number in %s', (_, who) => {
  const reached = (...said: string[]) =>
    canBeReached(
      person({ contact: [{ ...who, telecom: [{ system: 'phone', value: '1', extension: said.map(safety) }] }] }),
    );

  test('is a way to the person unless it is not safe', () => {
    expect([reached(), reached('unknown'), reached('safe')]).toEqual([true, true, true]);
    expect([reached('not-safe'), reached('safe', 'not-safe')]).toEqual([false, false]);
  });

  test('that is old, or no number, is none', () => {
    for (const telecom of [{ value: '1', use: 'old' as const }, { value: ' ' }, {}])
      expect(canBeReached(person({ contact: [{ ...who, telecom: [telecom] }] }))).toBe(false);
  });
});

test('every channel is the person’s own or another’s, with what was said of it', () => {
  const point = (value: string, ...said: string[]) => ({ value, extension: said.map(safety) });
  const { own, others } = meansOfContact(
    person({
      telecom: [point('1', 'unknown')],
      contact: [
        { telecom: [point('2', 'safe')] },
        { name: { family: 'Obi' }, telecom: [point('3', 'not-safe'), point('4')] },
      ],
    }),
  );
  const told = (means: typeof own) => means.map((m) => [m.point.value, m.safety, m.isSaid]);
  expect(told(own)).toEqual([
    ['1', 'unknown', true],
    ['2', 'safe', true],
  ]);
  expect(told(others)).toEqual([
    ['3', 'not-safe', true],
    ['4', 'unknown', false],
  ]);
});
