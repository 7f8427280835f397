import type { Communication, FhirResource } from 'fhir/r4.js';
import { showCall } from '../../../mappings/call.ts';
import { callMessage } from '../../../mappings/gp/call-message.ts';
import { showWritten } from '../../../mappings/gp/show.ts';
import { showOpening } from '../../../mappings/opening.ts';
import { showReportAlone } from '../../../mappings/report.ts';
import { showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { authorityIn, hearsOf, may, sightOf } from '../../domain/authority/authority.ts';
import { isCall, isCallMessage } from '../../domain/call/calls.ts';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import { mustBeHeld } from '../../domain/circumstance/held-messages.ts';
import { kindOf } from '../../domain/coding.ts';
import { roleOf } from '../../domain/parties.ts';
import { findResource, type Reader, type Referral } from '../../domain/referral.ts';
import { isForReferrer, recipientOf, senderOf } from '../../domain/said/correspondence.ts';

/**
 * A resource as this organisation sees it, or undefined: what is not yours is not there.
 * Every FHIR answer goes through here; there is no other door (DESIGN 1, idea 4).
 * A call that somebody asked for is seen by who is to ring; whoever referred hears nothing of one to somebody else.
 * Partners have their own API; over FHIR they see what they reported of the person, that they opened it, and nothing else.
 */
export const view = (referral: Referral, resource: FhirResource, reader: Reader): FhirResource | undefined => {
  const { organisation } = reader;
  const authority = authorityIn(referral, reader);
  if (may(authority, 'see-record')) return showToCoordinator(resource);
  if (resource.resourceType === 'Communication' && isCallMessage(resource))
    return recipientOf(resource) === organisation && may(authority, 'acknowledge') && !mustBeHeld(resource, referral)
      ? callMessage(resource, referral)
      : undefined;
  const sight = sightOf(authority);
  if (sight && roleOf(referral, organisation) === 'referrer') return showToWhoReferred(resource, referral, sight);
  if (may(authority, 'see-answers')) return viewOfHearer(referral, resource, organisation);
  const isPartner = roleOf(referral, organisation) === 'partner' && may(authority, 'see-invitation');
  return isPartner && resource.resourceType === 'Communication' ? showOwn(resource, organisation) : undefined;
};

/** Who takes no part sees the messages to it, and that somebody there has read them; nothing else of it. */
const viewOfHearer = (referral: Referral, resource: FhirResource, organisation: string): FhirResource | undefined => {
  if (resource.resourceType !== 'Communication') return undefined;
  if (isForReferrer(resource, referral))
    return recipientOf(resource) === organisation
      ? showToWhoReferred(resource, referral, hearsOf(referral, organisation))
      : undefined;
  return senderOf(resource) === organisation ? showWritten(resource) : undefined;
};

const showOwn = (communication: Communication, organisation: string): Communication | undefined => {
  if (circumstanceIn(communication)) return showReportAlone(communication, organisation);
  if (isCall(communication)) return showCall(communication, organisation);
  return kindOf(communication) === 'opened' ? showOpening(communication, organisation) : undefined;
};

export const viewById = (referral: Referral, type: string, id: string, reader: Reader): FhirResource | undefined => {
  const resource = findResource(referral, type, id);
  return resource && view(referral, resource, reader);
};
