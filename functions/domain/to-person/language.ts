import type { Patient } from 'fhir/r4.js';
import { isLanguage, type Language } from '../../../contracts/notify/person/languages.ts';

const named: Readonly<Record<string, string>> = { english: 'en', welsh: 'cy', cymraeg: 'cy' };

/**
 * In which language the person is written to: the one that they prefer, else any that they speak; English where nobody said one.
 * undefined: in none that the hub has words in, so that somebody speaks to them with an interpreter.
 */
export const languageOf = ({ communication = [] }: Patient): Language | undefined => {
  const preferred = communication.filter((c) => c.preferred === true);
  const spoken = preferred.length > 0 ? preferred : communication;
  if (spoken.length === 0) return 'en';
  const codes = spoken.flatMap(({ language: { coding = [], text } }) => [
    ...coding.map(({ code = '' }) => code.toLowerCase().split('-')[0] ?? ''),
    ...(text === undefined ? [] : [named[text.trim().toLowerCase()] ?? '']),
  ]);
  return codes.find(isLanguage);
};
