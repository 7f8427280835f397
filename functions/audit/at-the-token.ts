import type { AuditEntry } from './entry.ts';
import { hourOf } from './keys.ts';

interface Refused {
  readonly at: string;
  readonly reason: string;
  /** A registered client. What else somebody calls themself is not kept. */
  readonly client?: string;
  readonly request: string;
}

const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;

/**
 * Refusals at the token endpoint, where anybody may ask as often as the firewall lets them: of the same client for the same reason
 * in an hour the first, second, fourth, eighth. So one is never missed, and of a flood it stands how great it was, within a factor
 * of two, in some tens of records. It counts for its function environment.
 */
export const refusedAtTheToken = (): ((refused: Refused) => AuditEntry | undefined) => {
  let hour = '';
  const counts = new Map<string, number>();
  return ({ at, reason, client, request }) => {
    if (hourOf(at) !== hour) counts.clear();
    hour = hourOf(at);
    const key = `${client ?? ''} ${reason}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return isPowerOfTwo(count)
      ? {
          ...{ at, kind: 'refused', by: 'POST /oauth2/token', request },
          ...(client === undefined ? {} : { client }),
          outcome: count === 1 ? reason : `${reason} ${count}`,
        }
      : undefined;
  };
};
