import type { Clock } from '../usecases/ports.ts';

/** Referrals looked at together: as many as keep DynamoDB busy, not so many that they wait for each other. */
const together = 8;

/** A sweep ends before the next begins; what is left is due again in a minute, the longest wait first. */
const longestSweepMs = 40_000;

/** Looks at every referral that has something due; answers how many deadlines had passed. One that fails stops no other. */
export const sweep =
  (ports: {
    readonly due: (now: string) => Promise<readonly string[]>;
    readonly clock: Clock;
    readonly look: (referral: string) => Promise<number>;
    readonly failed: (error: unknown, referral: string) => void;
  }) =>
  async (): Promise<number> => {
    const began = ports.clock();
    const until = new Date(Date.parse(began) + longestSweepMs).toISOString();
    const due = [...(await ports.due(began))];
    let passed = 0;
    let failures = 0;
    const work = async (): Promise<void> => {
      for (let referral = due.shift(); referral !== undefined && ports.clock() < until; referral = due.shift()) {
        try {
          const count = await ports.look(referral);
          passed += count;
        } catch (error) {
          failures += 1;
          ports.failed(error, referral);
        }
      }
    };
    await Promise.all(Array.from({ length: together }, work));
    // The alarm on errors of this function then says that somebody may not be reminded.
    if (failures > 0) throw new Error(`${failures} referrals could not be looked at`);
    return passed;
  };
