import type { Coding } from 'fhir/r4.js';
import { isShownOnline, type ShownOnline } from '../../contracts/lifecycle/online.ts';
import { systems } from '../../contracts/systems.ts';
import { codeIn, isOutput } from '../../functions/domain/coding.ts';
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

/** What the coordinator heard of the person, the newest; and no wherever somebody may look over their shoulder, whatever was said. */
export const onlineOf = (referral: Referral): ShownOnline => {
  if (isGuarded(referral)) return 'no';
  const said = (referral.task.output ?? [])
    .filter((output) => isOutput(output, 'shown-online'))
    .map(({ valueCodeableConcept }) => codeIn(systems.shownOnline, valueCodeableConcept))
    .findLast(isShownOnline);
  return said ?? 'ask';
};

/** The security labels of a message to the practice: none, or that it is not to be shown to the person online. */
export const securityOf = (referral: Referral): Coding[] => (onlineOf(referral) === 'no' ? [notOnline] : []);
