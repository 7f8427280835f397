import type { Organization } from 'fhir/r4.js';
import { type Named, only } from './named.ts';

export const organisationFields = [
  {
    why: 'to know which organisation a Task is with, and whether it takes part',
    elements: ['resourceType', 'id', 'identifier', 'active', 'name'].map((name) => `Organization.${name}`),
  },
] as const satisfies readonly Named[];
const organisationOnly = only<Organization>(organisationFields);

/** An organisation of the register, as anybody sees it who has a Task with it: what it is called and known by. */
export const showOrganisation = (known: {
  readonly organisation: string;
  readonly name: string;
  readonly identifier: { readonly system: string; readonly value: string };
  readonly active: boolean;
}): Organization =>
  organisationOnly({
    resourceType: 'Organization',
    id: known.organisation,
    identifier: [{ system: known.identifier.system, value: known.identifier.value }],
    active: known.active,
    name: known.name,
  });
