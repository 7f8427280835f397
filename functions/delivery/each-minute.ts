import type { Clock } from '../usecases/ports.ts';
import type { Counts } from '../views/attention.ts';
import type { ChangedLately } from '../views/changed-lately.ts';
import type { RowStore } from '../views/row-store.ts';
import { allLookedAt, sweep } from './sweep.ts';
import { sweepChanged } from './sweep-referral.ts';

interface MinutePorts {
  /** Looks at all that is due. */
  readonly sweepDue: () => Promise<unknown>;
  /** Sends what no event brought out, and keeps how many referrals are silent; undefined: nobody could count them. */
  readonly sweepUntold: (silent: Promise<number | undefined>) => Promise<void>;
  /** Counts what is late and what was given up. */
  readonly count: (now: string) => Promise<Counts>;
  readonly pulse: (now: string) => Promise<void>;
  /** Has the hub's own mailbox looked into, when it is time. */
  readonly mailbox: (now: string) => Promise<void>;
  readonly clock: Clock;
}

/** What is done every minute, together: where no version can be written, messages may still go out. */
export const eachMinute =
  ({ sweepDue, sweepUntold, count, pulse, mailbox, clock }: MinutePorts) =>
  async (): Promise<void> => {
    const counted = count(clock());
    const silent = counted.then(
      (counts) => counts.silent,
      () => undefined,
    );
    const done = await Promise.allSettled([
      ...[sweepDue(), sweepUntold(silent), pulse(clock()), counted],
      mailbox(clock()),
    ]);
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  };

interface UntoldPorts {
  /** What changed of late, and how to say that it was looked at. */
  readonly since: (now: string) => Promise<ChangedLately>;
  readonly rows: Pick<RowStore, 'read'>;
  readonly clock: Clock;
  readonly again: (referral: string, seconds: number) => Promise<void>;
  readonly failed: (error: unknown, referral: string) => void;
}

/** What changed and no event brought out. Only what was looked at counts as such: the next minute goes on where this one ended. */
export const untold =
  ({ since, rows, clock, again, failed }: UntoldPorts) =>
  async (silent: Promise<number | undefined>): Promise<void> => {
    const { referrals, telling, done } = await since(clock());
    const read = async (referral: string) => telling?.get(referral) ?? rows.read(referral);
    const look = sweepChanged({ rows: { read }, clock, again });
    const swept = await sweep({ due: async () => referrals, clock, look, failed })();
    await done({ silent: await silent, ...swept });
    allLookedAt(swept);
  };
