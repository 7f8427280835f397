import type { Communication, FhirResource } from 'fhir/r4.js';
import { showCall } from '../../../mappings/call.ts';
import { callMessage } from '../../../mappings/gp/call-message.ts';
import { showWritten } from '../../../mappings/gp/show.ts';
import { showOpening } from '../../../mappings/opening.ts';
import { showReport } from '../../../mappings/report.ts';
import { showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { showToCoordinator } from '../../../mappings/wellbeing/show.ts';
import { isCall, isCallMessage } from '../../domain/call/calls.ts';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import { mustBeHeld } from '../../domain/circumstance/held-messages.ts';
import { kindOf } from '../../domain/coding.ts';
import { roleOf } from '../../domain/parties.ts';
import { findResource, type Referral } from '../../domain/referral.ts';
import { isForReferrer, isHearer, recipientOf, senderOf } from '../../domain/said/correspondence.ts';

/**
 * A resource as this organisation sees it, or undefined: what is not yours is not there.
 * Every FHIR answer goes through here; there is no other door (DESIGN 1, idea 4).
 * Partners have their own API; over FHIR they see what they reported of the person, that they opened it, and nothing else.
 */
export const view = (referral: Referral, resource: FhirResource, organisation: string): FhirResource | undefined => {
  if (resource.resourceType === 'Communication' && isCallMessage(resource))
    return viewCallMessage(referral, resource, organisation);
  switch (roleOf(referral, organisation)) {
    case 'coordinator':
      return showToCoordinator(resource);
    case 'referrer':
      return showToWhoReferred(resource, referral);
    case 'partner':
      return resource.resourceType === 'Communication' ? showOwn(resource, organisation) : undefined;
    default:
      return viewOfHearer(referral, resource, organisation);
  }
};

/** To whom it goes, unless it must not go there any more. Whoever referred hears nothing of one to somebody else. */
const viewCallMessage = (
  referral: Referral,
  message: Communication,
  organisation: string,
): FhirResource | undefined => {
  if (roleOf(referral, organisation) === 'coordinator') return showToCoordinator(message);
  return recipientOf(message) === organisation && !mustBeHeld(message, referral)
    ? callMessage(message, referral)
    : undefined;
};

/** Who takes no part sees the messages to it, and that somebody there has read them; nothing else of it. */
const viewOfHearer = (referral: Referral, resource: FhirResource, organisation: string): FhirResource | undefined => {
  if (resource.resourceType !== 'Communication' || !isHearer(referral, organisation)) return undefined;
  if (isForReferrer(resource, referral))
    return recipientOf(resource) === organisation ? showToWhoReferred(resource, referral) : undefined;
  return senderOf(resource) === organisation ? showWritten(resource) : undefined;
};

const showOwn = (communication: Communication, organisation: string): Communication | undefined => {
  if (circumstanceIn(communication)) return showReport(communication, organisation);
  if (isCall(communication)) return showCall(communication, organisation);
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
