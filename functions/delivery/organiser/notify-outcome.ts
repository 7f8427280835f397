import type { Notified } from '../../usecases/notify-port.ts';
import type { Answer } from '../answer.ts';
import type { Verdict } from '../outcome.ts';

/** What an answer of Notify means. 403: our key is wrong, or not yet let go live: a person mends it, and nothing is lost. */
export const verdictOnNotify = (answer: Answer): Verdict => {
  switch (answer.kind) {
    case 'not-allowed':
      return { outcome: 'by-hand', reason: 'no-notify' };
    case 'not-sent':
      return { outcome: 'later', reason: answer.reason };
    case 'unanswered':
      return { outcome: 'unknown', reason: answer.reason };
    case 'answered': {
      const { status } = answer;
      if (status === 201) return { outcome: 'sent', reason: 'handed-over' };
      return status === 400 || status === 404
        ? { outcome: 'refused', reason: 'refused' }
        : { outcome: 'later', reason: status === 403 ? 'not-let-in' : 'told-to-wait' };
    }
  }
};

/** What Notify says in the end. `technical-failure`: something broke there, so that the same may be sent again. */
export const verdictOnStatus: Readonly<Record<Notified, Verdict>> = {
  delivered: { outcome: 'infrastructure-ack', reason: 'delivered' },
  'permanent-failure': { outcome: 'refused', reason: 'permanent-failure' },
  'temporary-failure': { outcome: 'refused', reason: 'temporary-failure' },
  'technical-failure': { outcome: 'refused', reason: 'technical-failure' },
};
