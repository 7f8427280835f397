import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import schema from '../../../contracts/fhir/r4.schema.json' with { type: 'json' };
import { mostValues } from '../../../functions/fhir/rules/limits.ts';
import { narrativeFault } from '../../../functions/fhir/rules/narrative.ts';
import { validate } from '../../../functions/fhir/rules/r4-validator.generated.js';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import { refused } from './refused.ts';
import { request, task } from './samples.ts';

const patterns = new Set<string>();
JSON.stringify(schema, (key, value) => {
  if (key === 'pattern' && typeof value === 'string') patterns.add(value);
  return value;
});

/** Each of these is quadratic or worse for some pattern that HL7 or a careless hand would write. */
const pieces = [
  'A',
  'A ',
  ' ',
  '\t\n',
  '/A',
  '/A/1',
  'http://',
  '1',
  '.1',
  '0000-',
  '<',
  '<div',
  '=',
  '#',
  '?',
  'Aa/',
  '😀',
  '\u00a0',
];
const size = 384 * 1024;

test('no pattern of the schema needs more than a few passes over a long text', () => {
  expect(patterns.size).toBeGreaterThan(50);
  const tried = [...patterns].map((pattern) => {
    const compiled = new RegExp(pattern, 'u');
    const texts = pieces.flatMap((piece) => {
      const text = piece.repeat(64_000 / piece.length);
      return [`${text}!`, `http://${text} `, `urn:oid:1${text}`, `<div>${text}`];
    });
    // A pass takes less than a millisecond. Two nested ones take minutes; the limit stops them, and the test fails.
    return runInNewContext(
      'texts.every((text) => typeof compiled.test(text) === "boolean")',
      { compiled, texts },
      { timeout: 5000 },
    );
  });
  expect(tried).not.toContain(false);
});

test('a narrative of unclosed brackets is read once', () => {
  for (const piece of ['<', '<!--', '<a ', '<a href="', "<a b='"]) {
    expect(narrativeFault(`<div>${piece.repeat(size / piece.length)}`)).toBe('markup');
  }
});

test('the faults of a message grow with it and no faster', () => {
  const faults = (notes: number): number => {
    validate({ ...request, note: Array.from({ length: notes }, () => ({})) });
    return validate.errors?.length ?? 0;
  };
  expect(faults(2000)).toBe(2 * faults(1000));
  expect(faults(4000)).toBe(4 * faults(1000));
});

test('an answer names a hundred faults and counts the rest', () => {
  const result = validateResource({ ...request, note: Array.from({ length: 5000 }, () => ({})) });
  const refusals = result.ok ? [] : result.refusals;
  expect(refusals).toHaveLength(101);
  expect(refusals.at(-1)).toStrictEqual({ code: 'not-fhir', diagnostics: '4900 further faults are not listed.' });
});

test('a message of more values than a real one can hold is refused before it is looked at', () => {
  expect(refused({ ...task, note: Array.from({ length: mostValues }, () => 0) })).toStrictEqual([
    'too-large at nothing',
  ]);
  const deep = Array.from({ length: 600 }, () => ({ extension: Array.from({ length: 50 }, () => ({ url: 'u' })) }));
  expect(refused({ ...task, extension: deep })).toStrictEqual(['too-large at nothing']);
});

test('a thousand contained resources, each referred to, are looked up and not searched for', () => {
  const contained = Array.from({ length: 2000 }, (_, i) => ({ resourceType: 'Organization', id: `o${i}`, name: 'A' }));
  const supportingInfo = contained.map((_, i) => ({ reference: `#o${contained.length - 1 - i}` }));
  expect(refused({ ...request, contained, supportingInfo })).toStrictEqual([]);
});

test('numbers that a double cannot hold are refused, for they would be stored as null', () => {
  const wide = JSON.parse('{"resourceType":"DocumentReference","size":1e400}');
  expect(refused(wide)).toContain('invalid-value at DocumentReference.size');
});
