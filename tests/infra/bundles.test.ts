import { globSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const names = globSync('functions/*.lambda.ts', { cwd: root }).map((file) => basename(file, '.lambda.ts'));
const bundle = (name: string): string => `${root}.build/functions/${name}/index.mjs`;

/** platform.md 7: import time follows size, and a caller waits for it after every pause. */
const largest = (name: string): number => (name === 'fhir-api' ? 1_600_000 : 500 * 1024);

test.each(names)('the bundle of %s is within its budget', (name) => {
  expect(statSync(bundle(name)).size).toBeLessThanOrEqual(largest(name));
});

test('only fhir-api carries the FHIR validator', () => {
  const withValidator = names.filter((name) =>
    readFileSync(`${root}.build/maps/${name}.mjs.map`, 'utf8').includes('r4-validator.generated'),
  );
  expect(withValidator).toEqual(['fhir-api']);
});

test('no bundle says where it was built', () => {
  const telling = names.filter((name) => readFileSync(bundle(name), 'utf8').includes(root));
  expect(telling).toEqual([]);
});
