/** Asks once for each key and keeps the answer for the life of the function; a failure is not kept. */
export const memo = <T>(ask: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const kept = new Map<string, Promise<T>>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known;
    const asked = ask(key);
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
};

/** After a failure, milliseconds. */
const againMs = 30_000;

/**
 * The same, and asked anew by whoever comes once an answer is older than `freshMs` (milliseconds). Where none can be had the one that is
 * known stands, `failed` hears of it, and it is tried again half a minute later.
 */
export const memoFor = <T>(
  freshMs: number,
  ask: (key: string) => Promise<T>,
  failed: (error: unknown) => void,
  clock: () => number = () => performance.now(),
): ((key: string) => Promise<T>) => {
  const newest = new Map<string, { readonly answer: T; readonly askedAt: number }>();
  const first = memo(async (key) => {
    const answer = await ask(key);
    newest.set(key, { answer, askedAt: clock() });
    return answer;
  });
  const again = async (key: string, answer: T): Promise<T> => {
    // Others who come meanwhile do not ask as well.
    newest.set(key, { answer, askedAt: clock() });
    try {
      const newer = await ask(key);
      newest.set(key, { answer: newer, askedAt: clock() });
      return newer;
    } catch (error) {
      newest.set(key, { answer, askedAt: clock() - freshMs + againMs });
      failed(error);
      return answer;
    }
  };
  return async (key) => {
    const known = newest.get(key);
    if (!known) return first(key);
    return clock() - known.askedAt > freshMs ? again(key, known.answer) : known.answer;
  };
};
