import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { synthesise } from '../hub.ts';

const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      ...{ Type: z.string(), Condition: z.string().optional() },
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});

export interface DeployedResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Without which it is not made. */
  readonly condition?: string | undefined;
}

let known: readonly DeployedResource[] | undefined;

/** The resources of the template, for documents that are made from it. Expects the bundles to be there. */
export const deployedResources = (): readonly DeployedResource[] => {
  if (known) return known;
  const outdir = mkdtempSync(join(tmpdir(), 'handover-documents-'));
  const [stack] = synthesise({ outdir, validate: false, stage: 'trial' }).stacks;
  const { Resources } = template.parse(stack?.template);
  rmSync(outdir, { recursive: true });
  known = Object.entries(Resources).map(([id, { Type, Properties, Condition }]) => ({
    ...{ id, type: Type, properties: Properties, condition: Condition },
  }));
  return known;
};
