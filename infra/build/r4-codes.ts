import type { Definitions } from './r4-definitions.ts';

/** The codes of a value set, or undefined if it cannot be listed (mime types, languages). */
export const codesOf = (definitions: Definitions, canonical: string): string[] | undefined => {
  const [url = ''] = canonical.split('|');
  const compose = definitions.valueSets.get(url)?.compose;
  if (!compose) return undefined;
  const codes = new Set<string>();
  for (const include of compose.include) {
    if (include.filter) return undefined;
    const listed = include.concept ?? definitions.codeSystems.get(include.system ?? '')?.concept;
    const nested = include.valueSet?.map((v) => codesOf(definitions, v));
    if (!listed && !nested) return undefined;
    for (const code of [...flat(listed ?? []), ...(nested ?? []).flatMap((c) => c ?? [])]) codes.add(code);
  }
  for (const exclude of compose.exclude ?? []) for (const code of flat(exclude.concept ?? [])) codes.delete(code);
  return codes.size > 0 ? [...codes] : undefined;
};

interface Concept {
  readonly code: string;
  readonly concept?: Concept[];
}
const flat = (concepts: readonly Concept[]): string[] => concepts.flatMap((c) => [c.code, ...flat(c.concept ?? [])]);
