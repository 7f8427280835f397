import type { Clock } from '../usecases/ports.ts';
import type { RowStore } from '../views/row-store.ts';
import { sweep } from './sweep.ts';
import { sweepChanged } from './sweep-referral.ts';

interface MinutePorts {
  /** Looks at all that is due; answers how many deadlines had passed. */
  readonly sweepDue: () => Promise<number>;
  readonly sweepUntold: () => Promise<void>;
  readonly pulse: (now: string) => Promise<void>;
  readonly clock: Clock;
  readonly overdue: (passed: number) => void;
}

/** What is done every minute, together: where no version can be written, messages may still go out. */
export const eachMinute =
  ({ sweepDue, sweepUntold, pulse, clock, overdue }: MinutePorts) =>
  async (): Promise<void> => {
    const [passed, untold, beaten] = await Promise.allSettled([sweepDue(), sweepUntold(), pulse(clock())]);
    if (passed.status === 'rejected') throw passed.reason;
    overdue(passed.value);
    if (untold.status === 'rejected') throw untold.reason;
    if (beaten.status === 'rejected') throw beaten.reason;
  };

interface UntoldPorts {
  /** What changed of late, and how to say that it was looked at. */
  readonly since: (
    now: string,
  ) => Promise<{ readonly referrals: readonly string[]; readonly done: () => Promise<void> }>;
  readonly rows: RowStore;
  readonly clock: Clock;
  readonly again: (referral: string, seconds: number) => Promise<void>;
  readonly failed: (error: unknown, referral: string) => void;
}

/** What changed and no event brought out. It counts as looked at only when each was. */
export const untold =
  ({ since, rows, clock, again, failed }: UntoldPorts) =>
  async (): Promise<void> => {
    const { referrals, done } = await since(clock());
    await sweep({ due: async () => referrals, clock, look: sweepChanged({ rows, clock, again }), failed })();
    await done();
  };
