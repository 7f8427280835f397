import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAssembly, readSummary } from '../../build/assembly.ts';

/** The synthesised app: what would be deployed. */
export interface Assembly {
  readonly template: unknown;
  readonly stack: string;
  readonly region: string;
  /** Where the code of a function lies, by the key under which it would lie in S3. */
  codeOf(s3Key: string): string;
}

/** Copied into `folder`, bundles and all: a later build does not change a hub that runs. */
export const freshAssembly = async (folder: string): Promise<Assembly> => {
  await rm(folder, { recursive: true, force: true });
  await cp(await buildAssembly(), folder, { recursive: true });
  const { code, ...rest } = await readSummary(folder);
  return {
    ...rest,
    codeOf: (s3Key) => {
      const path = code[s3Key];
      if (!path) throw new Error(`No asset ${s3Key} in ${folder}`);
      return join(folder, path);
    },
  };
};
