import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import { appointment, document, observation, person, request, task, transaction } from './samples.ts';

/** Every place of a resource at which a value could be another. */
const pointers = (value: unknown, at: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [[...at], ...Object.entries(value).flatMap(([key, inner]) => pointers(inner, [...at, key]))]
    : [[...at]];

const replaced = (value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? replaced(item, rest, by) : item));
  const entries = Object.entries(value ?? {}).map(([k, inner]) => [k, k === key ? replaced(inner, rest, by) : inner]);
  return Object.fromEntries(entries);
};

const samples = [person, request, task, appointment, observation, transaction, document];
const secret = 'Jane Smith 943 476 5919';
const planted = [
  secret,
  { [secret]: secret },
  [secret],
  { text: secret },
  { reference: secret },
  { resourceType: secret },
  [null, secret],
];

test('no refusal repeats a word of the message, wherever it is wrong', () => {
  let refusals = 0;
  fc.assert(
    fc.property(
      fc
        .constantFrom(...samples)
        .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...pointers(sample)))),
      fc.constantFrom(...planted),
      ([sample, pointer], value) => {
        const result = validateResource(replaced(sample, pointer, value));
        if (result.ok) return;
        refusals += result.refusals.length;
        const said = JSON.stringify(result.refusals);
        for (const word of ['Jane', 'Smith', '943', '5919']) expect(said).not.toContain(word);
      },
    ),
    { numRuns: 2000, seed: 20261121 },
  );
  expect(refusals).toBeGreaterThan(1000);
});

test('what JSON can hold never breaks the validator', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...samples)
        .chain((sample) => fc.tuple(fc.constant(sample), fc.constantFrom(...pointers(sample)))),
      fc.jsonValue({ maxDepth: 5 }),
      ([sample, pointer], value) => {
        const result = validateResource(replaced(sample, pointer, value));
        expect(result.ok || result.refusals.length > 0).toBe(true);
      },
    ),
    { numRuns: 2000, seed: 20261121 },
  );
});
