import type { Refusal } from '../result.ts';
import { nhsNumbersOf } from './nhs-number.ts';
import { isBadOdsCode, odsForm } from './ods-code.ts';
import type { RequestParts } from './request-parts.ts';

const notTraced = 'The NHS number fails its check digit: not traced, and not used to find the person.';

/** What is wrong with identifiers, and no reason to turn somebody away: standards.md 14, rule 5. */
export const identifierWarnings = ({ patient, others }: RequestParts): Refusal[] => {
  const numbers = nhsNumbersOf(patient);
  const warnings: Refusal[] = numbers
    .filter((number) => !number.passesCheck)
    .map(() => ({ code: 'invalid-input', expression: 'Patient.identifier', diagnostics: notTraced }));
  if (new Set(numbers.filter((n) => n.traced).map((n) => n.value)).size > 1) {
    warnings.push({
      code: 'invalid-input',
      expression: 'Patient.identifier',
      diagnostics: 'Two verified NHS numbers.',
    });
  }
  const practices = (patient.generalPractitioner ?? []).map((gp) => gp.identifier);
  if (practices.some(isBadOdsCode)) {
    warnings.push({
      code: 'invalid-input',
      expression: 'Patient.generalPractitioner.identifier',
      diagnostics: odsForm,
    });
  }
  const organisations = others.filter((r) => r.resourceType === 'Organization').flatMap((o) => o.identifier ?? []);
  if (organisations.some(isBadOdsCode)) {
    warnings.push({ code: 'invalid-input', expression: 'Organization.identifier', diagnostics: odsForm });
  }
  return warnings;
};
