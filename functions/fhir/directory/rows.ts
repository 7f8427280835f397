import { base, type FhirRow } from '../interaction.ts';
import { askedOfServices } from './parameters.ts';
import { readLocation, readService } from './read.ts';
import { searchServices } from './search.ts';

const found = {
  interaction: 'search-type',
  type: 'HealthcareService',
  parameters: 'own',
  search: askedOfServices,
  handle: searchServices,
} as const;

/** The directory over FHIR. Organisations of it are read at the same path as those of referrals (reading-rows.ts). */
export const directoryRows: readonly FhirRow[] = [
  { ...found, method: 'GET', path: `${base}/HealthcareService` },
  {
    ...{ ...found, method: 'POST', path: `${base}/HealthcareService/_search` },
    consumes: ['application/x-www-form-urlencoded'],
  },
  {
    method: 'GET',
    path: `${base}/HealthcareService/{id}`,
    interaction: 'read',
    type: 'HealthcareService',
    handle: readService,
  },
  { method: 'GET', path: `${base}/Location/{id}`, interaction: 'read', type: 'Location', handle: readLocation },
];
