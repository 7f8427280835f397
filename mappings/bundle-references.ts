import type { BundleEntry, FhirResource } from 'fhir/r4.js';
import { referenceTo } from '../functions/domain/referral.ts';

export type Entry = BundleEntry<FhirResource>;

/** How a sender named an entry inside its message: fullUrl, and `Type/id` where it gave an id. */
export const namesOf = ({ fullUrl, resource }: Entry): string[] => [
  ...(fullUrl ? [fullUrl] : []),
  ...(resource?.id ? [referenceTo({ resourceType: resource.resourceType, id: resource.id })] : []),
];

/** Every `reference` in a tree, renamed where `names` knows it; nothing else is touched. */
const renamed = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const known = key === 'reference' && typeof inner === 'string' ? names.get(inner) : undefined;
      return [key, known ?? renamed(inner, names)];
    }),
  );
};

export const renameReferences = <T extends FhirResource>(resource: T, names: ReadonlyMap<string, string>): T => ({
  ...resource,
  ...Object.fromEntries(Object.entries(resource).map(([key, value]) => [key, renamed(value, names)])),
});
