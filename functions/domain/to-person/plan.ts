import { tellingHours } from '../../../contracts/lifecycle/person-messages.ts';
import { nextBetween } from '../calendar.ts';
import { mayContactPerson } from '../circumstance/circumstances.ts';
import type { Referral } from '../referral.ts';
import { type Means, meansOf, type WhyCall } from './means.ts';
import { failedBy, isSentAnew, isStillTrue, messagesToPerson, type ToPerson } from './messages.ts';
import { canBePosted, goesFrom, goesUntil } from './when.ts';

/** What is to be done about one message now. */
export type Plan =
  | { readonly kind: 'nothing'; readonly why: 'not-any-more' | 'left-alone' | 'too-late' }
  | { readonly kind: 'wait'; readonly until: string }
  | { readonly kind: 'call'; readonly why: WhyCall; readonly one: ToPerson }
  | { readonly kind: 'send'; readonly one: ToPerson; readonly means: Extract<Means, { kind: 'write' }> };

/** Whether a message is to go out at all, as the referral stands. */
export const isToBeTold = (referral: Referral, one: ToPerson): boolean =>
  mayContactPerson(referral) &&
  one.message.received === undefined &&
  isStillTrue(referral, one) &&
  !isSentAnew(referral, one);

/** Of a referral as it is known at this moment: what was withdrawn, found unsafe or put off meanwhile is not sent. Pure. */
export const planOf = (referral: Referral, message: string, now: string): Plan => {
  const one = messagesToPerson(referral).find((m) => m.message.id === message);
  if (!one || !isStillTrue(referral, one)) return { kind: 'nothing', why: 'not-any-more' };
  if (!isToBeTold(referral, one)) return { kind: 'nothing', why: 'left-alone' };
  if (goesUntil(one) <= now) return { kind: 'nothing', why: 'too-late' };
  const means = meansOf(referral.patient, canBePosted(one, now), failedBy(one));
  if (means.kind === 'call') return { ...means, one };
  const until = [goesFrom(one), nextBetween(now, tellingHours)].sort().at(-1) ?? now;
  return until > now ? { kind: 'wait', until } : { kind: 'send', one, means };
};
