import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { build } from '../../infra/build/build.ts';
import { root } from '../../infra/build/root.ts';

export interface ColdStart {
  readonly name: string;
  /** Of the import, in fresh processes: the median. */
  readonly milliseconds: number;
  readonly bytes: number;
  readonly largest: readonly (readonly [part: string, bytes: number])[];
}

const functions = ['authorise', 'token', 'project', 'deliver', 'partner-api', 'fhir-api'];
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

const largestOf = async (entry: string): Promise<ColdStart['largest']> => {
  const { metafile } = await esbuild({
    ...{ entryPoints: [entry], bundle: true, minify: true, metafile: true, write: false },
    ...{ platform: 'node', format: 'esm', target: 'node24', outdir: 'out', absWorkingDir: root, logLevel: 'silent' },
  });
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs))
      parts.set(partOf(path), (parts.get(partOf(path)) ?? 0) + bytesInOutput);
  return [...parts].sort(([, a], [, b]) => b - a).slice(0, 5);
};

const measured = async (name: string, path: string, entry: string): Promise<ColdStart> => ({
  ...{ name, milliseconds: Math.round(median(timesOf(path)) * 10) / 10, bytes: statSync(path).size },
  largest: await largestOf(entry),
});

/** Import of each bundle as it is deployed, beside the bare client as one bundle, and nothing at all. */
export const coldStarts = async (): Promise<readonly ColdStart[]> => {
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'handover-cold-'));
  try {
    const nothing = join(root, 'tests/bench/nothing.mjs');
    const client = join(folder, 'client.mjs');
    const entry = join(root, 'tests/bench/bare-client.ts');
    await esbuild({
      ...{
        entryPoints: [entry],
        outfile: client,
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'esm',
        target: 'node24',
      },
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    });
    const bare = [
      { name: 'nothing', milliseconds: median(timesOf(nothing)), bytes: statSync(nothing).size, largest: [] },
      await measured('DynamoDB client', client, entry),
    ];
    const own = [];
    for (const name of functions)
      own.push(await measured(name, join(root, `.build/functions/${name}/index.mjs`), `functions/${name}.lambda.ts`));
    return [...bare, ...own];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
