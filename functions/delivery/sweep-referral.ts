import type { Clock } from '../usecases/ports.ts';
import { isPending, tryAt } from '../views/happened.ts';
import type { Row } from '../views/row.ts';
import type { RowStore } from '../views/row-store.ts';

interface SweepPorts {
  readonly rows: RowStore;
  readonly clock: Clock;
  /** Puts the referral on the delivery queue. */
  readonly again: (referral: string, seconds: number) => Promise<void>;
  /** Reminds whoever owes something; answers how many. */
  readonly chase: (referral: string) => Promise<number>;
  /** Makes the rows what the ledger says; answers how many were not. */
  readonly project: (referral: string) => Promise<{ readonly written: number } | undefined>;
}

/**
 * A row of this referral is due. Either a message waits for its next try, or a deadline has passed, or the row is wrong
 * (its projection failed, or was late): then it is put right, so that it does not come up every minute for ever.
 * Answers how many deadlines had passed.
 */
export const sweepReferral =
  (ports: SweepPorts) =>
  async (referral: string): Promise<number> => {
    const rows = await ports.rows.read(referral);
    const now = ports.clock();
    const waits = rows.some((row) => isDue(row, now));
    if (waits) await ports.again(referral, 0);
    const chased = rows.some((row) => row.owed !== undefined && row.owed <= now) ? await ports.chase(referral) : 0;
    const late = waits || chased > 0 ? undefined : await ports.project(referral);
    // No event tells of what is put right here.
    if (late && late.written > 0) await ports.again(referral, 0);
    return chased;
  };

/** A referral has just changed: if something of it is still to be told, no event brought it out. Reads its rows alone. */
export const sweepChanged =
  ({ rows, clock, again }: Pick<SweepPorts, 'clock' | 'again'> & { readonly rows: Pick<RowStore, 'read'> }) =>
  async (referral: string): Promise<number> => {
    const now = clock();
    if ((await rows.read(referral)).some((row) => isDue(row, now))) await again(referral, 0);
    return 0;
  };

const isDue = (row: Row, now: string): boolean => isPending(row) && (tryAt(row) ?? now) <= now;
