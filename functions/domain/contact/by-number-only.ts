import { mayContactPerson } from '../circumstance/circumstances.ts';
import { isFlagged } from '../concern/did-not-come.ts';
import type { Referral } from '../referral.ts';
import { needsPersonFirst } from '../said/person-first.ts';
import { channelsOf, safeContactOf } from './safe-contact.ts';

/** Something about reaching them is marked as not safe: that somebody finds them could do harm. */
const isGuarded = ({ patient }: Referral): boolean => {
  const { voicemail, post, through, none } = safeContactOf(patient);
  const isMarked = channelsOf(patient).some(({ safety }) => safety === 'not-safe');
  return isMarked || voicemail === 'no' || post === 'no' || through.length > 0 || none !== undefined;
};

/**
 * On a list that may be forwarded or left on a table they stand by a number, and the link worker says whose it is. Issue 7 item 3:
 * a person with a safe-contact or safeguarding flag.
 */
export const isByNumberOnly = (referral: Referral): boolean =>
  isGuarded(referral) || isFlagged(referral) || needsPersonFirst(referral) || !mayContactPerson(referral);
