import type { Coding, Patient } from 'fhir/r4.js';
import { extensions } from '../../contracts/systems.ts';
import { isRequestDetail } from '../../functions/domain/coding.ts';
import { channelsOf } from '../../functions/domain/contact/safe-contact.ts';
import { contactProhibited } from '../../functions/domain/parties.ts';
import type { Referral } from '../../functions/domain/referral.ts';

/**
 * "Keep from the patient's online view", as GP systems read it: somebody else may look over the person's shoulder.
 * https://terminology.hl7.org/CodeSystem-v3-ActCode.html; NHS England's GP2GP and GP Connect use the same code.
 */
const notOnline: Coding = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'NOPAT',
  display: "no disclosure to patient, family or caregivers without attending provider's authorization",
};

/** Somebody said of a channel, the person's own or another's, that it is not known to be safe. */
const notSafe = (patient: Patient): boolean =>
  channelsOf(patient).some(({ isSaid, safety }) => isSaid && safety !== 'safe');

const hasSafeContactBlock = ({ extension }: Patient): boolean =>
  extension?.some((e) => e.url === extensions.safeContact) ?? false;

/** Also when it was read and lowered since: that a risk was looked at does not make a screen at home private. */
const wasFlagged = ({ others }: Referral): boolean =>
  others.some((r) => r.resourceType === 'Flag' && isRequestDetail(r.code, 'needs-person-first'));

/** The security labels of a message to the practice: none, or that it is not to be shown to the person online. */
export const securityOf = (referral: Referral): Coding[] =>
  notSafe(referral.patient) ||
  hasSafeContactBlock(referral.patient) ||
  contactProhibited(referral) ||
  wasFlagged(referral)
    ? [notOnline]
    : [];
