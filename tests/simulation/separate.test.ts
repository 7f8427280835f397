import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const county = new URL('./county/', import.meta.url);

test.each(readdirSync(county))('%s of the county has nothing of the code that it is to judge', (file) => {
  const text = readFileSync(new URL(file, county), 'utf8');
  expect(text).not.toMatch(/from '[./]*\/(functions|mappings)\//);
});
