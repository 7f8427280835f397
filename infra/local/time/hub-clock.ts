interface Waiting {
  readonly at: number;
  readonly run: () => void;
  timer: NodeJS.Timeout;
}

/** The hub's own time: the machine's, plus what it was advanced by. Workers see it too (time/worker-time.ts). */
export interface HubClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Shared with the workers: one BigInt64, the offset in milliseconds. */
  readonly offset: SharedArrayBuffer;
  /** Runs once when the hub's time reaches `at`; an instant that has passed is due at once. Returns the cancellation. */
  at(instant: number, run: () => void): () => void;
  /** Nothing moves backwards: deadlines that were seen to pass stay passed. */
  advance(milliseconds: number): void;
  /** The next instant at which something waits to run. */
  next(): number | undefined;
  stop(): void;
}

/** setTimeout takes at most 2^31-1 ms; what is further off is looked at again then. */
const longest = 2 ** 31 - 1;

export const hubClock = (offsetAtStart = 0): HubClock => {
  const offset = new SharedArrayBuffer(8);
  const shared = new BigInt64Array(offset);
  shared[0] = BigInt(offsetAtStart);
  const waiting = new Set<Waiting>();
  const now = () => Date.now() + Number(Atomics.load(shared, 0));

  const arm = (entry: Waiting): void => {
    clearTimeout(entry.timer);
    entry.timer = setTimeout(
      () => {
        if (entry.at > now()) return arm(entry);
        waiting.delete(entry);
        entry.run();
      },
      Math.min(Math.max(entry.at - now(), 0), longest),
    );
  };

  return {
    now,
    offset,
    at: (instant, run) => {
      const entry: Waiting = { at: instant, run, timer: setTimeout(() => {}, 0) };
      waiting.add(entry);
      arm(entry);
      return () => {
        clearTimeout(entry.timer);
        waiting.delete(entry);
      };
    },
    advance: (milliseconds) => {
      if (!(milliseconds >= 0)) throw new Error('Time only goes forward');
      Atomics.add(shared, 0, BigInt(Math.round(milliseconds)));
      for (const entry of waiting) arm(entry);
    },
    next: () => (waiting.size > 0 ? Math.min(...[...waiting].map(({ at }) => at)) : undefined),
    stop: () => {
      for (const entry of waiting) clearTimeout(entry.timer);
      waiting.clear();
    },
  };
};
