import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const here = new URL('.', import.meta.url);

/** Data of the stored format, without which nobody reads it. */
const allowed = "from '../../../functions/ledger/dictionary-1.ts'";

test.each(globSync('**/*.ts', { cwd: here.pathname }))('%s has nothing of the code that is to be judged', (file) => {
  const text = readFileSync(new URL(file, here), 'utf8').replace(allowed, '');
  expect(text).not.toMatch(/from '[./]*\/(functions|mappings)\//);
});

const ofLocal = /from '[./]*\/infra\/local\/([\w/-]+)\.ts'/g;

test.each(globSync('{county,stories,judges}/*.ts', { cwd: here.pathname }))(
  '%s uses of the runtime only its peers',
  (file) => {
    const used = [...readFileSync(new URL(file, here), 'utf8').matchAll(ofLocal)].map(([, name]) => name ?? '');
    expect(used.filter((name) => !/^(demo|mesh)\//.test(name))).toEqual([]);
  },
);
