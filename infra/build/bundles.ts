import { globSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { type BuildOptions, build as esbuild, type Metafile, type Plugin } from 'esbuild';
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
const laterNameOf = (source: string): string | undefined => Object.keys(later).find((name) => later[name] === source);

export const besideBundles: Plugin = {
  name: 'beside-bundles',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
      const name = kind === 'dynamic-import' ? laterNameOf(relative(root, join(resolveDir, path))) : undefined;
      return name === undefined ? undefined : { path: laterFile(name), external: true };
    });
  },
};

/** The clients of the SDK read their version from their package.json, which carries scripts and dependencies into every bundle. */
const versionAlone: Plugin = {
  name: 'version-alone',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** How each bundle is made, here and where it is taken apart (tests/bench/cold-start.ts). */
export const bundling = {
  absWorkingDir: root,
  plugins: [besideBundles, versionAlone],
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
} satisfies BuildOptions;

/**
 * One esbuild call for all of functions/*.lambda.ts, to .build/functions/<name>/index.mjs. The same bytes are deployed,
 * run locally and measured by the size test. Does nothing when no input changed since the last call.
 */
export const buildBundles = async (): Promise<void> => {
  const entries = globSync('functions/*.lambda.ts', { cwd: root }).sort();
  if (await areUnchanged(memory, entries)) return;
  const { outputFiles, metafile } = await esbuild({
    ...bundling,
    entryPoints: { ...Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])), ...later },
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'error',
  });
  const outputs = outputFiles.flatMap(({ path, contents }) =>
    placesOf(relative(root, path), metafile).map((place) => ({ path: place, contents })),
  );
  await Promise.all(outputs.map(({ path, contents }) => replaceFile(path, contents)));
  await removeAllBut(entries.map(nameOf));
  await remember(memory, entries, [
    ...Object.keys(metafile.inputs),
    ...outputs.map(({ path }) => relative(root, path)),
  ]);
};

/** `path`: as esbuild would write it, and as it calls it in the metafile. */
const placesOf = (path: string, metafile: Metafile): string[] => {
  if (path.endsWith('.map')) return [join(maps, basename(path))];
  const source = metafile.outputs[path]?.entryPoint ?? '';
  const name = laterNameOf(source);
  if (name === undefined) return [join(bundles, nameOf(source), 'index.mjs')];
  return readersOf(name, metafile).map((reader) => join(bundles, reader, laterFile(name)));
};

/** The functions that read it, by way of another such file too. */
const readersOf = (name: string, metafile: Metafile): string[] => {
  const found = Object.values(metafile.outputs)
    .filter(({ imports }) => imports.some((one) => one.path === laterFile(name)))
    .flatMap(({ entryPoint = '' }) => {
      const between = laterNameOf(entryPoint);
      return between === undefined ? [nameOf(entryPoint)] : readersOf(between, metafile);
    });
  return [...new Set(found)];
};

/** A function that is gone must not be deployed, measured or run from what an earlier build left. */
const removeAllBut = async (names: readonly string[]): Promise<void> => {
  await mkdir(bundles, { recursive: true });
  const gone = (await readdir(bundles)).filter((name) => !names.includes(name));
  await Promise.all(gone.map((name) => rm(join(bundles, name), { recursive: true, force: true })));
};
