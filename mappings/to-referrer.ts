import type { Communication, FhirResource } from 'fhir/r4.js';
import type { Hears } from '../contracts/lifecycle/referrers.ts';
import { isCallMessage } from '../functions/domain/call/calls.ts';
import type { Referral } from '../functions/domain/referral.ts';
import { referrerOn } from '../functions/domain/request/referrer-kind.ts';
import { correspondenceKindOf } from '../functions/domain/said/correspondence.ts';
import { statusMessage } from './council/message.ts';
import { showStatus } from './council/show.ts';
import { callMessage } from './gp/call-message.ts';
import { correspondence } from './gp/correspondence.ts';
import { type BesideMessage, practiceMessage } from './gp/message.ts';
import { showToReferrer } from './gp/show.ts';

/** What whoever referred sees of a resource, as far as they may hear; undefined: it is not for them. */
export const showToWhoReferred = (resource: FhirResource, referral: Referral): FhirResource | undefined =>
  referrerOn(referral.task).hears === 'status' ? showStatus(resource, referral) : showToReferrer(resource, referral);

/**
 * A message to whoever referred, as far as they may hear; undefined: it is not for them.
 * `mayHear`: what is agreed now, where that is less than what was agreed when the referral was made.
 */
export const messageToWhoReferred = (
  message: Communication,
  referral: Referral,
  { mayHear, ...surroundings }: BesideMessage & { readonly mayHear: Hears },
): Communication | undefined => {
  // Who cares for the person is told by name whatever anybody else may hear.
  if (isCallMessage(message)) return callMessage(message, referral, surroundings);
  if (mayHear === 'status' || referrerOn(referral.task).hears === 'status')
    return statusMessage(message, referral, surroundings);
  const kind = correspondenceKindOf(message);
  return kind
    ? correspondence(message, kind, referral, surroundings)
    : practiceMessage(message, referral, surroundings);
};
