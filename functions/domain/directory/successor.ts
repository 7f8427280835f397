import type { Entry } from './entry.ts';

/** More steps are a mistake of whoever said them. */
const mostSteps = 5;

/**
 * What has taken the place of a service that is closed or gone, however often it was followed by another; undefined where nobody
 * said, where it is open itself, or where what was said leads nowhere or round in a circle.
 */
export const successorOf = (
  all: readonly Entry[],
  { key, open, successor }: Pick<Entry, 'key' | 'open' | 'successor'>,
): Entry | undefined => {
  let next = open ? undefined : successor;
  const seen = new Set([key]);
  for (let step = 0; step < mostSteps && next !== undefined && !seen.has(next); step += 1) {
    seen.add(next);
    const found = all.find((entry) => entry.key === next);
    if (found?.open) return found;
    next = found?.successor;
  }
  return undefined;
};
