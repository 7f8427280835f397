import type { Organization } from 'fhir/r4.js';

/** An organisation of the register, as anybody sees it who has a Task with it: what it is called and known by. */
export const showOrganisation = (known: {
  readonly organisation: string;
  readonly name: string;
  readonly identifier: { readonly system: string; readonly value: string };
  readonly active: boolean;
}): Organization => ({
  resourceType: 'Organization',
  id: known.organisation,
  identifier: [{ system: known.identifier.system, value: known.identifier.value }],
  active: known.active,
  name: known.name,
});
