import type { Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { isRequestDetail } from '../coding.ts';
import { contactProhibited } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { channelsOf, safeContactOf } from './safe-contact.ts';

/** Somebody said of a channel, the person's own or another's, that it is not known to be safe. */
const notSafe = (patient: Patient): boolean =>
  channelsOf(patient).some(({ isSaid, safety }) => isSaid && safety !== 'safe');

const hasSafeContactBlock = ({ extension }: Patient): boolean =>
  extension?.some((e) => e.url === extensions.safeContact) ?? false;

/** Also when it was read and lowered since: that a risk was looked at does not make a screen at home private. */
const wasFlagged = ({ others }: Referral): boolean =>
  others.some((r) => r.resourceType === 'Flag' && isRequestDetail(r.code, 'needs-person-first'));

/** Of the block, what keeps somebody from hearing: no message, no letter, only at times or through somebody; a plain yes is none. */
const isRestricted = (patient: Patient): boolean => {
  const { voicemail, post, naming, times, through, none } = safeContactOf(patient);
  return [voicemail, post, naming].includes('no') || times.length > 0 || through.length > 0 || none !== undefined;
};

/** A risk, or a word that some way to reach the person does harm. */
export const isAtRisk = (referral: Referral): boolean =>
  notSafe(referral.patient) || isRestricted(referral.patient) || contactProhibited(referral) || wasFlagged(referral);

/** A risk, or anything said about how the person may safely be reached: nothing is shown or done without a human's thought. */
export const isGuarded = (referral: Referral): boolean => isAtRisk(referral) || hasSafeContactBlock(referral.patient);
