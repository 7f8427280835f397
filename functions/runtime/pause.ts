import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Pause } from '../usecases/ports.ts';

/** Full jitter up to 20 ms, doubled with each attempt: 20 writers on one referral spread over one round trip each. */
export const pause: Pause = (attempt) => setTimeout(randomInt(1, 20 * 2 ** attempt));

/** Milliseconds since this was asked for, by a clock that nobody sets. */
export const elapsed = (): (() => number) => {
  const began = performance.now();
  return () => performance.now() - began;
};

export const wait = (milliseconds: number): Promise<void> => setTimeout(milliseconds);
