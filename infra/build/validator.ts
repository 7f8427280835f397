import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { atLeastOne, atMostOne } from './r4-keywords.ts';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';

const schema = join(root, 'contracts/fhir/r4.schema.json');
const output = join(root, 'functions/fhir/rules/r4-validator.generated.js');
const inputs = [
  schema,
  ...['validator.ts', 'r4-keywords.ts'].map((file) => join(root, 'infra/build', file)),
  join(root, 'package-lock.json'),
];

/**
 * Compiles the R4 schema to plain JavaScript, so that no function carries a schema compiler.
 * Does nothing when the output is newer than what it is made from; two processes may run it at once.
 */
export const buildValidator = async (): Promise<void> => {
  if (!isFresh()) await replaceFile(output, validatorCode());
};

const isFresh = (): boolean => {
  const made = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return inputs.every((input) => statSync(input).mtimeMs < made);
};

const validatorCode = (): string => {
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    messages: false,
    // Every type is one function, used by all that hold it: otherwise each would be copied into each.
    inlineRefs: false,
    // A long value set as a loop would need a package at run time.
    loopEnum: Number.POSITIVE_INFINITY,
    strictTypes: false,
    code: { esm: true, source: true, lines: true },
    keywords: [atMostOne, atLeastOne],
  });
  return linear(standalone.default(ajv, ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))));
};

const joins = /vErrors = vErrors === null \? ([\w.]+)\.errors : vErrors\.concat\(\1\.errors\);/g;
const append =
  'const append = (all, more) => {if(all === null) return more;for(const e of more) all.push(e);return all;};\n';

/**
 * ajv copies all faults found so far for each part that has some, so ten thousand faults cost a hundred million copies.
 * Here they are appended. Paths into the schema are left out: nobody reads them, and they are a tenth of the code.
 */
const linear = (code: string): string => {
  const appended = code.replace(joins, 'vErrors = append(vErrors, $1.errors);').replace(/schemaPath:"[^"]*",/g, '');
  if (appended.includes('.concat(')) throw new Error('ajv joins errors in a way that this build does not know');
  return append + appended;
};

if (import.meta.main) await buildValidator();
