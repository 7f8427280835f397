import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const operator = new URL('../../../infra/operator/', import.meta.url);

/** Files and packages that stand in memory once a command has begun, before it runs. */
const loadedBy = (file: URL, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  const code = readFileSync(file, 'utf8');
  for (const [, name = ''] of code.matchAll(/^(?:import|\}) (?!type )(?:[^;]*? from )?'([^']+)';$/gm))
    if (name.startsWith('.')) loadedBy(new URL(name, file), seen);
    else seen.add(name);
  return seen;
};

test.each(['audit', 'redrive', 'retention', 'restore-drill', 'client', 'organisation', 'companions'])(
  '%s says how it is used before it loads what reaches a hub',
  (name) => {
    const loaded = [...loadedBy(new URL(`${name}.ts`, operator))].map((one) => one.replace(operator.href, ''));
    expect(loaded).toContain('command.ts');
    expect(loaded.filter((one) => /aws-sdk|^connection|^stores|functions\/ledger/.test(one))).toEqual([]);
  },
);
