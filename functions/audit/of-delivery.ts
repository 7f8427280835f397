import type { Attempt } from '../delivery/ports.ts';
import type { Clock } from '../usecases/ports.ts';
import type { AuditEntry } from './entry.ts';
import { recordedOrLogged } from './of-api.ts';
import type { Trail } from './trail.ts';

/** One try to send something: to whom, by which way, of which version, and what came of it. */
const attemptEntry = ({ referral, recipient, message, verdict, way, version }: Attempt, at: string): AuditEntry => ({
  ...{ at, kind: 'sent', organisation: recipient, referral },
  ...(message === undefined ? {} : { resources: message.slice(message.lastIndexOf('.') + 1) }),
  by: `${way ?? 'endpoint'} V${version}`,
  outcome: `${verdict.outcome} ${verdict.reason}`,
});

/** Nothing left the hub: there was nothing to say any more, a person has to, or it waits to be fetched (and that is a read). */
const stayed = ({ outcome, reason }: Attempt['verdict']): boolean =>
  outcome === 'withdrawn' || outcome === 'by-hand' || reason === 'left-to-fetch';

/** What went out cannot be taken back, and a failure here would only send it once more: it is in the log then, and rings. */
export const keepAttempt =
  ({ trail, clock }: { readonly trail: Trail; readonly clock: Clock }) =>
  async (attempt: Attempt): Promise<void> => {
    if (stayed(attempt.verdict)) return;
    await recordedOrLogged(trail, [attemptEntry(attempt, clock())], 'deliver');
  };
