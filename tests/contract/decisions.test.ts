import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** First cells of a Markdown table, without its head. */
const firstCells = (markdown: string): string[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.split('|')[1]?.trim() ?? '');

test('every dependency has a line of reason, and every reason a dependency', () => {
  const manifest: Record<string, Record<string, string>> = JSON.parse(read('package.json'));
  const declared = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  );
  expect(firstCells(read('infra/decisions/0002-dependencies.md')).sort()).toEqual(declared.sort());
});

test('every dependency is pinned to one exact version', () => {
  const manifest: Record<string, Record<string, string>> = JSON.parse(read('package.json'));
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.values(manifest[kind] ?? {}),
  );
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('the list of decisions names every decision', () => {
  const files = readdirSync(new URL('infra/decisions/', root)).filter((f) => f !== 'README.md');
  const list = read('infra/decisions/README.md');
  expect(files.filter((file) => !list.includes(`(${file})`))).toEqual([]);
});
