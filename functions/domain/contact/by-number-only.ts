import { isFlagged } from '../concern/did-not-come.ts';
import type { Referral } from '../referral.ts';
import { isGuarded } from './guarded.ts';

/**
 * On a list that may be forwarded or left on a table they stand by a number, and the link worker says whose it is. Issue 7 item 3:
 * a person with a safe-contact or safeguarding flag.
 */
export const isByNumberOnly = (referral: Referral): boolean => isGuarded(referral) || isFlagged(referral);
