import { mayContactPerson } from '../circumstance/circumstances.ts';
import { contactProhibited } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { safeContactOf } from './safe-contact.ts';

/** How whoever has to speak to the person rings them now. DESIGN 4, safe contact. */
export interface RingNow {
  /** Why nobody rings them at all. */
  readonly not?: 'prohibited' | 'left-alone' | 'no-number';
  /** `unknown`: nobody said that it is safe, so that one rings first, says nothing of why, and asks. */
  readonly number?: { readonly value: string; readonly safety: 'safe' | 'unknown' };
  /** Whether a message may be left: only where somebody said so, and on a number that is safe. */
  readonly message: boolean;
}

/** The best number that is safe, else the best of which nothing is known; never one that is not safe. */
export const ringNow = (referral: Referral): RingNow => {
  if (contactProhibited(referral)) return { not: 'prohibited', message: false };
  if (!mayContactPerson(referral)) return { not: 'left-alone', message: false };
  const { channels, voicemail } = safeContactOf(referral.patient);
  const phones = channels.filter(({ system }) => system === 'phone');
  const best = phones.find(({ safety }) => safety === 'safe') ?? phones.find(({ safety }) => safety === 'unknown');
  if (!best) return { not: 'no-number', message: false };
  const safety = best.safety === 'safe' ? 'safe' : 'unknown';
  return { number: { value: best.value, safety }, message: safety === 'safe' && voicemail === 'yes' };
};
