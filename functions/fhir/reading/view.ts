import type { FhirResource } from 'fhir/r4.js';
import { showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { roleOf } from '../../domain/parties.ts';
import { findResource, type Referral } from '../../domain/referral.ts';

/**
 * A resource as this organisation sees it, or undefined: what is not yours is not there.
 * Every FHIR answer goes through here; there is no other door (DESIGN 1, idea 4).
 * Partners have their own API; over FHIR they see nothing yet.
 */
export const view = (referral: Referral, resource: FhirResource, organisation: string): FhirResource | undefined => {
  switch (roleOf(referral, organisation)) {
    case 'coordinator':
      return showToCoordinator(resource);
    case 'referrer':
      return showToWhoReferred(resource, referral);
    default:
      return undefined;
  }
};

export const viewById = (
  referral: Referral,
  type: string,
  id: string,
  organisation: string,
): FhirResource | undefined => {
  const resource = findResource(referral, type, id);
  return resource && view(referral, resource, organisation);
};
