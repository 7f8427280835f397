import type { CodeableConcept, Patient } from 'fhir/r4.js';

/** How people write a language where they have no code for it. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/^english/i, 'en'],
  [/^(welsh|cymraeg)/i, 'cy'],
  [/british sign language|\bbsl\b/i, 'bfi'],
];

/** ISO 639-2 for those of ISO 639-1, as some systems send them. */
const shorter: Readonly<Record<string, string>> = { eng: 'en', cym: 'cy', wel: 'cy' };

/** `und`: a language that is said in words which nobody here can read. It is not English for that. */
const codeOf = ({ coding = [], text }: CodeableConcept): string => {
  const [code] = (coding.find((c) => c.code)?.code?.toLowerCase() ?? '').split('-');
  const name = text ?? coding.find((c) => c.display)?.display ?? '';
  return code === undefined || code === ''
    ? (byName.find(([is]) => is.test(name.trim()))?.[1] ?? 'und')
    : (shorter[code] ?? code);
};

/** The languages in which somebody is to be written to, as BCP 47 without a country: those that they prefer, or else speak. Empty: nobody said. */
const languagesOf = ({ communication = [] }: Patient): readonly string[] => {
  const preferred = communication.filter((c) => c.preferred === true);
  return (preferred.length > 0 ? preferred : communication).map(({ language }) => codeOf(language));
};

/** The first of the person's languages that is among these; English where nobody said one. undefined: none, and never another in its place. */
export const languageAmong = <L extends string>(patient: Patient, there: readonly L[]): L | undefined => {
  const spoken = languagesOf(patient);
  return (spoken.length === 0 ? ['en'] : spoken).flatMap((one) => there.filter((code) => code === one))[0];
};

/** Of the languages that the person prefers, or else speaks, none is English. */
export const needsTranslation = (patient: Patient): boolean => {
  const spoken = languagesOf(patient);
  return spoken.length > 0 && !spoken.includes('en');
};
