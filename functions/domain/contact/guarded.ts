import type { Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';
import { isRequestDetail } from '../coding.ts';
import { contactProhibited } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { channelsOf } from './safe-contact.ts';

/** Somebody said of a channel, the person's own or another's, that it is not known to be safe. */
const notSafe = (patient: Patient): boolean =>
  channelsOf(patient).some(({ isSaid, safety }) => isSaid && safety !== 'safe');

const hasSafeContactBlock = ({ extension }: Patient): boolean =>
  extension?.some((e) => e.url === extensions.safeContact) ?? false;

/** Also when it was read and lowered since: that a risk was looked at does not make a screen at home private. */
const wasFlagged = ({ others }: Referral): boolean =>
  others.some((r) => r.resourceType === 'Flag' && isRequestDetail(r.code, 'needs-person-first'));

/** A risk, or anything said about how the person may safely be reached: nothing is shown or done without a human's thought. */
export const isGuarded = (referral: Referral): boolean =>
  notSafe(referral.patient) ||
  hasSafeContactBlock(referral.patient) ||
  contactProhibited(referral) ||
  wasFlagged(referral);
