import type { Patient } from 'fhir/r4.js';
import { ownId } from './parameter.ts';
import type { Searchable } from './searchable.ts';

/**
 * A person is found through a referral, never by name or NHS number: the hub keeps no index of people, and a URL with an
 * NHS number in it stands in logs.
 */
export const patients: Searchable<Patient> = {
  type: 'Patient',
  parameters: { _id: ownId() },
  includes: [],
  within: ({ patient }) => [patient],
};
