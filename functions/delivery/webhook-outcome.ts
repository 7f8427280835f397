import type { Answer } from './answer.ts';
import { type Verdict, verdictOn } from './outcome.ts';

/**
 * What the answer to an event means, after the Standard Webhooks specification: any 2xx has it, 410 ends it, and everything
 * else is tried again: a receiver that is being released, or whose secret is being changed, answers 404 or 400 for a while.
 */
export const verdictOnWebhook = (answer: Answer, now: string): Verdict => {
  if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300)
    return { outcome: 'infrastructure-ack', reason: 'taken' };
  const verdict = verdictOn(answer, now);
  return answer.kind === 'answered' && verdict.outcome !== 'later'
    ? { outcome: 'later', reason: 'not-taken' }
    : verdict;
};
