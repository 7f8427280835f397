/** Adds to what was taken of a quota in a window, over all environments of all functions; answers the sum. */
export type TakenOverAll = (key: string, window: number, count: number) => Promise<number>;

interface Taken {
  readonly remaining: number;
  readonly over: boolean;
}

/** What one environment of a function knows of one quota, in one window. */
interface Known {
  readonly window: number;
  /** Let through here. */
  used: number;
  /** How many it may let through before it has to ask. */
  budget: number;
  /** Told to the store. */
  told: number;
  /** Of the others, when it last asked. */
  elsewhere: number;
  spent: boolean;
  asking?: Promise<void> | undefined;
}

const windowSeconds = 60;
/** An environment lets a fiftieth through before it asks, and asks for a fiftieth at a time (infra/decisions/0016). */
const parts = 50;
/** Over this many callers the memory starts again: whoever makes callers up must not fill it. */
const mostKept = 5_000;

export const windowOf = (now: string): { readonly window: number; readonly seconds: number } => {
  const at = Math.floor(Date.parse(now) / 1000);
  const window = Math.floor(at / windowSeconds);
  return { window, seconds: (window + 1) * windowSeconds - at };
};

/**
 * Quotas over all environments that cost ordinary callers no request to the store: each environment has a small allowance
 * of its own for each caller and minute; beyond it, it takes further ones from a shared counter, many at a time.
 */
export const allowances = (takenOverAll: TakenOverAll) => {
  const known = new Map<string, Known>();

  const knownOf = (key: string, window: number, part: number): Known => {
    const standing = known.get(key);
    if (standing?.window === window) return standing;
    if (known.size >= mostKept) known.clear();
    const fresh: Known = { window, used: 0, budget: part, told: 0, elsewhere: 0, spent: false };
    known.set(key, fresh);
    return fresh;
  };

  const ask = async (one: Known, key: string, quota: number, part: number): Promise<void> => {
    const count = one.used - one.told + part;
    const taken = await takenOverAll(key, one.window, count);
    one.elsewhere = Math.max(0, taken - count - one.told);
    one.told += count;
    const granted = Math.min(part, Math.max(0, quota - one.elsewhere - one.used));
    one.budget = one.used + granted;
    one.spent = granted === 0;
  };

  return async (key: string, quota: number, now: string): Promise<Taken> => {
    const part = Math.max(1, Math.ceil(quota / parts));
    const one = knownOf(key, windowOf(now).window, part);
    while (!one.spent && one.used >= one.budget) {
      one.asking ??= ask(one, key, quota, part).finally(() => {
        one.asking = undefined;
      });
      await one.asking;
    }
    if (one.spent) return { remaining: 0, over: true };
    one.used += 1;
    return { remaining: Math.max(0, quota - one.elsewhere - one.used), over: false };
  };
};
