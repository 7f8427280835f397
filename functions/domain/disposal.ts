import type { DisposalClass, Retention } from '../../contracts/areas/retention.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { kindOf, statusOf } from './coding.ts';
import type { Referral } from './referral.ts';
import { isHeld, latestOf } from './said/conversations.ts';
import { wasSent } from './tasks/never-sent.ts';

/** Until somebody did something for the person, or told a group of them, an entry in error is about nobody's care. */
const didSomething = ({ onward, communications }: Referral): boolean =>
  onward.some(({ task }) => wasSent(task)) ||
  communications.some((c) => {
    const kind = kindOf(c);
    return kind === 'contact-attempt' || (kind === 'conversation' && isHeld(c));
  });

/** A referral that nobody acknowledges is reminded of every working day: the hub's own versions are nobody's care. */
const lastActed = ({ acted, at }: Referral): string => latestOf([...acted.values()]) || at;

/**
 * From when on the content of a referral goes, and why; undefined while it is open. What somebody did last counts: a correction
 * or a question after the end begins the time anew.
 */
export const disposalOf = (
  referral: Referral,
  { endedYears, inErrorDays }: Retention,
): { readonly from: string; readonly why: DisposalClass } | undefined => {
  const status = statusOf(referral.task);
  if (!isTerminal(status)) return undefined;
  const last = new Date(lastActed(referral));
  if (status === 'entered-in-error' && !didSomething(referral)) {
    last.setUTCDate(last.getUTCDate() + inErrorDays);
    return { from: last.toISOString(), why: 'in-error' };
  }
  last.setUTCFullYear(last.getUTCFullYear() + endedYears);
  return { from: last.toISOString(), why: 'ended' };
};
