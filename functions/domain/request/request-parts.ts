import type {
  FhirResource,
  Organization,
  Patient,
  PractitionerRole,
  Reference,
  Resource,
  ServiceRequest,
  Task,
} from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { organisationOf, referenceTo } from '../referral.ts';
import { isOdsCode, isOdsSystem } from './ods-code.ts';

/** A request before anything is stored: as the sender put it together. */
export interface RequestParts {
  readonly patient: Patient;
  readonly request: ServiceRequest;
  readonly others: readonly FhirResource[];
  /** What the message itself calls each resource (`fullUrl`); without it, `Type/id`. */
  readonly names?: ReadonlyMap<FhirResource, readonly string[]>;
}

/** Whose references are followed. */
type Sender = Patient | ServiceRequest | Task;

/** The resource that a reference of `from` means, if the message holds it. */
export const resolve = (parts: RequestParts, from: Sender, { reference }: Reference): Resource | undefined => {
  if (reference === undefined) return undefined;
  if (reference.startsWith('#')) return from.contained?.find((c) => `#${c.id}` === reference);
  const isCalled = (r: FhirResource) =>
    (r.id !== undefined && referenceTo(r) === reference) || (parts.names?.get(r)?.includes(reference) ?? false);
  return [parts.patient, ...parts.others].find(isCalled);
};

// What is contained is typed as any Resource; it was validated with the resource around it.
const isOrganization = (r: Resource | undefined): r is Organization => r?.resourceType === 'Organization';
const isRole = (r: Resource | undefined): r is PractitionerRole => r?.resourceType === 'PractitionerRole';

/** The code of the organisation that a reference leads to, by identifier, by `Organization/L99901` or by an entry. */
export const organisationCode = (
  parts: RequestParts,
  from: Sender,
  reference: Reference | undefined,
  steps = 3,
): string | undefined => {
  if (reference === undefined || steps === 0) return undefined;
  if (isOrganisationSystem(reference.identifier?.system)) return reference.identifier?.value;
  const found = resolve(parts, from, reference);
  if (isOrganization(found)) {
    return found.identifier?.find((i) => isOrganisationSystem(i.system))?.value;
  }
  if (isRole(found)) return organisationCode(parts, from, found.organization, steps - 1);
  const code = organisationOf(reference);
  return found === undefined && code !== undefined && isOdsCode(code) ? code : undefined;
};

const isOrganisationSystem = (system: string | undefined): boolean =>
  isOdsSystem(system) || system === systems.organisation;
