import type { Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { isSomebodyElse, newerContact } from '../../../functions/domain/contact/newer-contact.ts';
import { safeContactOf } from '../../../functions/domain/contact/safe-contact.ts';
import { practice } from './cast.ts';
import { next, opened, patient, request } from './referrals.ts';

const phone = (value: string, safety?: string) => ({
  system: 'phone' as const,
  value,
  ...(safety ? { extension: [{ url: extensions.contactSafety, valueCode: safety }] } : {}),
});
const person = (more: Partial<Patient>): Patient => ({ resourceType: 'Patient', id: 'x.p1', ...more });
const safetyOf = (patient: Patient, value: string) =>
  patient.telecom?.find((t) => t.value === value)?.extension?.[0]?.valueCode;

describe('a further need that says how to reach the person', () => {
  const sent = person({
    telecom: [phone('07700 900998')],
    address: [{ line: ['1 Other Street'] }],
    extension: [{ url: extensions.safeContact, extension: [{ url: 'through', valueString: 'Ring the husband' }] }],
  });
  const need = { kind: 'add-need' as const, request: { ...request, identifier: [] }, others: [sent] };

  test('changes that where its sender may correct it', () => {
    const { patient } = next(opened(), practice, need);
    expect([patient.telecom?.[0]?.value, patient.address]).toEqual(['07700 900998', sent.address]);
  });

  test.each(['council-officer', 'group', 'friend-or-relative'] as const)('is only kept beside: from a %s', (kind) => {
    const before = opened({ referrer: { kind, hears: 'status', untilAgreed: 'receipt' } });
    const after = next(before, practice, need);
    expect(after.patient).toEqual(before.patient);
    expect(after.others).toMatchObject([{ ...sent, id: expect.any(String) }]);
    expect(JSON.stringify(after.task.input)).toContain(after.others[0]?.id);
  });
});

describe('a further need from who may not correct how the person is reached', () => {
  const known = [phone('07700 900111', 'safe'), phone('01632 960111')];
  const from = (sent: Partial<Patient>, standing: Partial<Patient> = {}) => {
    const before = opened({
      referrer: { kind: 'council-officer', hears: 'status', untilAgreed: 'receipt' },
      patient: { ...patient, telecom: known, ...standing },
    });
    const need = { kind: 'add-need' as const, request: { ...request, identifier: [] } };
    const once = next(before, practice, { ...need, others: [person(sent)] });
    const twice = next(once, practice, { ...need, others: [person(sent)] });
    expect(twice.patient).toEqual(once.patient);
    return { before: before.patient, after: once.patient };
  };

  test.each(['07700 900111', '+447700900111'])('warns of a number that was safe, written %s', (value) => {
    const { after } = from({ telecom: [phone(value, 'not-safe'), phone('01632 960999', 'safe')] });
    expect(after.telecom).toEqual([phone('07700 900111', 'not-safe'), phone('01632 960111')]);
  });

  test('warns of a number that nobody had named, and of somebody else’s beside their name', () => {
    const contact = [{ name: { text: 'Husband' }, telecom: [phone('01632 960222', 'not-safe'), phone('1')] }];
    const { after } = from({ telecom: [phone('01632 960333', 'not-safe')], contact });
    expect(after.telecom).toEqual([...known, phone('01632 960333', 'not-safe')]);
    expect(after.contact).toEqual([{ ...contact[0], telecom: [phone('01632 960222', 'not-safe')] }]);
  });

  test('warns that no message and no letter is to be left, and permits neither', () => {
    const block = (valueCode: string) => [
      {
        url: extensions.safeContact,
        extension: [
          { url: 'voicemail', valueCode },
          { url: 'post', valueCode },
        ],
      },
    ];
    const { after } = from({ extension: block('no') }, { extension: block('yes') });
    expect(safeContactOf(after)).toMatchObject({ voicemail: 'no', post: 'no' });
    const yes = from({ extension: block('yes') }, { extension: block('no') });
    expect(yes.after).toEqual(yes.before);
  });

  test('never makes a number safe that was not', () => {
    const telecom = [phone('07700 900111', 'not-safe')];
    const { before, after } = from({ telecom: [phone('07700 900111', 'safe')] }, { telecom });
    expect(after).toEqual(before);
  });
});

test('the ways to reach a person that were sent last come first, and take none away', () => {
  const merged = newerContact(person({ telecom: [phone('1', 'safe')] }), person({ telecom: [phone('2', 'safe')] }));
  expect(merged.telecom).toEqual([phone('2', 'safe'), phone('1', 'safe')]);
});

test('a number that comes again in another spelling is not there twice, and stays as safe as it was', () => {
  const standing = person({ telecom: [phone('07700 900111', 'safe')] });
  const merged = newerContact(standing, person({ telecom: [phone('+447700900111')] }));
  expect(merged.telecom).toEqual([phone('+447700900111', 'safe')]);
});

test('a number that is said to be old is a way no more', () => {
  const old = { ...phone('1'), use: 'old' as const };
  const merged = newerContact(person({ telecom: [phone('1')] }), person({ telecom: [old, phone('2')] }));
  expect(merged.telecom).toEqual([old, phone('2')]);
});

test('a number that has become unsafe is unsafe, whatever was said before', () => {
  const merged = newerContact(person({ telecom: [phone('1', 'safe')] }), person({ telecom: [phone('1', 'not-safe')] }));
  expect(safetyOf(merged, '1')).toBe('not-safe');
});

test('a number that was unsafe stays unsafe when it comes again without a word, and when it does not come again', () => {
  const standing = person({ telecom: [phone('0 1-2', 'not-safe')] });
  expect(safetyOf(newerContact(standing, person({ telecom: [phone('012')] })), '012')).toBe('not-safe');
  expect(safetyOf(newerContact(standing, person({ telecom: [phone('3')] })), '0 1-2')).toBe('not-safe');
});

describe('in the form of BaRS, where the person is their own contact', () => {
  const self = (...telecom: ReturnType<typeof phone>[]) => ({
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'ONESELF' }] }],
    telecom,
  });
  const husband = { name: { text: 'Husband' }, telecom: [phone('9')] };

  test('what was sent last is added, and whoever else can be asked stays', () => {
    const standing = person({ telecom: [phone('1', 'safe')], contact: [husband] });
    const merged = newerContact(standing, person({ contact: [self(phone('2', 'safe'))] }));
    expect(merged.telecom).toEqual([phone('1', 'safe')]);
    expect(merged.contact).toEqual([self(phone('2', 'safe')), husband]);
    const back = newerContact(merged, person({ telecom: [phone('3', 'safe')] }));
    const numbers = [phone('3', 'safe'), phone('1', 'safe'), phone('2', 'safe')];
    expect([back.telecom, back.contact]).toEqual([numbers, [husband]]);
  });

  test('a number that was unsafe stays unsafe, from either form into the other, named or not', () => {
    const standing = person({ telecom: [phone('1', 'not-safe')] });
    const named = newerContact(standing, person({ contact: [self(phone('1'), phone('2'))] }));
    expect(named.contact).toEqual([self(phone('1', 'not-safe'), phone('2'))]);
    expect(named.telecom).toBeUndefined();
    const left = newerContact(named, person({ telecom: [phone('2')] }));
    expect(left.telecom).toEqual([phone('2'), phone('1', 'not-safe')]);
  });

  test('somebody else stays when others are named, with the number that is not safe', () => {
    const partner = { name: { text: 'Partner' }, telecom: [phone('8', 'not-safe'), phone('7')] };
    const neighbour = { name: { text: 'Neighbour' } };
    const merged = newerContact(person({ contact: [partner, neighbour] }), person({ contact: [husband] }));
    expect(merged.contact).toEqual([husband, neighbour, partner]);
  });
});

