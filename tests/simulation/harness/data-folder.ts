import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps it in memory. */
const inMemory = '/dev/shm';
/** Ten thousand referrals with their logs, and as much again. */
const enough = 4 * 2 ** 30;

/**
 * Where a run keeps its data: in memory where there is room. Each write to DynamoDB Local on a disk waits some 20 ms for
 * the disk, which made half of a run; and a store outlives a hub that is killed either way.
 */
export const dataFolder = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const room = await statfs(inMemory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  const path = await mkdtemp(join(room > enough ? inMemory : tmpdir(), 'handover-simulation-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
