import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A file on each floor, and an import from above it. DESIGN 3. */
const climbs: readonly (readonly [string, string])[] = [
  ['contracts/a.ts', '../functions/domain/result.ts'],
  ['contracts/lifecycle/b.ts', '../../mappings/gp/intake.ts'],
  ['functions/domain/c.ts', '../../mappings/gp/intake.ts'],
  ['functions/domain/d.ts', '../usecases/ports.ts'],
  ['functions/domain/e.ts', '../runtime/clock.ts'],
  ['functions/domain/f.ts', 'node:crypto'],
  ['functions/domain/tasks/fa.ts', '../../usecases/ports.ts'],
  ['functions/domain/tasks/fb.ts', '../../fhir/ports.ts'],
  ['functions/domain/tasks/fc.ts', '../../../mappings/gp/intake.ts'],
  ['mappings/gp/g.ts', '../../functions/usecases/ports.ts'],
  ['mappings/gp/h.ts', '../../functions/runtime/clock.ts'],
  ['functions/usecases/i.ts', '../ledger/dynamo-ledger.ts'],
  ['functions/usecases/j.ts', '@aws-sdk/client-dynamodb'],
  ['functions/ledger/k.ts', '../fhir-api.lambda.ts'],
  ['functions/ledger/l.ts', '../../infra/build/build.ts'],
];
const steps: readonly (readonly [string, string])[] = [
  ['functions/usecases/m.ts', '../domain/result.ts'],
  ['functions/domain/n.ts', '../../contracts/systems.ts'],
  ['functions/domain/tasks/na.ts', '../contact/safe-contact.ts'],
  ['functions/domain/tasks/nb.ts', '../../../contracts/fhir/primitives.ts'],
  ['mappings/gp/o.ts', '../../functions/domain/result.ts'],
];

const root = new URL('../../', import.meta.url).pathname;
let folder = '';
let found = '';

/** The project's own rules over a tree of nothing but these files. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handover-floors-'));
  const { vcs: _, files: __, ...rules } = JSON.parse(readFileSync(join(root, '.biome.json'), 'utf8'));
  writeFileSync(join(folder, '.biome.json'), JSON.stringify(rules));
  for (const [file, from] of [...climbs, ...steps]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `import { thing } from '${from}';\n\nexport const other = thing;\n`);
  }
  const options = { cwd: folder, encoding: 'utf8' as const };
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/biome'),
    ['lint', '--reporter=json', '--max-diagnostics=100'],
    options,
  );
  found = JSON.stringify(
    JSON.parse(stdout).diagnostics.filter((d: { category: string }) => d.category.endsWith('noRestrictedImports')),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(climbs)('the linter refuses that %s imports %s', (file) => {
  expect(found).toContain(file);
});

test.each(steps)('%s may import %s, from a floor below it', (file) => {
  expect(found).not.toContain(file);
});
