import { expect, test } from 'vitest';
import type { RequestFragment, RequestItem } from '../../../contracts/request-item.ts';
import { requestItems } from '../../../contracts/request-items.ts';
import { missingItems } from '../../../functions/domain/request/request-items.ts';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';

const items = Object.entries<RequestItem>(requestItems);

const merged = <T extends object>(parts: readonly T[]): Partial<T> => {
  const all: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    const before = all[key];
    all[key] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
  }
  return { ...parts[0], ...all };
};

/** A request made of the examples of the table alone. */
const requestOf = (examples: readonly RequestFragment[]) => {
  const others = examples.flatMap((e) => e.others ?? []);
  return {
    patient: { resourceType: 'Patient' as const, ...merged(examples.map((e) => e.patient ?? {})) },
    request: {
      resourceType: 'ServiceRequest' as const,
      status: 'active' as const,
      intent: 'order' as const,
      subject: { reference: 'urn:uuid:5f1c1f0e-0000-4000-8000-000000000001' },
      ...merged(examples.map((e) => e.request ?? {})),
    },
    others,
    names: new Map(others.map((r) => [r, ['urn:uuid:5f1c1f0e-0000-4000-8000-000000000002']])),
  };
};

const missing = (examples: readonly RequestFragment[]) => missingItems(requestOf(examples));
const everything = items.map(([, item]) => item.example);

test('a request made of all examples lacks nothing and is valid R4', () => {
  const whole = requestOf(everything);
  expect(missingItems(whole)).toStrictEqual({ refuse: [], warn: [], optional: [] });
  for (const resource of [whole.patient, whole.request, ...whole.others]) {
    expect(validateResource(resource)).toMatchObject({ ok: true });
  }
});

test.each(items)('without the example of %s, that item is said to be missing, as the table says', (name, item) => {
  const lacking = missing(items.filter(([other]) => !covers(other, name)).map(([, other]) => other.example));
  const expected = { code: 'missing-element', expression: item.path, diagnostics: item.says };
  expect(lacking[item.ifMissing]).toContainEqual(expected);
});

/** The example of one item may say another too: who is reached by post has an address. */
const covers = (other: string, name: string): boolean =>
  other === name ||
  (name === 'way-to-reach' && other === 'address') ||
  (name === 'requester' && other === 'referrer-contact');

test('only a name, the requester, what is asked for and a way to reach the person are refused when missing', () => {
  expect(items.filter(([, item]) => item.ifMissing === 'refuse').map(([name]) => name)).toStrictEqual([
    'name',
    'way-to-reach',
    'requester',
    'asked-for',
  ]);
  expect(missing([]).refuse.map((r) => r.expression)).toStrictEqual([
    'Patient.name',
    'Patient.telecom',
    'ServiceRequest.requester',
    'ServiceRequest.code',
  ]);
});

test('a name of white space is no name', () => {
  const blank = { patient: { name: [{ text: ' ', given: [''] }] } };
  expect(missing([blank]).refuse.map((r) => r.expression)).toContain('Patient.name');
});
