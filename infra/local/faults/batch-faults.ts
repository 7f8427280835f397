import type { StreamRecord } from '../streams/shards.ts';
import type { Faults } from './faults.ts';

/** A batch of a stream that was handled, and the one before it. */
interface Handled {
  readonly handle: (records: readonly StreamRecord[]) => Promise<void>;
  readonly records: readonly StreamRecord[];
  readonly before: readonly StreamRecord[];
}

export const batchFaults: Readonly<Record<string, (batch: Handled) => Promise<void>>> = {
  /** From an older position on, as after a lost checkpoint: in order, and all that was done since comes again. */
  'stream-replayed': async ({ handle, records, before }) => {
    if (before.length > 0) await handle(before);
    await handle(records);
  },
};

type Handle = (shard: string, records: readonly StreamRecord[]) => Promise<void>;

/** What stands between a stream and whoever handles its batches. */
export const batchDoor = (faults: Faults, site: string, handle: Handle): Handle => {
  const last = new Map<string, readonly StreamRecord[]>();
  return async (shard, records) => {
    await handle(shard, records);
    const fault = faults.choose(batchFaults, site);
    await fault?.({ handle: (again) => handle(shard, again), records, before: last.get(shard) ?? [] });
    last.set(shard, records);
  };
};
