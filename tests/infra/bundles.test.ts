import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { besideBundles } from '../../infra/build/bundles.ts';

const root = new URL('../../', import.meta.url).pathname;
const names = globSync('functions/*.lambda.ts', { cwd: root }).map((file) => basename(file, '.lambda.ts'));
const bundle = (name: string): string => `${root}.build/functions/${name}/index.mjs`;

const sources = (name: string): string => readFileSync(`${root}.build/maps/${name}.mjs.map`, 'utf8');

/**
 * platform.md 7: import time follows size, and a caller waits for it after every pause. The two that carry most of the rules may be a
 * little larger: who saw what, quotas, permission, who may do what, calls and carers came in. A quarter of each is zod and
 * temporal-polyfill, which Node.js will have of its own one day. Those that make pages carry the compiled templates of the NHS design
 * system, 190 KiB of functions that each run when their component is shown; `pages` also every rule and questionnaire that the APIs have, as people do there
 * software does, as do organisers of groups, and people on their own page, by `links`, which also asks the directory and has all its
 * texts in each language; both read tables of who came (csv-parse). `safeguarding` answers the form of whoever holds a link with a page. `deliver` writes to them too, and
 * like `pages`, where an organiser is entered, knows which numbers a text message reaches (libphonenumber-js, 120 KiB).
 */
const budgets: Readonly<Record<string, number>> = {
  ...{ 'fhir-api': 1_700_000, 'partner-api': 600 * 1024, deliver: 780 * 1024 },
  // Every obligation is known to these, those to companions and to the person too.
  ...{ chase: 540 * 1024, safeguarding: 930 * 1024 },
  ...{ web: 840 * 1024, pages: 1_600 * 1024, links: 1_200 * 1024 },
};
const largest = (name: string): number => budgets[name] ?? 500 * 1024;

test.each(names)('the bundle of %s is within its budget', (name) => {
  expect(statSync(bundle(name)).size).toBeLessThanOrEqual(largest(name));
});

test('only fhir-api carries the FHIR validator', () => {
  const withValidator = names.filter((name) => sources(name).includes('r4-validator.generated'));
  expect(withValidator).toEqual(['fhir-api']);
});

test('what prints and mails letters is beside the bundles that need it, and in none', () => {
  const beside = names.filter((name) => existsSync(bundle(name).replace('index.mjs', 'pdf.mjs')));
  expect(beside).toEqual(['deliver', 'fhir-api']);
  const within = names.filter((name) => /node_modules\/(pdfkit|fontkit|@aws-sdk\/client-sesv2)\//.test(sources(name)));
  expect(within.sort()).toEqual(['digest', 'safeguarding']);
});

test('what is read later is known by its whole path: another file of the same name is not', async () => {
  const readBy = (folder: string) =>
    build({
      ...{ stdin: { contents: "import('./pdf.ts')", resolveDir: root + folder }, bundle: true, format: 'esm' },
      ...{ write: false, metafile: true, logLevel: 'silent', plugins: [besideBundles] },
    });
  const { metafile } = await readBy('functions/delivery/document');
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))).toEqual([
    './pdf.mjs',
  ]);
  await expect(readBy('functions/delivery/mesh')).rejects.toThrow('Could not resolve "./pdf.ts"');
});

test('no bundle says where it was built', () => {
  const telling = names.filter((name) => readFileSync(bundle(name), 'utf8').includes(root));
  expect(telling).toEqual([]);
});
