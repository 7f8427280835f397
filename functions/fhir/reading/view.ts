import type { Communication, FhirResource } from 'fhir/r4.js';
import { showOpening } from '../../../mappings/opening.ts';
import { showReport } from '../../../mappings/report.ts';
import { showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import { kindOf } from '../../domain/coding.ts';
import { respondentOf, roleOf } from '../../domain/parties.ts';
import { findResource, type Referral } from '../../domain/referral.ts';
import { isForReferrer, recipientOf, senderOf } from '../../domain/said/correspondence.ts';

/**
 * A resource as this organisation sees it, or undefined: what is not yours is not there.
 * Every FHIR answer goes through here; there is no other door (DESIGN 1, idea 4).
 * Partners have their own API; over FHIR they see what they reported of the person, that they opened it, and nothing else.
 */
export const view = (referral: Referral, resource: FhirResource, organisation: string): FhirResource | undefined => {
  switch (roleOf(referral, organisation)) {
    case 'coordinator':
      return showToCoordinator(resource);
    case 'referrer':
      return showToWhoReferred(resource, referral);
    case 'partner':
      return resource.resourceType === 'Communication' ? showOwn(resource, organisation) : undefined;
    default:
      return isRespondents(referral, resource, organisation) ? showToWhoReferred(resource, referral) : undefined;
  }
};

/** Whom the request names for its answers sees these, and that somebody there has read them; nothing else of it. */
const isRespondents = (referral: Referral, resource: FhirResource, organisation: string): boolean =>
  respondentOf(referral) === organisation &&
  resource.resourceType === 'Communication' &&
  (isForReferrer(resource, referral) ? recipientOf(resource) : senderOf(resource)) === organisation;

const showOwn = (communication: Communication, organisation: string): Communication | undefined => {
  if (circumstanceIn(communication)) return showReport(communication, organisation);
  return kindOf(communication) === 'opened' ? showOpening(communication, organisation) : undefined;
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