test('who sends no ways to reach the person takes none away, and nothing else of the person changes', () => {
  const standing = person({ telecom: [phone('1')], birthDate: '1950-01-01', name: [{ family: 'Old' }] });
  expect(newerContact(standing, person({ name: [{ family: 'New' }], birthDate: '1951-01-01' }))).toEqual(standing);
});

test.each([
  ['another birth date', { birthDate: '1950-01-01' }, { birthDate: '1980-01-01' }, true],
  [
    'the same birth date, another name',
    { birthDate: '1950-01-01', name: [{ family: 'A' }] },
    { birthDate: '1950-01-01', name: [{ family: 'B' }] },
    false,
  ],
  ['a birth date that is known in part', { birthDate: '1950' }, { birthDate: '1950-01-01' }, false],
  ['no birth date and no name in common', { name: [{ family: 'A' }] }, { name: [{ family: 'B' }] }, true],
  [
    'no birth date, the same name in capitals',
    { name: [{ family: 'Okafor' }] },
    { name: [{ family: 'OKAFOR' }] },
    false,
  ],
  [
    'no birth date, another family name after a marriage',
    { name: [{ family: 'A', given: ['Ann'] }] },
    { name: [{ family: 'B', given: ['Ann'] }] },
    false,
  ],
  ['nothing to tell them apart by', {}, { name: [{ family: 'B' }] }, false],
] as const)('the same NHS number with %s', (_, standing, sent, other) => {
  expect(
    isSomebodyElse(
      person(structuredClone(standing) as Partial<Patient>),
      person(structuredClone(sent) as Partial<Patient>),
    ),
  ).toBe(other);
});
