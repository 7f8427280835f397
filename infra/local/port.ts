import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** The port that PORT names, 8080 without it; 0 is any free one. @throws in one sentence when it names none. */
export const portOf = (given: string | undefined): number => {
  const port = given === undefined ? 8080 : Number(/^\d{1,5}$/.exec(given)?.[0]);
  if (port <= 65_535) return port;
  throw new Error(`PORT is "${given}"; it must be a number from 0 (any free port) to 65535, or not set (8080)`);
};

/**
 * Below what Linux gives to outgoing connections (32768 to 60999): one of those would take it before it is listened on, or during a restart.
 * Above the last one to which no browser connects (10080, https://fetch.spec.whatwg.org/#port-blocking).
 */
const low = 10_081;
const high = 32_767;

/** For a process to be, which must find it again after a restart: a port that is free now and that nobody is given unasked. */
export const freePort = async (): Promise<number> => {
  const port = randomInt(low, high);
  return (await isFree(port)) ? port : freePort();
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
