import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as esbuild } from 'esbuild';
import { build } from '../../infra/build/build.ts';
import { bundling } from '../../infra/build/bundles.ts';
import { root } from '../../infra/build/root.ts';

export interface ColdStart {
  readonly name: string;
  /** Of the import, in fresh processes: the median. */
  readonly milliseconds: number;
  readonly bytes: number;
  readonly largest: readonly (readonly [part: string, bytes: number])[];
}

const processes = 9;

const importer = fileURLToPath(new URL('import-once.ts', import.meta.url));

/** Without what was compiled before: a new environment of Lambda has none of it. */
const timesOf = (path: string): number[] =>
  Array.from({ length: processes }, () => {
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: '',
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    };
    return Number(execFileSync(process.execPath, [importer, path], { env, encoding: 'utf8' }));
  });

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** A package, or a folder of ours. */
const partOf = (path: string): string => {
  const inside = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return inside ?? path.split('/').slice(0, 2).join('/');
};

const largestOf = async (entry: string, options: BuildOptions): Promise<ColdStart['largest']> => {
  const { metafile } = await esbuild({
    ...{ ...options, entryPoints: [entry], outdir: 'out', metafile: true, write: false, logLevel: 'silent' },
  });
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs))
      parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + bytesInOutput);
  return [...parts].sort(([, a], [, b]) => b - a).slice(0, 5);
};

const measured = async (name: string, path: string, entry: string, options: BuildOptions): Promise<ColdStart> => ({
  ...{ name, milliseconds: Math.round(median(timesOf(path)) * 10) / 10, bytes: statSync(path).size },
  largest: await largestOf(entry, options),
});

/** As anybody bundles it. */
const plain: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  banner: bundling.banner,
};

/** Import of each bundle as it is deployed, beside nothing at all and the bare client as one bundle, made in both ways. */
export const coldStarts = async (): Promise<readonly ColdStart[]> => {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'handover-cold-'));
  try {
    const nothing = join(root, 'tests/bench/nothing.mjs');
    const entry = 'tests/bench/bare-client.ts';
    const all: ColdStart[] = [
      { name: 'nothing', milliseconds: median(timesOf(nothing)), bytes: statSync(nothing).size, largest: [] },
    ];
    for (const [name, options] of [
      ['DynamoDB client', plain],
      ['the same, bundled as the hub is', bundling],
    ] as const) {
      const outfile = join(folder, `${all.length}.mjs`);
      await esbuild({ ...options, entryPoints: [entry], outfile });
      all.push(await measured(name, outfile, entry, options));
    }
    for (const path of globSync('functions/*.lambda.ts', { cwd: root }).sort()) {
      const name = basename(path, '.lambda.ts');
      all.push(await measured(name, join(root, `.build/functions/${name}/index.mjs`), path, bundling));
    }
    return all;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
