import { relative } from 'node:path';
import { build as esbuild } from 'esbuild';
import { replaceFile } from './replace-file.ts';
import { root } from './root.ts';
import { areUnchanged, remember } from './unchanged.ts';

const entry = 'infra/local/lambda/environment.ts';
const memory = `${root}.build/environment.json`;
/** The program of the workers in which functions run on this machine (infra/local/lambda). */
export const environmentFile = `${root}.build/environment.mjs`;

/** Without its types: else Node loads what strips them into each of a dozen workers, which doubles what they cost to start. */
export const buildEnvironment = async (): Promise<void> => {
  if (await areUnchanged(memory, [entry])) return;
  const { outputFiles, metafile } = await esbuild({
    ...{ absWorkingDir: root, entryPoints: [entry], outfile: environmentFile },
    ...{ bundle: true, platform: 'node', target: 'node24', format: 'esm' },
    ...{ write: false, metafile: true, logLevel: 'error' },
  });
  for (const { path, contents } of outputFiles) await replaceFile(path, contents);
  await remember(memory, [entry], [...Object.keys(metafile.inputs), relative(root, environmentFile)]);
};
