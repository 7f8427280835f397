import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Rows of the first table of a document, without its head. */
export const rowsOf = (document: string): readonly (readonly string[])[] =>
  readText(document)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** `tests/…/file.test.ts`: "name of the test", "another"; several files are separated by semicolons. */
export const testsNamedIn = (cell: string): { file: string; name: string }[] =>
  [...cell.matchAll(/`([^`]+)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
  );

/** Of tests and of groups of tests, also behind `.each(…)`. What only a comment or a helper says is none. */
const titlesIn = (code: string): ReadonlySet<string> =>
  new Set(
    [...code.matchAll(/^[ ]*(?:(?:test|it|describe)(?:\.\w+)*|.*\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/gm)].map(
      ([, , title = '']) => title.replaceAll(/\\(.)/g, '$1'),
    ),
  );

export const gone = (cell: string): { file: string; name: string }[] =>
  testsNamedIn(cell).filter(
    ({ file, name }) => !existsSync(new URL(file, root)) || !titlesIn(readText(file)).has(name),
  );
