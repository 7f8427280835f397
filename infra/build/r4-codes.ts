import type { ValueSetComposeInclude } from 'fhir/r4.js';
import type { Definitions } from './r4-definitions.ts';

/** The codes of a value set, or undefined if it cannot be listed (mime types, languages). */
export const codesOf = (definitions: Definitions, canonical: string): string[] | undefined => {
  const [url = ''] = canonical.split('|');
  const compose = definitions.valueSets.get(url)?.compose;
  const included = compose?.include.map((include) => includedBy(definitions, include));
  if (!included?.every((codes) => codes !== undefined)) return undefined;
  const excluded = new Set((compose?.exclude ?? []).flatMap((exclude) => flat(exclude.concept ?? [])));
  const codes = [...new Set(included.flat())].filter((code) => !excluded.has(code));
  return codes.length > 0 ? codes : undefined;
};

const includedBy = (definitions: Definitions, include: ValueSetComposeInclude): string[] | undefined => {
  if (include.filter) return undefined;
  const listed = include.concept ?? definitions.codeSystems.get(include.system ?? '')?.concept;
  const others = include.valueSet?.map((url) => codesOf(definitions, url) ?? []);
  return listed || others ? [...flat(listed ?? []), ...(others ?? []).flat()] : undefined;
};

interface Concept {
  readonly code: string;
  readonly concept?: Concept[];
}
const flat = (concepts: readonly Concept[]): string[] => concepts.flatMap((c) => [c.code, ...flat(c.concept ?? [])]);
