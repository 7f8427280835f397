import { writeFileSync } from 'node:fs';
import { readElements, validatedTypes } from '../../contracts/fhir/validated-types.ts';
import { readDefinitions } from './r4-definitions.ts';
import type { Schema } from './r4-fields.ts';
import { typesOf } from './r4-types.ts';

export const schemaFile = new URL('../../contracts/fhir/r4.schema.json', import.meta.url);

/** The schema of any R4 resource, from HL7's definitions: `npm run r4-schema` writes it. */
export const r4Schema = (): { $schema: string; $ref: string; definitions: Record<string, Schema> } => {
  const definitions: Record<string, Schema> = {};
  typesOf(readDefinitions(), validatedTypes, readElements, definitions).named('Resource');
  const byName = Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $ref: '#/definitions/AnyResource',
    definitions: Object.fromEntries(byName),
  };
};

/** One definition a line: small, and a change of a type shows as a change of its line. */
export const schemaText = (): string => {
  const { definitions, ...head } = r4Schema();
  const lines = Object.entries(definitions).map(
    ([name, schema]) => `${JSON.stringify(name)}: ${JSON.stringify(schema)}`,
  );
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "definitions": {\n${lines.join(',\n')}\n}}\n`;
};

if (import.meta.main) writeFileSync(schemaFile, schemaText());
