import { createHash } from 'node:crypto';
import { existsSync, globSync, utimesSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';
import { mark } from './unchanged.ts';

/** What was synthesised, as one file beside the CDK's own. */
const summary = z.object({
  template: z.unknown(),
  stack: z.string(),
  region: z.string(),
  /** Key under which code would lie in S3 → folder beside this file. */
  code: z.record(z.string(), z.string()),
});

const summaryIn = (folder: string): string => join(folder, 'summary.json');

export const readSummary = async (folder: string): Promise<z.infer<typeof summary>> =>
  summary.parse(JSON.parse(await readFile(summaryIn(folder), 'utf8')));

const folders = join(root, '.build/assemblies');
/** All that may stand behind the template, and then some: once too often costs two seconds, once too seldom a wrong hub. */
const sources = [
  ...['infra', 'contracts', 'functions', 'mappings'].map((folder) => `${folder}/**/*.*`),
  ...['.build/functions/*/*.*', 'cdk.json', 'package-lock.json'],
];

/**
 * The app of stage trial as it would be deployed, in a folder that does not change any more. Synthesised only where
 * something changed: to load the CDK takes longer than the rest of a start. Expects the bundles to be there.
 */
export const buildAssembly = async (): Promise<string> => {
  const folder = join(folders, await fingerprint());
  if (!existsSync(folder)) await synthesiseTo(folder);
  // What is in use is not old.
  utimesSync(folder, new Date(), new Date());
  return folder;
};

const fingerprint = async (): Promise<string> => {
  const files = globSync(sources, { cwd: root }).sort();
  const marks = await Promise.all(files.map(async (file) => `${file} ${await mark(file)}`));
  return createHash('sha256').update(marks.join('\n')).digest('hex').slice(0, 16);
};

const synthesiseTo = async (folder: string): Promise<void> => {
  await mkdir(folders, { recursive: true });
  const aside = await mkdtemp(join(folders, 'aside-'));
  const [{ AssetStaging }, { synthesise }] = await Promise.all([import('aws-cdk-lib'), import('../hub.ts')]);
  // The CDK remembers what this process copied before, and would not copy it again into another folder.
  AssetStaging.clearAssetHashCache();
  const [stack, ...others] = synthesise({ outdir: aside, validate: false, stage: 'trial' }).stacks;
  if (!stack || others.length > 0) throw new Error('The app is not exactly one stack');
  const { template, stackName, environment } = stack;
  const code = codeIn(await readFile(join(aside, `${stack.id}.assets.json`), 'utf8'));
  await writeFile(summaryIn(aside), JSON.stringify({ template, stack: stackName, region: environment.region, code }));
  await rename(aside, folder).catch(async (error) => {
    // Another process made the same, and was quicker.
    if (!existsSync(folder)) throw error;
    await rm(aside, { recursive: true });
  });
  await removeOld();
};

const assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

const codeIn = (manifest: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.values(assets.parse(JSON.parse(manifest)).files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, source.path] as const),
    ),
  );

/** Milliseconds: whoever was given a folder has long copied it. */
const old = 3_600_000;

const removeOld = async (): Promise<void> => {
  for (const name of await readdir(folders)) {
    const folder = join(folders, name);
    const used = (await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - used > old) await rm(folder, { recursive: true, force: true });
  }
};
