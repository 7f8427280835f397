/** Whose turn it is, in simulated time. A life runs until it waits for an instant; then time may jump. */
export interface Agenda {
  live(name: string, life: () => Promise<void>): void;
  /** Inside a life only, and one wait at a time. */
  until(instant: number): Promise<void>;
  /** The earliest instant that somebody waits for. */
  next(): number | undefined;
  /** Lets everybody go on whose instant has come; answers how many. */
  wake(now: number): number;
  /** Resolves once every life waits or has ended. */
  settled(): Promise<void>;
  readonly failures: readonly { readonly name: string; readonly error: unknown }[];
}

export const newAgenda = (): Agenda => {
  const waiting = new Map<number, (() => void)[]>();
  const failures: { name: string; error: unknown }[] = [];
  let running = 0;
  let settle: (() => void)[] = [];
  const stops = (): void => {
    running -= 1;
    if (running > 0) return;
    for (const resolve of settle) resolve();
    settle = [];
  };
  return {
    failures,
    live: (name, life) => {
      running += 1;
      life()
        .catch((error: unknown) => failures.push({ name, error }))
        .finally(stops);
    },
    until: (instant) =>
      new Promise((resolve) => {
        waiting.set(instant, [...(waiting.get(instant) ?? []), resolve]);
        stops();
      }),
    next: () => (waiting.size === 0 ? undefined : Math.min(...waiting.keys())),
    wake: (now) => {
      let woken = 0;
      for (const instant of [...waiting.keys()].filter((at) => at <= now).sort((a, b) => a - b)) {
        const due = waiting.get(instant) ?? [];
        waiting.delete(instant);
        running += due.length;
        woken += due.length;
        for (const resolve of due) resolve();
      }
      return woken;
    },
    settled: () =>
      new Promise((resolve) => {
        if (running === 0) resolve();
        else settle.push(resolve);
      }),
  };
};
