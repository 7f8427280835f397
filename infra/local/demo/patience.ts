import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again until there is something: what one organisation did reaches another after a moment.
 * @throws after `patience` milliseconds, saying what was awaited.
 */
export const eventually = async <T>(
  what: string,
  look: () => Promise<T | undefined>,
  patience = 20_000,
): Promise<T> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Not within ${patience / 1000} s: ${what}`);
    await sleep(40);
  }
};
