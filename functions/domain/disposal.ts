import type { DisposalClass, Retention } from '../../contracts/areas/retention.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { today } from './calendar.ts';
import { kindOf, statusOf } from './coding.ts';
import type { Referral } from './referral.ts';
import { grownUp, hasReached, latestBirthday } from './request/age.ts';
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
 * A record of a child is kept to the 25th birthday, of who was 17 when care ended to the 26th (NHS Records Management Code of Practice,
 * appendix 2). Of a birth date in part it is the latest that may be: whoever may have been a child was one.
 */
const keptForChild = (birthDate: string, end: string): string | undefined => {
  const day = today(end);
  if (hasReached(grownUp, birthDate, day) === true) return undefined;
  const until = latestBirthday(hasReached(grownUp - 1, birthDate, day) === false ? 25 : 26, birthDate);
  return until && `${until}T00:00:00.000Z`;
};

/**
 * From when on the content of a referral goes, and why; undefined while it is open. What somebody did last counts: a correction
 * or a question after the end begins the time anew. Of a child it is the later of both times.
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
  const child = keptForChild(referral.patient.birthDate ?? '', lastActed(referral));
  return { from: latestOf([last.toISOString(), child]), why: 'ended' };
};
