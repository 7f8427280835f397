import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** A file on each floor, and an import from above it. DESIGN 3. */
const climbs: readonly (readonly [string, string])[] = [
  ['contracts/example.ts', '../functions/domain/result.ts'],
  ['contracts/lifecycle/example.ts', '../../mappings/gp/intake.ts'],
  ['functions/domain/example.ts', '../../mappings/gp/intake.ts'],
  ['functions/domain/example.ts', '../usecases/ports.ts'],
  ['functions/domain/example.ts', '../runtime/clock.ts'],
  ['functions/domain/example.ts', 'node:crypto'],
  ['mappings/gp/example.ts', '../../functions/usecases/ports.ts'],
  ['mappings/gp/example.ts', '../../functions/runtime/clock.ts'],
  ['functions/usecases/example.ts', '../ledger/dynamo-ledger.ts'],
  ['functions/usecases/example.ts', '@aws-sdk/client-dynamodb'],
  ['functions/ledger/example.ts', '../fhir-api.lambda.ts'],
  ['functions/ledger/example.ts', '../../infra/build/build.ts'],
];

const lint = (file: string, from: string): string => {
  const { stdout, stderr } = spawnSync('node_modules/.bin/biome', ['lint', `--stdin-file-path=${file}`], {
    cwd: new URL('../..', import.meta.url).pathname,
    input: `import { thing } from '${from}';\nexport const other = thing;\n`,
    encoding: 'utf8',
  });
  return stdout + stderr;
};

test.each(climbs)('the linter refuses that %s imports %s', (file, from) => {
  expect(lint(file, from)).toContain('noRestrictedImports');
});

test('a file may import from the floors below it', () => {
  expect(lint('functions/usecases/example.ts', '../domain/result.ts')).not.toContain('noRestrictedImports');
});
