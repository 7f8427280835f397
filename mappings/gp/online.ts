import type { Coding } from 'fhir/r4.js';
import { isGuarded } from '../../functions/domain/contact/guarded.ts';
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

/** The security labels of a message to the practice: none, or that it is not to be shown to the person online. */
export const securityOf = (referral: Referral): Coding[] => (isGuarded(referral) ? [notOnline] : []);
