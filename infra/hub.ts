import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { z } from 'zod';
import { HubStack } from './hub-stack.ts';
import { stageNamed } from './stages.ts';

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** The CLI hands over the context of cdk.json; a synthesis in process has to read it itself, or it would differ. */
const context = () => cdkJson.parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'))).context;

/** The app, synthesised into `outdir`. Expects the bundles of infra/build to be there. */
export const synthesise = (options: { outdir: string; validate: boolean }): CloudAssembly => {
  const app = new App({
    context: context(),
    outdir: options.outdir,
    analyticsReporting: false,
    treeMetadata: options.validate,
    builtinCloudFormationValidation: options.validate,
  });
  new HubStack(app, 'Handover', { stage: stageNamed(app.node.tryGetContext('stage')) });
  return app.synth();
};

if (import.meta.main) {
  const { CDK_OUTDIR } = process.env;
  // Assets of earlier runs would stay; the CLI looks after its own folder.
  if (!CDK_OUTDIR) rmSync('cdk.out', { recursive: true, force: true });
  const { directory, stacks } = synthesise({ outdir: CDK_OUTDIR ?? 'cdk.out', validate: true });
  // The CLI says for itself where it put things.
  if (!CDK_OUTDIR)
    for (const { templateFile } of stacks) process.stdout.write(`${join(directory, templateFile)} is written.\n`);
}
