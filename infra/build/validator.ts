import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { atLeastOne, atMostOne } from './r4-keywords.ts';
import { schemaFile } from './r4-schema.ts';

const output = new URL('../../functions/fhir/r4-validator.generated.js', import.meta.url);
const inputs = [schemaFile, new URL('./r4-keywords.ts', import.meta.url), new URL(import.meta.url)];

/**
 * Compiles the R4 schema to plain JavaScript, so that no function carries a schema compiler.
 * Does nothing when the output is newer than what it is made from; two processes may run it at once.
 */
export const buildValidator = async (): Promise<void> => {
  if (isFresh()) return;
  const draft = new URL(`${output.href}.${process.pid}.tmp`);
  writeFileSync(draft, validatorCode());
  renameSync(draft, output);
};

const isFresh = (): boolean => {
  const made = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return inputs.every((input) => statSync(input).mtimeMs < made);
};

export const validatorCode = (): string => {
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    messages: false,
    // Every type is one function, used by all that hold it: the difference is between 1 MB and 10 MB.
    inlineRefs: false,
    loopEnum: Number.POSITIVE_INFINITY,
    strictTypes: false,
    allowUnionTypes: true,
    code: { esm: true, source: true, lines: true },
    keywords: [atMostOne, atLeastOne],
  });
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  return linear(standalone.default(ajv, validate));
};

const joins = /vErrors = vErrors === null \? ([\w.]+)\.errors : vErrors\.concat\(\1\.errors\);/g;

/**
 * ajv copies all errors found so far for each part that has some, so a message of a hundred thousand faults takes
 * minutes. Here they are appended. Paths into the schema are left out: nobody reads them.
 */
const linear = (code: string): string => {
  const append = 'const append = (all, more) => {if(all === null) return more;for(const e of more) all.push(e);return all;};\n';
  const appended = code.replace(joins, 'vErrors = append(vErrors, $1.errors);').replace(/schemaPath:"[^"]*",/g, '');
  if (appended.includes('.concat(')) throw new Error('ajv joins errors in a way that this build does not know');
  return append + appended;
};

if (import.meta.main) {
  await buildValidator();
  console.log(fileURLToPath(output));
}
