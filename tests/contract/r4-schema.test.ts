import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { validatedTypes } from '../../contracts/fhir/validated-types.ts';
import { choiceStems, expressionOf } from '../../functions/fhir/rules/expression.ts';
import { formOf } from '../../functions/fhir/rules/forms.ts';
import { rulesOfResources } from '../../functions/fhir/rules/rules-of-resources.ts';
import { r4Schema, schemaFile, schemaText } from '../../infra/build/r4-schema.ts';

const { definitions } = r4Schema();

const found = <T>(keyword: string): T[] => {
  const values: T[] = [];
  JSON.stringify(definitions, (key, value) => {
    if (key === keyword) values.push(value);
    return value;
  });
  return values;
};

test('the committed schema is what HL7 definitions give: npm run r4-schema', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText());
});

test('at most 20 types are validated whole, and every one is a type of R4', () => {
  expect(validatedTypes.length).toBeLessThanOrEqual(20);
  for (const type of validatedTypes) {
    expect(definitions[type]).toMatchObject({ properties: { resourceType: { const: type } } });
  }
});

test('every choice of types is known by its stem in an expression', () => {
  for (const groups of found<Record<string, string[]>>('atMostOne')) {
    for (const [name, members] of Object.entries(groups)) {
      for (const member of members.filter((m) => m !== 'extension')) {
        expect(expressionOf('Task', `/${member}`)).toBe(`Task.${name.replace('[x]', '')}`);
      }
    }
  }
});

test('no other element is shortened in an expression', () => {
  const chosen = new Set(found<Record<string, string[]>>('atMostOne').flatMap((g) => Object.values(g).flat()));
  const others = found<Record<string, unknown>>('properties').flatMap(Object.keys);
  for (const name of others.filter((n) => !n.startsWith('_') && !chosen.has(n))) {
    expect(expressionOf('Task', `/${name}`)).toBe(`Task.${name}`);
  }
  expect(choiceStems).toHaveLength(new Set(choiceStems).size);
});

test('every pattern of the schema can be said in words', () => {
  for (const pattern of new Set(found<unknown>('pattern'))) {
    if (typeof pattern === 'string' && pattern !== '\\S') expect(formOf(pattern)).toMatch(/^(?!a reference to $)\S/);
  }
});

test('every rule of a resource is for a type that is validated', () => {
  for (const path of Object.keys(rulesOfResources)) expect(validatedTypes).toContain(path.split('.')[0]);
});

test('the validator adds less than 950 KiB to a function', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../functions/fhir/rules/validate.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  expect(outputFiles[0]?.contents.length).toBeLessThan(950 * 1024);
});
