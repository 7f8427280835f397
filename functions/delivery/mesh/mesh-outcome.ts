import { collectedWithin } from '../../../contracts/lifecycle/ways.ts';
import type { Answer } from '../answer.ts';
import type { Verdict } from '../outcome.ts';
import { verdictOn } from '../outcome.ts';

const days = (now: string, n: number): string => new Date(Date.parse(now) + n * 86_400_000).toISOString();

/** What MESH's answer to a message means. Pure. Handed over is not arrived: the practice's system says so itself, or nobody. */
export const verdictOnSent = (answer: Answer, now: string): Verdict => {
  if (answer.kind !== 'answered') return verdictOn(answer, now);
  const { status } = answer;
  if (status === 200 || status === 202)
    return { outcome: 'sent', reason: 'handed-over', awaits: days(now, collectedWithin) };
  // 403: our password or certificate, which somebody mends; the message is not at fault.
  if (status === 403) return { outcome: 'later', reason: 'not-let-in' };
  return verdictOn(answer, now);
};
