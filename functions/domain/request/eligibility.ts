import type { Address } from 'fhir/r4.js';
import type { Area, EligibilityRule } from '../../../contracts/areas/area.ts';
import type { Refusal } from '../result.ts';
import { hasReached } from './age.ts';
import { defaultPractices } from './ods-code.ts';
import { outwardCode, outwardCodeAtEndOf } from './postcode.ts';
import { organisationCode, type RequestParts } from './request-parts.ts';

/** What is known: true, false, or undefined where it is missing or in doubt. */
interface EligibilityFacts {
  readonly oldEnough: boolean | undefined;
  readonly livesInArea: boolean | undefined;
  readonly registeredInArea: boolean | undefined;
}

/** `today`: calendar date in Europe/London of the day of receipt. */
export const eligibilityFacts = (parts: RequestParts, rule: EligibilityRule, today: string): EligibilityFacts => ({
  oldEnough: hasReached(rule.minimumAge, parts.patient.birthDate ?? '', today),
  livesInArea: livesIn(parts.patient.address ?? [], rule),
  registeredInArea: isRegisteredIn(parts, rule),
});

/** DESIGN 4, eligibility: refused only when the facts are known and false; a doubt goes to a person. */
export const eligibilityRefusals = (facts: EligibilityFacts, { eligibility }: Area): Refusal[] => {
  const refusals: Refusal[] = [];
  if (facts.oldEnough === false) {
    refusals.push({ code: 'not-eligible', expression: 'Patient.birthDate', diagnostics: eligibility.tooYoung });
  }
  if (facts.livesInArea === false && facts.registeredInArea === false) {
    refusals.push({ code: 'not-eligible', expression: 'Patient.address', diagnostics: eligibility.elsewhere });
  }
  return refusals;
};

export const isInDoubt = (facts: EligibilityFacts): boolean =>
  facts.oldEnough === undefined || !(facts.livesInArea || facts.registeredInArea);

/** One home in the area is enough; none is only when every home is known to be elsewhere. */
const livesIn = (addresses: readonly Address[], rule: EligibilityRule): boolean | undefined => {
  const homes = addresses.filter((a) => a.use !== 'old' && a.use !== 'work' && a.use !== 'billing');
  const found = homes.map((home) => isWithin(home, rule));
  if (found.includes(true)) return true;
  const allElsewhere = homes.length > 0 && found.every((f) => f === false);
  // Where somebody stays for a while does not say where they live.
  return allElsewhere && homes.some((home) => home.use !== 'temp') ? false : undefined;
};

const isWithin = ({ postalCode, text }: Address, rule: EligibilityRule): boolean | undefined => {
  const code = postalCode === undefined ? outwardCodeAtEndOf(text ?? '') : outwardCode(postalCode);
  if (code === undefined || rule.straddlingOutwardCodes.includes(code)) return undefined;
  return rule.outwardCodes.includes(code);
};

const isRegisteredIn = (parts: RequestParts, rule: EligibilityRule): boolean | undefined => {
  const practices = parts.patient.generalPractitioner ?? [];
  const codes = practices.map((practice) => organisationCode(parts, parts.patient, practice));
  if (codes.some((code) => code !== undefined && rule.practices.includes(code))) return true;
  const unknown: readonly (string | undefined)[] = [
    undefined,
    defaultPractices.notKnown,
    defaultPractices.notApplicable,
  ];
  return codes.length > 0 && !codes.some((code) => unknown.includes(code)) ? false : undefined;
};
