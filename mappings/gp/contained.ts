import type { Bundle, FhirResource, Resource, ServiceRequest } from 'fhir/r4.js';
import { renameReferences } from '../bundle-references.ts';

/** What is contained was validated as R4 with the request around it; its type says only `Resource`. */
const isWhole = (resource: Resource): resource is FhirResource => resource.resourceType !== undefined;

const nameOf = (id: string): string => `urn:contained:${id}`;

/**
 * A ServiceRequest that contains its person, and whatever else goes with it, as the Bundle that says the same: each
 * contained resource is an entry, in order, and `#id` becomes the entry's name. Both forms then go one way.
 */
export const asBundle = (request: ServiceRequest): Bundle<FhirResource> => {
  const { contained = [], id: _, ...own } = request;
  const names = new Map(contained.flatMap((c) => (c.id === undefined ? [] : [[`#${c.id}`, nameOf(c.id)] as const])));
  const entries = contained.filter(isWhole).map((resource) => {
    // Its id is a name within the request, and must not be taken for one of a resource elsewhere.
    const { id, ...rest } = renameReferences(resource, names);
    return { ...(id === undefined ? {} : { fullUrl: nameOf(id) }), resource: rest };
  });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: renameReferences(own, names) }, ...entries],
  };
};

/** The same for a Bundle whose request contains its person: the entry of the request becomes several. */
export const withContained = (bundle: Bundle<FhirResource>): Bundle<FhirResource> => ({
  ...bundle,
  entry: (bundle.entry ?? []).flatMap((entry) => {
    const { resource } = entry;
    if (resource?.resourceType !== 'ServiceRequest' || !resource.subject.reference?.startsWith('#')) return [entry];
    const [own, ...contained] = asBundle(resource).entry ?? [];
    // The id that the sender gave is one of the entry's names.
    return own?.resource ? [{ ...entry, resource: { ...own.resource, ...idOf(resource) } }, ...contained] : [entry];
  }),
});

const idOf = ({ id }: ServiceRequest): { id?: string } => (id === undefined ? {} : { id });

/** `Patient.birthDate` as the sender finds it in its own message: `ServiceRequest.contained[0].birthDate`. */
export const inContained = (request: ServiceRequest, expression: string): string => {
  const [type, ...path] = expression.split('.');
  const at = request.contained?.findIndex((c) => c.resourceType === type) ?? -1;
  return at < 0 ? expression : [`ServiceRequest.contained[${at}]`, ...path].join('.');
};
