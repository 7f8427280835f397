import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '../infra/build/build.ts';
import { root } from '../infra/build/root.ts';
import { startDynamoDbLocal } from '../infra/local/state/dynamodb-local.ts';
import { openKept } from '../infra/local/state/kept.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One DynamoDB Local for all tests of a run: whoever has an access key of their own has data of their own. */
    readonly dynamodbPort: number;
  }
}

const withoutDatabase = ['unit', 'simulation'];

/**
 * Once, before the first test of a run: bundles, FHIR validator and a database. A Java of its own costs each file of tests
 * two seconds of a core, and as much again until it is warm.
 */
export const setup = async ({ provide, vitest }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  // The programs that tests start are stripped of their types and compiled once.
  process.env.NODE_COMPILE_CACHE ??= join(root, '.build/compiled');
  await build();
  if (vitest.projects.every(({ name }) => withoutDatabase.includes(name))) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'handover-tests-'));
  const { port, stop, kill } = await startDynamoDbLocal(openKept(undefined), { folder, inMemory: true });
  provide('dynamodbPort', port);
  // A run that is ended from outside, or whose reader went away, tears nothing down.
  process.once('exit', kill);
  for (const name of ['SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(1));
  return async () => {
    process.off('exit', kill);
    await stop();
    await rm(folder, { recursive: true });
  };
};
