import type { Communication, FhirResource } from 'fhir/r4.js';
import { showOpening } from '../../../mappings/opening.ts';
import { showReport } from '../../../mappings/report.ts';
import { showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { authorityIn, hearsOf, may, sightOf } from '../../domain/authority/authority.ts';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import { kindOf } from '../../domain/coding.ts';
import { respondentOf, roleOf } from '../../domain/parties.ts';
import { findResource, type Reader, type Referral } from '../../domain/referral.ts';
import { isForReferrer, recipientOf, senderOf } from '../../domain/said/correspondence.ts';

/**
 * A resource as this organisation sees it, or undefined: what is not yours is not there.
 * Every FHIR answer goes through here; there is no other door (DESIGN 1, idea 4).
 * Partners have their own API; over FHIR they see what they reported of the person, that they opened it, and nothing else.
 */
export const view = (referral: Referral, resource: FhirResource, reader: Reader): FhirResource | undefined => {
  const { organisation } = reader;
  const authority = authorityIn(referral, reader);
  if (may(authority, 'see-record')) return showToCoordinator(resource);
  const sight = sightOf(authority);
  if (sight && roleOf(referral, organisation) === 'referrer') return showToWhoReferred(resource, referral, sight);
  if (may(authority, 'see-answers'))
    return isRespondents(referral, resource, organisation)
      ? showToWhoReferred(resource, referral, hearsOf(referral, organisation))
      : undefined;
  const isPartner = roleOf(referral, organisation) === 'partner' && may(authority, 'see-invitation');
  return isPartner && resource.resourceType === 'Communication' ? showOwn(resource, organisation) : undefined;
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

export const viewById = (referral: Referral, type: string, id: string, reader: Reader): FhirResource | undefined => {
  const resource = findResource(referral, type, id);
  return resource && view(referral, resource, reader);
};
