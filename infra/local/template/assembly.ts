import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AssetStaging } from 'aws-cdk-lib';
import { z } from 'zod';
import { synthesise } from '../../hub.ts';

/** The synthesised app: what would be deployed. */
export interface Assembly {
  readonly template: unknown;
  readonly stack: string;
  readonly region: string;
  /** Where the code of a function lies, by the key under which it would lie in S3. */
  codeOf(s3Key: string): string;
}

const assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Synthesised anew into `folder`, which holds copies of the bundles: a later build does not change a hub that runs. */
export const freshAssembly = (folder: string): Assembly => {
  rmSync(folder, { recursive: true, force: true });
  // The CDK remembers what this process copied before, and would not copy it again into the emptied folder.
  AssetStaging.clearAssetHashCache();
  const [stack, ...others] = synthesise({ outdir: folder, validate: false, stage: 'trial' }).stacks;
  if (!stack || others.length > 0) throw new Error('infra/local runs an app of exactly one stack');
  const manifest = JSON.parse(readFileSync(join(folder, `${stack.id}.assets.json`), 'utf8'));
  const code = new Map(
    Object.values(assets.parse(manifest).files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path)] as const),
    ),
  );
  return {
    template: stack.template,
    stack: stack.stackName,
    region: stack.environment.region,
    codeOf: (s3Key) => {
      const path = code.get(s3Key);
      if (!path) throw new Error(`No asset ${s3Key} in ${folder}`);
      return path;
    },
  };
};
