import type { CodeableConcept, Patient } from 'fhir/r4.js';

/** How people write a language where they have no code for it. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/^english/i, 'en'],
  [/^(welsh|cymraeg)/i, 'cy'],
  [/british sign language|\bbsl\b/i, 'bfi'],
];

/** `und`: a language that is said in words which nobody here can read. It is not English for that. */
const codeOf = ({ coding = [], text }: CodeableConcept): string => {
  const code = coding.map((c) => c.code).find((c) => c !== undefined);
  const name = text ?? coding.find((c) => c.display)?.display ?? '';
  return code?.toLowerCase() ?? byName.find(([is]) => is.test(name.trim()))?.[1] ?? 'und';
};

/** The languages in which somebody is to be written to, as BCP 47: those that they prefer, or else speak. Empty: nobody said. */
export const languagesOf = ({ communication = [] }: Patient): readonly string[] => {
  const preferred = communication.filter((c) => c.preferred === true);
  return (preferred.length > 0 ? preferred : communication).map(({ language }) => codeOf(language));
};
