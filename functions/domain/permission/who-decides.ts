import type { Consent, Extension, Patient } from 'fhir/r4.js';
import {
  type DecisionPart,
  decisionParts,
  isOwnDecision,
  isPermissionBasis,
  type PermissionBasis,
  permissionBases,
} from '../../../contracts/lifecycle/permission-bases.ts';
import { extensions } from '../../../contracts/systems.ts';
import { today } from '../calendar.ts';
import { hasReached } from '../request/age.ts';
import { isSomebodysName } from '../said/correspondence.ts';

const decisionOf = ({ extension }: Consent): Extension[] | undefined => {
  const found = extension?.find((e) => e.url === extensions.decision);
  return found && (found.extension ?? []);
};

const isByPerson = ({ performer }: Consent, { id }: Patient): boolean =>
  performer?.some((p) => p.reference === `Patient/${id}`) ?? false;

/** Without the extension it is the person's own decision, if they are its performer; undefined: nobody can tell. */
const basisOf = (consent: Consent, patient: Patient): PermissionBasis | undefined => {
  const decision = decisionOf(consent);
  const code = decision ? decision.find((e) => e.url === 'basis')?.valueCode : 'own';
  if (!isPermissionBasis(code)) return undefined;
  return isOwnDecision(code) === isByPerson(consent, patient) ? code : undefined;
};

const longestReason = 500;

const isSaid = (part: DecisionPart, { valueString }: Extension): boolean => {
  const text = valueString?.trim() ?? '';
  return part === 'reason' ? text !== '' && text.length <= longestReason : isSomebodysName(text);
};

/** A part that is not said, or says nothing: `consulted` may come several times, and each is a name. */
const missingParts = (consent: Consent, basis: PermissionBasis): DecisionPart[] => {
  const decision = decisionOf(consent) ?? [];
  const needs: readonly DecisionPart[] = permissionBases[basis].needs;
  return decisionParts.filter((part) => {
    const said = decision.filter((e) => e.url === part);
    return needs.includes(part) && !(said.length > 0 && said.every((one) => isSaid(part, one)));
  });
};

/** On an unknown birth date nobody is taken for a child, nor kept from deciding. */
const ageFault = (basis: PermissionBasis, { birthDate }: Patient, now: string): string | undefined => {
  const { from, below }: { from?: number; below?: number } = permissionBases[basis];
  const reached = (age: number) => hasReached(age, birthDate ?? '', today(now));
  if (from !== undefined && reached(from) === false) return `${basis} is for people of ${from} or older`;
  if (below !== undefined && reached(below) !== false)
    return `${basis} is for people known to be under ${below}: from 16 on a person decides themselves`;
  return undefined;
};

/**
 * Why whoever decided may not decide this for the person on that day; undefined: they may. Judged on the day it is used, not
 * the day it was given: what a parent permitted ends when the person is 16.
 */
export const whyMayNotDecide = (consent: Consent, patient: Patient, now: string): string | undefined => {
  const basis = basisOf(consent, patient);
  if (!basis)
    return `say who decided: performer is the Patient; or a basis of ${extensions.decision} (${Object.keys(permissionBases).join(', ')}), and another performer for those that are not the person's own`;
  const missing = missingParts(consent, basis);
  if (missing.length > 0) return `${basis} needs ${missing.join(', ')} in ${extensions.decision}`;
  return ageFault(basis, patient, now);
};
