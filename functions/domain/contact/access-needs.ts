import type { Extension, Patient } from 'fhir/r4.js';
import { extensions } from '../../../contracts/systems.ts';

const textOf = (e: Extension): string | undefined =>
  e.valueString ??
  e.valueCoding?.display ??
  e.valueCodeableConcept?.text ??
  e.valueCodeableConcept?.coding?.find((c) => c.display)?.display;

/** What somebody needs to come or to be told, as whoever wrote it down said it, in whichever form of FHIR. */
export const accessNeedTexts = ({ extension = [] }: Patient): string[] =>
  extension.filter((e) => e.url === extensions.accessNeed).flatMap((e) => textOf(e) ?? []);

/** Words that mean an interpreter in a list that people write: contracts/lifecycle/access-needs.ts. In doubt somebody speaks to them. */
export const isForInterpreter = (need: string): boolean =>
  /interpret|sign language|\bbsl\b|lip-?reading|deafblind/.test(need.toLowerCase());
