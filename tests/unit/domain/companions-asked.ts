import { companionCoding } from '../../../contracts/lifecycle/companions.ts';
import type { TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import type { Clearance } from '../../../functions/domain/companion/clearance.ts';
import type { AskCompanion } from '../../../functions/domain/companion/decide-ask-companion.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import { because, consent, considered, meetingAt, move, recorded } from './acts.ts';
import { coordinator, day, group, id } from './cast.ts';
import { accepted } from './owed.ts';
import { next, story } from './referrals.ts';

/** Stories of somebody who was asked to go along to the first meeting, on day 8 at 10:00. */
export const champion: Actor = { client: 'link', organisation: 'champion-ada' };
export const cleared: Clearance = {
  trained: day(-30).slice(0, 10),
  clearedFor: [{ work: 'public-places', until: day(300).slice(0, 10) }],
};
export const alone = considered({ setting: 'lone-volunteer' });

export const agreed = (organisation = champion.organisation) =>
  consent(organisation, { scope: { text: 'companion' } }, { purpose: [companionCoding] });

export const asks = (more: Partial<AskCompanion> = {}): AskCompanion => ({
  ...{ kind: 'ask-companion', appointment: `${id}.a1`, companion: champion.organisation },
  ...{ known: { clearance: cleared }, considered: alone, consents: [agreed(more.companion)] },
  ...more,
});

export const ahead = (): Referral => story(accepted(), [group, meetingAt(day(8))]);
export const companionAsked = (): Referral => next(ahead(), coordinator, asks(), day(2));
/** Their Task. */
export const t3 = `${id}.t3`;
export const goesAlong = (): Referral => next(companionAsked(), champion, move(t3, 'accepted'), day(3));
export const cannot = because('I cannot', 'companion-cannot');

/** The meeting has begun, and somebody did something since. */
const begun = (): Referral => next(goesAlong(), coordinator, recorded('conversation'), day(8, 12));
const notMet = because('Nobody was there', 'companion-not-met');

/** Their Task in each status that it can reach. */
export const companionStates: Partial<Record<TaskStatus, () => Referral>> = {
  requested: companionAsked,
  accepted: begun,
  rejected: () => next(companionAsked(), champion, move(t3, 'rejected', cannot), day(3)),
  cancelled: () => next(goesAlong(), champion, move(t3, 'cancelled', cannot), day(4)),
  completed: () => next(begun(), champion, move(t3, 'completed'), day(8, 13)),
  failed: () => next(begun(), champion, move(t3, 'failed', notMet), day(8, 13)),
};
