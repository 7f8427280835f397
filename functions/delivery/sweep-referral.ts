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
    const waits = looksAt(rows, now);
    for (const seconds of waits) await ports.again(referral, seconds);
    const chased = rows.some((row) => row.owed !== undefined && row.owed <= now) ? await ports.chase(referral) : 0;
    const late = waits.length > 0 || chased > 0 ? undefined : await ports.project(referral);
    // No event tells of what is put right here.
    if (late && late.written > 0) await ports.again(referral, 0);
    return chased;
  };

/** A referral has just changed: if something of it is still to be told, no event brought it out. Reads its rows alone. */
export const sweepChanged =
  ({ rows, clock, again }: Pick<SweepPorts, 'clock' | 'again'> & { readonly rows: Pick<RowStore, 'read'> }) =>
  async (referral: string): Promise<number> => {
    const now = clock();
    for (const seconds of looksAt(await rows.read(referral), now)) await again(referral, seconds);
    return 0;
  };

/**
 * In how many seconds to look at what is due. Now; and where somebody is just sending, once their lease has ended as well: should they be
 * gone by then, nobody else may come by.
 */
const looksAt = (rows: readonly Row[], now: string): readonly number[] => {
  const due = rows.filter((row) => isDue(row, now));
  const seconds = due.map(({ lease = now }) => Math.max(0, Math.ceil((Date.parse(lease) - Date.parse(now)) / 1000)));
  return [...(seconds.includes(0) ? [0] : []), ...(seconds.some((n) => n > 0) ? [Math.max(...seconds)] : [])];
};

const isDue = (row: Row, now: string): boolean => isPending(row) && (tryAt(row) ?? now) <= now;
