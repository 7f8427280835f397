import type { FhirResource } from 'fhir/r4.js';

export interface Newest {
  readonly version: number;
  /** When it was written. */
  readonly at: string;
}

export const versionOf = ({ meta }: FhirResource): number => Number(meta?.versionId ?? 0);

/** Of what an organisation is told, what changed last: until that version there is something to tell. */
export const newestOf = (told: readonly FhirResource[], at: string): Newest | undefined => {
  const newest = [...told].sort((a, b) => versionOf(a) - versionOf(b)).at(-1);
  return newest && { version: versionOf(newest), at: newest.meta?.lastUpdated ?? at };
};
