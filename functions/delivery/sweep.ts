import { type WorkedThrough, workThrough } from '../runtime/work-through.ts';
import type { Clock } from '../usecases/ports.ts';

/** A sweep ends before the next begins; what is left is due again in a minute, the longest wait first. */
const longestMs = 40_000;

interface SweepPorts {
  readonly due: (now: string) => Promise<readonly string[]>;
  readonly clock: Clock;
  /** Answers how many deadlines had passed. */
  readonly look: (referral: string) => Promise<number>;
  readonly failed: (error: unknown, referral: string) => void;
}

/** Looks at every referral that has something due, in the order given. */
export const sweep = (ports: SweepPorts) => async (): Promise<WorkedThrough<string>> =>
  workThrough([...(await ports.due(ports.clock()))], { ...ports, longestMs });

/** The alarm on errors of this function then says that somebody may not be reminded. */
export const allLookedAt = ({ failed }: WorkedThrough<string>): void => {
  if (failed.length > 0) throw new Error(`${failed.length} referrals could not be looked at`);
};
