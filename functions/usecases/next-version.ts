import { canonical } from '../domain/canonical.ts';
import { ok, type Refusal, type Result, refuse } from '../domain/result.ts';
import { mostTries } from './most-tries.ts';
import type { Registered } from './participant-register.ts';

interface Versioned {
  readonly version: number;
}

/**
 * Writes `wanted` as the next version unless the newest already says the same. Two registrations at the same moment
 * are told apart by the version number; the loser looks again.
 */
export const nextVersion = async <T extends Versioned>(steps: {
  readonly newest: () => Promise<T | undefined>;
  readonly wanted: (newest: T | undefined) => Result<Omit<T, 'version'>>;
  readonly complete: (wanted: Omit<T, 'version'>, version: number) => T;
  readonly write: (next: T) => Promise<'written' | 'conflict'>;
  /** Where given, a record that stands with other content is not replaced; this is said instead. */
  readonly ifOther?: Refusal;
}): Promise<Result<Registered<T>>> => {
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const newest = await steps.newest();
    const wanted = steps.wanted(newest);
    if (!wanted.ok) return wanted;
    if (newest && sameContent(steps.complete(wanted.value, newest.version), newest)) {
      return ok({ record: newest, written: false });
    }
    if (newest && steps.ifOther) return { ok: false, refusals: [steps.ifOther] };
    const record = steps.complete(wanted.value, (newest?.version ?? 0) + 1);
    if ((await steps.write(record)) === 'written') return ok({ record, written: true });
  }
  return refuse('busy');
};

/** One change of what is registered as `name`, as its next version; what is so already writes nothing. */
export const changeNewest = <T extends Versioned>(steps: {
  readonly name: string;
  readonly newest: () => Promise<T | undefined>;
  readonly changed: (standing: T) => Result<Omit<T, 'version'>>;
  readonly complete: (wanted: Omit<T, 'version'>, version: number) => T;
  readonly write: (next: T) => Promise<'written' | 'conflict'>;
}): Promise<Result<Registered<T>>> =>
  nextVersion<T>({
    ...steps,
    wanted: (standing) =>
      standing ? steps.changed(standing) : refuse('invalid-input', { diagnostics: `Not registered: ${steps.name}.` }),
  });

/** Equal as JSON, whatever the order in which properties were set. */
const sameContent = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
