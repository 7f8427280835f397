/**
 * Seconds from one failed try to the next: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h; after the tenth try, 75 h
 * 35 min after the first, a human is told. DESIGN 6, from the schedule of the Standard Webhooks specification.
 */
export const gaps = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** A recipient that asks for more time than this does not get it: silence must not grow. */
export const longestWait = 86_400;

/** Milliseconds from the first try to the last, whatever the recipient asks for and whatever waits before it. */
const longestRoundMs = 76 * 3_600_000;

/** Up to here a wait is left to the queue; longer ones to the sweep, which comes every minute. SQS takes 900 s. */
const longestQueueDelay = 300;

/** Until when a message is tried by one way that it has gone, or waited for, since `began`. */
export const endOfRound = (began: string): string => new Date(Date.parse(began) + longestRoundMs).toISOString();

interface Round {
  /** Tries made, this one with them. */
  readonly attempts: number;
  readonly began: string;
}

/** When to try again, or undefined: enough, a human takes over. Who asks for a time after the end is asked once more at the end. */
export const nextTry = ({ attempts, began }: Round, now: string, retryAfterSeconds = 0): string | undefined => {
  const gap = gaps[attempts - 1];
  const end = endOfRound(began);
  if (gap === undefined || now >= end) return undefined;
  const wait = Math.min(Math.max(gap, retryAfterSeconds), longestWait);
  const next = new Date(Date.parse(now) + wait * 1000).toISOString();
  return next < end ? next : end;
};

/** Seconds for the queue to wait, rounded up so that it never comes too early; undefined: the sweep does it. */
export const queueDelay = (next: string, now: string): number | undefined => {
  const seconds = Math.max(0, Math.ceil((Date.parse(next) - Date.parse(now)) / 1000));
  return seconds <= longestQueueDelay ? seconds : undefined;
};
