import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every file that a program is made of. */
const filesOf = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, to = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
    filesOf(resolve(dirname(file), to), seen);
  }
  return seen;
};

test.each(['practice', 'wellbeing-service', 'group'])(
  'the demo program "%s" has nothing of the hub but what the contracts promise',
  (program) => {
    const files = [...filesOf(resolve(root, `infra/local/demo/${program}.ts`))].map((file) => relative(root, file));
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => !/^(infra\/local\/demo|contracts)\//.test(file))).toEqual([]);
  },
);
