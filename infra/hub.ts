import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { z } from 'zod';
import { thisArea } from '../contracts/areas/this-area.ts';
import { HubStack } from './hub-stack.ts';
import { stageNamed } from './stages.ts';

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** The CLI hands over the context of cdk.json; a synthesis in process has to read it itself, or it would differ. */
const context = () => cdkJson.parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'))).context;

interface SynthOptions {
  readonly outdir: string;
  readonly validate: boolean;
  /** @default what `-c stage=…` says; there is no stage that is meant when nobody says one */
  readonly stage?: string;
}

/** The app as it would be deployed. Expects the bundles of infra/build to be there. */
export const hubApp = ({ outdir, validate, stage }: SynthOptions): App => {
  const app = new App({
    context: { ...context(), ...(stage ? { stage } : {}) },
    outdir,
    analyticsReporting: false,
    treeMetadata: validate,
    builtinCloudFormationValidation: validate,
  });
  new HubStack(app, 'Handover', { stage: stageNamed(app.node.tryGetContext('stage')), area: thisArea });
  return app;
};

/** The rule packs that the stack is held to. Loaded only where it is checked: local runs do without. */
export const rulePacks = async (app: App): Promise<readonly IPolicyValidationPlugin[]> => {
  const { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } = await import('cdk-nag');
  return [new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new ServerlessChecks(app)];
};

/** Synthesised without asking whether AWS would take it: the local runtime starts in a second. */
export const synthesise = (options: SynthOptions): CloudAssembly => hubApp(options).synth();

/** Synthesised, or refused: what CloudFormation or a rule pack finds, and nobody accepted (constructs/accept.ts), throws. */
export const synthesiseChecked = async (options: Omit<SynthOptions, 'validate'>): Promise<CloudAssembly> => {
  const app = hubApp({ ...options, validate: true });
  Validations.of(app).addPlugins(...(await rulePacks(app)));
  return app.synth();
};

if (import.meta.main) {
  const { CDK_OUTDIR } = process.env;
  // Assets of earlier runs would stay; the CLI looks after its own folder.
  if (!CDK_OUTDIR) rmSync('cdk.out', { recursive: true, force: true });
  // `npm run synth` names its stage as an argument; the CLI hands over what `-c stage=…` said.
  const [stage] = process.argv.slice(2);
  const { directory, stacks } = await synthesiseChecked({
    outdir: CDK_OUTDIR ?? 'cdk.out',
    ...(stage === undefined ? {} : { stage }),
  });
  // The CLI says for itself where it put things.
  if (!CDK_OUTDIR)
    for (const { templateFile } of stacks) process.stdout.write(`${join(directory, templateFile)} is written.\n`);
}
