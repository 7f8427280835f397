import { existsSync } from 'node:fs';
import { buildBundles } from './bundles.ts';
import { buildEnvironment } from './environment.ts';
import { buildFont } from './font.ts';
import { buildPageParts } from './page-parts.ts';

/** Everything that is generated before the hub can be synthesised, run or tested. Quick when nothing changed. */
export const build = async (): Promise<void> => {
  const validator = new URL('./validator.ts', import.meta.url);
  if (existsSync(validator)) await (await import(validator.href)).buildValidator();
  await buildFont();
  await buildPageParts();
  await Promise.all([buildBundles(), buildEnvironment()]);
};

if (import.meta.main) await build();
