import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorPages } from '../../contracts/error-pages/error-pages.ts';

const folder = new URL('../../contracts/suppliers/', import.meta.url);
const files = readdirSync(folder);
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

test('the way in is short and names every document', () => {
  const readme = read('README.md');
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  expect(files.filter((file) => file !== 'README.md' && !readme.includes(`(${file})`))).toEqual([]);
});

test.each(files.filter((file) => file.endsWith('.md')))('every file that %s links to is there', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
});

test('an error code that the documents name is one', () => {
  const named = files.flatMap((file) =>
    [...read(file).matchAll(/4\d\d `?([a-z]+(?:-[a-z]+)*)`?/g)].map((m) => m[1] ?? ''),
  );
  const codes = named.filter((word) => word.includes('-') || word === 'duplicate');
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.filter((code) => !Object.hasOwn(errorPages, code))).toEqual([]);
});

test('every file that the way in for coordinators links to is there', () => {
  const beside = new URL('../../contracts/coordinators/', import.meta.url);
  const text = readFileSync(new URL('README.md', beside), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !existsSync(new URL(link, beside)))).toEqual([]);
});
