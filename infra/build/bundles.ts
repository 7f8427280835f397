import { globSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { build as esbuild } from 'esbuild';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';
import { areUnchanged, remember } from './unchanged.ts';

const bundles = join(root, '.build/functions');
/** Beside the bundles, not in them: what is in the asset is what is deployed. */
const maps = join(root, '.build/maps');
const memory = join(root, '.build/bundles.json');

/** `functions/fhir-api.lambda.ts` is deployed as `fhir-api`. */
const nameOf = (entry: string): string => basename(entry, '.lambda.ts');

/**
 * One esbuild call for all of functions/*.lambda.ts, to .build/functions/<name>/index.mjs. The same bytes are deployed,
 * run locally and measured by the size test. Does nothing when no input changed since the last call.
 */
export const buildBundles = async (): Promise<void> => {
  const entries = globSync('functions/*.lambda.ts', { cwd: root }).sort();
  if (await areUnchanged(memory, entries)) return;
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])),
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // The biggest lever on size: many packages keep their ES modules under `module` (platform.md 7).
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(root, 'infra/build/lambda-credentials.ts') },
    // CommonJS packages inside an ES module still call require.
    banner: {
      js: "import{createRequire as handoverRequire}from'node:module';const require=handoverRequire(import.meta.url);",
    },
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'error',
  });
  const outputs = outputFiles.map(({ path, contents }) => ({ path: placeOf(basename(path)), contents }));
  await Promise.all(outputs.map(({ path, contents }) => replaceFile(path, contents)));
  await removeAllBut(entries.map(nameOf));
  await remember(memory, entries, [
    ...Object.keys(metafile.inputs),
    ...outputs.map(({ path }) => relative(root, path)),
  ]);
};

const placeOf = (file: string): string =>
  file.endsWith('.map') ? join(maps, file) : join(bundles, basename(file, '.mjs'), 'index.mjs');

/** A function that is gone must not be deployed, measured or run from what an earlier build left. */
const removeAllBut = async (names: readonly string[]): Promise<void> => {
  await mkdir(bundles, { recursive: true });
  const gone = (await readdir(bundles)).filter((name) => !names.includes(name));
  await Promise.all(gone.map((name) => rm(join(bundles, name), { recursive: true, force: true })));
};
