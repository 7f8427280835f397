import { batchFaults } from './batch-faults.ts';
import { eventFaults } from './event-faults.ts';
import { writeFaults } from './write-faults.ts';

/** Every fault that the runtime can be told to make, by its name; each place has its own table. */
export const faultKinds: readonly string[] = [writeFaults, eventFaults, batchFaults].flatMap((table) =>
  Object.keys(table),
);
