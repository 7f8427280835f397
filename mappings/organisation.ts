import type { Organization } from 'fhir/r4.js';
import { type Named, only } from './named.ts';

const parts = (...names: readonly string[]): string[] => names.map((name) => `Organization.${name}`);

export const organisationFields: readonly Named[] = [
  { why: 'to know which organisation a Task is with', elements: parts('resourceType', 'id', 'identifier', 'name') },
  { why: 'to see whether it takes part', elements: parts('active') },
];
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
