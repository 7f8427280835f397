import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(resolve(root, file)));

test('every file that a document links to is there', () => {
  const links = documents.flatMap((file) =>
    [...readFileSync(resolve(root, file), 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].map(
      ([, link = '']) => ({ file, link }),
    ),
  );
  expect(links.filter(({ file }) => file === 'README.md').length).toBeGreaterThan(20);
  expect(links.filter(({ file, link }) => !existsSync(resolve(root, dirname(file), link)))).toEqual([]);
});

test('every test that a document names by its path is there', () => {
  const named = documents.flatMap((file) =>
    [...readFileSync(resolve(root, file), 'utf8').matchAll(/`(tests\/[\w/.-]+\.ts)`/g)].map(([, path = '']) => ({
      file,
      path,
    })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ path }) => !existsSync(resolve(root, path)))).toEqual([]);
});
