import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { billOfMaterials } from '../../infra/build/bill-of-materials.ts';

const bill = z
  .object({
    bomFormat: z.literal('CycloneDX'),
    specVersion: z.literal('1.5'),
    components: z.array(
      z.object({
        ...{ name: z.string(), version: z.string(), purl: z.string().startsWith('pkg:npm/') },
        licenses: z.array(z.object({ license: z.object({ id: z.string().optional(), name: z.string().optional() }) })),
        hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) })).min(1),
      }),
    ),
  })
  .parse(billOfMaterials());

/** They ask for a notice and nothing else of who runs the hub. */
const permissive = ['MIT', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'];
const readByAPerson = ['dejavu-fonts-ttf'];

test('every package in a bundle has a licence that asks for no more than a notice', () => {
  const others = bill.components.filter(({ licenses }) => !permissive.includes(licenses[0]?.license.id ?? ''));
  expect(others.map(({ name }) => name)).toEqual(readByAPerson);
});

test('what the functions import stands in it, in the version that is pinned, with the digest of the lock file', () => {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
  const listed = new Map(bill.components.map(({ name, version }) => [name, version]));
  expect(Object.entries(dependencies).filter(([name, version]) => listed.get(name) !== version)).toEqual([]);
});
