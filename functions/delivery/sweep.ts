import type { Clock } from '../usecases/ports.ts';

/** Referrals looked at together: as many as keep DynamoDB busy, not so many that they wait for each other. */
const together = 8;

/** A sweep ends before the next begins; what is left is due again in a minute, the longest wait first. */
const longestSweepMs = 40_000;

interface Swept {
  /** How many deadlines had passed. */
  readonly passed: number;
  /** What there was no time for, in the order given. */
  readonly left: readonly string[];
}

/** Looks at every referral that has something due, in the order given, for as long as there is time. One that fails stops no other. */
export const sweep =
  (ports: {
    readonly due: (now: string) => Promise<readonly string[]>;
    readonly clock: Clock;
    readonly look: (referral: string) => Promise<number>;
    readonly failed: (error: unknown, referral: string) => void;
  }) =>
  async (): Promise<Swept> => {
    const began = ports.clock();
    const until = new Date(Date.parse(began) + longestSweepMs).toISOString();
    const due = [...(await ports.due(began))];
    const next = (): string | undefined => (ports.clock() < until ? due.shift() : undefined);
    let passed = 0;
    let failures = 0;
    const work = async (): Promise<void> => {
      for (let referral = next(); referral !== undefined; referral = next()) {
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
    return { passed, left: due };
  };
