import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** The files of ours that a function is made of; types alone are nothing that runs. */
const madeOf = (entry: string, found = new Set<string>()): Set<string> => {
  if (found.has(entry)) return found;
  found.add(entry);
  const source = readFileSync(join(root, entry), 'utf8');
  for (const [, from = ''] of source.matchAll(/^(?:import (?!type )|export )[^;]*?from '(\.[^']+)';/gm))
    madeOf(join(dirname(entry), from), found);
  return found;
};

/** 0018: a group that a duty owner paused is asked nothing new, whoever asks: a person, a page or the hub by itself. */
test('whatever may ask a group knows which of them a duty owner paused', () => {
  const asking = globSync('functions/*.lambda.ts', { cwd: root })
    .map((entry) => [entry, madeOf(entry)] as const)
    .filter(([, files]) => files.has('functions/usecases/asked-owner.ts'));
  expect(asking.map(([entry]) => entry)).toEqual(
    expect.arrayContaining(['functions/fhir-api.lambda.ts', 'functions/chase.lambda.ts', 'functions/pages.lambda.ts']),
  );
  const blind = asking.filter(([, files]) => !files.has('functions/identity/holds.ts')).map(([entry]) => entry);
  expect(blind).toEqual([]);
});
