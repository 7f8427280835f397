import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { buildAssembly, readSummary } from '../../infra/build/assembly.ts';
import { synthesise } from '../../infra/hub.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.any()).default({}),
  DeletionPolicy: z.string().optional(),
});

const read = (source: unknown) => {
  const { Resources } = z.object({ Resources: z.record(z.string(), resource) }).parse(source);
  return {
    source,
    text: JSON.stringify(source),
    resources: Object.entries(Resources).map(([id, { Type, Properties, DeletionPolicy }]) => ({
      ...{ id, type: Type, properties: Properties, kept: DeletionPolicy === 'Retain' },
    })),
  };
};

/** The template as it would be deployed, synthesised once for all that did not change since. */
export const synthesised = async () => read((await readSummary(await buildAssembly())).template);

/** Synthesised anew. What CloudFormation would refuse is thrown here. */
export const validated = () => {
  const outdir = mkdtempSync(join(tmpdir(), 'handover-synth-'));
  const [stack] = synthesise({ outdir, validate: true, stage: 'trial' }).stacks;
  if (!stack) throw new Error('The app has no stack');
  const source: unknown = stack.template;
  rmSync(outdir, { recursive: true });
  return read(source);
};
