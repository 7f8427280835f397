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

/**
 * The same, and asked anew once an answer is older than `freshMs` (milliseconds). Nobody waits for that: until the newer one is there the
 * one that is known stands, and for as long as none can be had.
 */
export const memoFor = <T>(
  freshMs: number,
  ask: (key: string) => Promise<T>,
  clock: () => number = () => performance.now(),
): ((key: string) => Promise<T>) => {
  const newest = new Map<string, { readonly answer: T; readonly askedAt: number }>();
  const first = memo(async (key) => {
    const answer = await ask(key);
    newest.set(key, { answer, askedAt: clock() });
    return answer;
  });
  const again = (key: string, answer: T): void => {
    newest.set(key, { answer, askedAt: clock() });
    ask(key).then(
      (newer) => newest.set(key, { answer: newer, askedAt: clock() }),
      () => undefined,
    );
  };
  return async (key) => {
    const known = newest.get(key);
    if (!known) return first(key);
    if (clock() - known.askedAt > freshMs) again(key, known.answer);
    return known.answer;
  };
};
