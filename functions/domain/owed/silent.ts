import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { silentAfter } from '../../../contracts/lifecycle/obligations.ts';
import { workingDaysAfter } from '../calendar.ts';
import type { Referral } from '../referral.ts';
import { latestOf } from '../said/conversations.ts';
import { owedIn, toObligation } from './obligations.ts';
import { holdersOf } from './steps.ts';

/**
 * The earliest instant at which, if nobody does anything, the referral is silent (issue 5): something is owed, and of those
 * whose it is or becomes nobody has opened it or acted since it began, by its deadline and two working days. An opening is
 * an act; the act by which it began is none. The hub's reminders change nothing of it. undefined: it cannot become silent
 * over what is owed now. Silent now: at or before this instant.
 */
export const silentAt = (referral: Referral, policy: Policy = thisPolicy): string | undefined =>
  owedIn(referral, policy)
    .map((owed) => ({ ...toObligation(referral, owed, policy), holders: holdersOf(referral, owed) }))
    .filter(({ holders, since }) => [...holders].every((who) => (referral.acted.get(who) ?? '') <= since))
    // What was late when somebody could first see to it is silent once they have had those days.
    .map(({ deadline, since }) => workingDaysAfter(latestOf([deadline, since]), silentAfter))
    .sort()[0];
