import { hub } from '../domain/hub.ts';
import type { Answered } from '../http/answered.ts';
import { errorName, log, metric } from '../runtime/log.ts';
import type { Clock, Ledger } from '../usecases/ports.ts';
import { answerEntries } from './answer-entries.ts';
import type { AuditEntry } from './entry.ts';
import type { Trail } from './trail.ts';

export interface ApiAudit {
  /** The same ledger, which remembers what a request wrote until it is answered. */
  noting(ledger: Ledger): Ledger;
  /** Before an answer leaves: false where it must not, because nobody could say later who was shown this. */
  recorded(answer: Answered, body: string): Promise<boolean>;
}

/** How an API keeps record of what it shows and refuses. */
export const apiAudit = ({ trail, clock, name }: { trail: Trail; clock: Clock; name: string }): ApiAudit => {
  const written = new Map<string, Set<string>>();
  return {
    noting: (ledger) => ({
      ...ledger,
      append: async (next, from, options) => {
        const appended = await ledger.append(next, from, options);
        const isWritten = appended.kind === 'written' || appended.kind === 'already-ours';
        // What the hub writes of itself while somebody reads is no record of the reading.
        if (!isWritten || next.actor.client === hub.client) return appended;
        const { correlation } = next.request;
        written.set(correlation, (written.get(correlation) ?? new Set()).add(next.referral));
        return appended;
      },
    }),
    recorded: async (answer, body) => {
      const wrote = written.get(answer.correlationId) ?? new Set<string>();
      written.delete(answer.correlationId);
      const entries = answerEntries({ at: clock(), answer, body, wrote });
      if (entries.length === 0) return true;
      const stands = await recordedOrLogged(trail, entries, name);
      return stands || answer.status >= 400;
    },
  };
};

/** A record that could not be stored is at least in the log, in the same codes, and rings. */
export const recordedOrLogged = async (
  trail: Trail,
  entries: readonly AuditEntry[],
  name: string,
): Promise<boolean> => {
  try {
    await trail.record(entries);
    return true;
  } catch (error) {
    for (const { kind: action, client, organisation, referral, request: requestId } of entries)
      log('audit-failed', { action, client, organisation, referral, requestId, error: errorName(error) });
    metric('AuditFailed', 1, name);
    return false;
  }
};
