import type { Clock, Participant, Participants } from '../usecases/ports.ts';

/** Found within this many entries; over it the cache starts again. A hub has hundreds of organisations, not thousands. */
const mostKept = 1000;

interface CachedParticipants extends Participants {
  /** Asks afresh the next time: whoever changed an organisation acts on it at once. */
  forget(organisation: string): void;
}

/**
 * The register through a warm function's memory. Changes hold after `ttlMs` at the latest: 30 s here and 30 s in API
 * Gateway keep the promise of 60 s (DESIGN 7). Only what was found is kept: made-up codes must not fill the memory.
 */
export const cached = (participants: Participants, clock: Clock, ttlMs = 30_000): CachedParticipants => {
  const organisations = new Map<string, Kept<Participant>>();
  return {
    organisation: keeping(organisations, (code) => participants.organisation(code), clock, ttlMs),
    client: keeping(new Map(), (id) => participants.client(id), clock, ttlMs),
    forget: (organisation) => {
      organisations.delete(organisation);
    },
  };
};

interface Kept<T> {
  readonly value: T;
  readonly until: number;
}

const keeping =
  <T>(
    kept: Map<string, Kept<T>>,
    ask: (key: string) => Promise<T | undefined>,
    clock: Clock,
    ttlMs: number,
  ): ((key: string) => Promise<T | undefined>) =>
  async (key) => {
    const asked = Date.parse(clock());
    const known = kept.get(key);
    if (known && asked < known.until) return known.value;
    const value = await ask(key);
    if (value === undefined) kept.delete(key);
    else {
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, { value, until: asked + ttlMs });
    }
    return value;
  };
