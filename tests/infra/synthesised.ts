import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { synthesise } from '../../infra/hub.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.any()).default({}),
  DeletionPolicy: z.string().optional(),
});

/** The template as it would be deployed. With `validate`, what CloudFormation would refuse is thrown here. */
export const synthesised = (options: { readonly validate: boolean }) => {
  const outdir = mkdtempSync(join(tmpdir(), 'handover-synth-'));
  const [stack] = synthesise({ outdir, ...options, stage: 'trial' }).stacks;
  if (!stack) throw new Error('The app has no stack');
  const source: unknown = stack.template;
  rmSync(outdir, { recursive: true });
  const { Resources } = z.object({ Resources: z.record(z.string(), resource) }).parse(source);
  return {
    source,
    text: JSON.stringify(source),
    resources: Object.entries(Resources).map(([id, { Type, Properties, DeletionPolicy }]) => ({
      ...{ id, type: Type, properties: Properties, kept: DeletionPolicy === 'Retain' },
    })),
  };
};

export type Synthesised = ReturnType<typeof synthesised>;
