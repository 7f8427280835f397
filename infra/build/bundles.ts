import { globSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { build as esbuild, type Plugin } from 'esbuild';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';
import { areUnchanged, remember } from './unchanged.ts';

const bundles = join(root, '.build/functions');
/** Beside the bundles, not in them: what is in the asset is what is deployed. */
const maps = join(root, '.build/maps');
const memory = join(root, '.build/bundles.json');

/** `functions/fhir-api.lambda.ts` is deployed as `fhir-api`. */
const nameOf = (entry: string): string => basename(entry, '.lambda.ts');

/** What a function reads when it first needs it, and not when it starts: files beside its bundle, by their names there. */
const later: Readonly<Record<string, string>> = {
  ways: 'functions/delivery/document/ways.ts',
  pdf: 'functions/delivery/document/pdf.ts',
  ses: 'functions/delivery/mail/ses.ts',
};
const laterFile = (name: string): string => `./${name}.mjs`;

const besideBundles: Plugin = {
  name: 'beside-bundles',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/[a-z]+\.ts$/ }, ({ path, kind }) => {
      const name = basename(path, '.ts');
      return kind === 'dynamic-import' && name in later ? { path: laterFile(name), external: true } : undefined;
    });
  },
};

/**
 * One esbuild call for all of functions/*.lambda.ts, to .build/functions/<name>/index.mjs. The same bytes are deployed,
 * run locally and measured by the size test. Does nothing when no input changed since the last call.
 */
export const buildBundles = async (): Promise<void> => {
  const entries = globSync('functions/*.lambda.ts', { cwd: root }).sort();
  if (await areUnchanged(memory, entries)) return;
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: root,
    entryPoints: { ...Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])), ...later },
    plugins: [besideBundles],
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
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'infra/build/lambda-credentials.ts'),
      '@smithy/core/event-streams': join(root, 'infra/build/no-event-streams.ts'),
      debug: join(root, 'infra/build/no-debug.ts'),
      agentkeepalive: join(root, 'infra/build/no-agent.ts'),
    },
    // CommonJS packages inside an ES module still call require.
    banner: {
      js: "import{createRequire as handoverRequire}from'node:module';const require=handoverRequire(import.meta.url);",
    },
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'error',
  });
  const readers = (name: string): string[] =>
    Object.entries(metafile.outputs)
      .filter(([, { imports }]) => imports.some((one) => one.path === laterFile(name)))
      .map(([path]) => basename(path, '.mjs'))
      .flatMap((reader) => (reader in later ? readers(reader) : [reader]));
  const outputs = outputFiles.flatMap(({ path, contents }) =>
    [...new Set(placesOf(basename(path), readers))].map((place) => ({ path: place, contents })),
  );
  await Promise.all(outputs.map(({ path, contents }) => replaceFile(path, contents)));
  await removeAllBut(entries.map(nameOf));
  await remember(memory, entries, [
    ...Object.keys(metafile.inputs),
    ...outputs.map(({ path }) => relative(root, path)),
  ]);
};

const placesOf = (file: string, readers: (name: string) => readonly string[]): string[] => {
  const name = basename(file, '.mjs');
  return name in later ? readers(name).map((reader) => join(bundles, reader, file)) : [placeOf(file)];
};

const placeOf = (file: string): string =>
  file.endsWith('.map') ? join(maps, file) : join(bundles, basename(file, '.mjs'), 'index.mjs');

/** A function that is gone must not be deployed, measured or run from what an earlier build left. */
const removeAllBut = async (names: readonly string[]): Promise<void> => {
  await mkdir(bundles, { recursive: true });
  const gone = (await readdir(bundles)).filter((name) => !names.includes(name));
  await Promise.all(gone.map((name) => rm(join(bundles, name), { recursive: true, force: true })));
};
