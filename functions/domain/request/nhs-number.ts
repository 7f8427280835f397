import type { Extension, Identifier, Patient } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';

const verification = {
  extension: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  /** Two code systems say the same: standards.md 6. */
  verified: [
    {
      system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
      code: 'number-present-and-verified',
    },
    { system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01' },
  ],
};

/** Says so of a number that somebody copied from the record of the practice that cares for the person. */
export const verifiedByRecord: Extension = {
  url: verification.extension,
  valueCodeableConcept: { coding: verification.verified.slice(0, 1) },
};

interface NhsNumber {
  /** Ten digits, or what was sent instead. */
  readonly value: string;
  readonly passesCheck: boolean;
  /** Passes the check and was verified against the national record: alone good enough to find a person by. */
  readonly traced: boolean;
}

/** Ten digits with the check digit of modulus 11 (NHS Data Dictionary, NHS NUMBER). One digit ten times is nobody's. */
export const passesModulus11 = (value: string): boolean => {
  if (!/^\d{10}$/.test(value) || /^(\d)\1{9}$/.test(value)) return false;
  const digits = [...value].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, i) => total + digit * (10 - i), 0);
  // A remainder of 1 asks for the digit 10, which there is not: no such number was ever issued.
  return (11 - (sum % 11)) % 11 === digits[9];
};

const isVerified = (identifier: Identifier): boolean =>
  identifier.extension
    ?.filter((e) => e.url === verification.extension)
    .flatMap((e) => e.valueCodeableConcept?.coding ?? [])
    .some((c) => verification.verified.some((v) => v.system === c.system && v.code === c.code)) ?? false;

export const isNhsNumber = ({ system }: Identifier): boolean =>
  system?.toLowerCase() === systems.nhsNumber.toLowerCase();

/** The NHS numbers of a person as sent, without the spaces that people write. */
export const nhsNumbersOf = (patient: Patient): readonly NhsNumber[] =>
  (patient.identifier ?? [])
    .filter((i) => isNhsNumber(i) && i.use !== 'old')
    .flatMap((i) => (i.value === undefined ? [] : [{ identifier: i, value: i.value.replace(/[ -]/g, '') }]))
    .map(({ identifier, value }) => {
      const passesCheck = passesModulus11(value);
      return { value, passesCheck, traced: passesCheck && isVerified(identifier) };
    });

/** The one number that may find this person among all; two different ones find nobody. DESIGN 4, the person. */
export const tracedNhsNumber = (patient: Patient): string | undefined => {
  const [first, ...others] = new Set(
    nhsNumbersOf(patient)
      .filter((n) => n.traced)
      .map((n) => n.value),
  );
  return others.length === 0 ? first : undefined;
};

/** The one that a message, its page and its document name, so that nobody files one of them with somebody else. */
export const shownNhsNumber = (patient: Patient): string | undefined =>
  tracedNhsNumber(patient) ?? nhsNumbersOf(patient)[0]?.value;
