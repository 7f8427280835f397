import type { Communication, FhirResource } from 'fhir/r4.js';
import type { Hears } from '../contracts/lifecycle/referrers.ts';
import { hearsOf, type Sight } from '../functions/domain/authority/authority.ts';
import { isCallMessage } from '../functions/domain/call/calls.ts';
import { referrerOf } from '../functions/domain/parties.ts';
import { isUnsaid } from '../functions/domain/permission/say-known.ts';
import type { Referral } from '../functions/domain/referral.ts';
import { correspondenceKindOf, recipientOf } from '../functions/domain/said/correspondence.ts';
import { statusMessage } from './council/message.ts';
import { isNews, showReceipt } from './council/receipt.ts';
import { showStatus } from './council/show.ts';
import { callMessage } from './gp/call-message.ts';
import { correspondence } from './gp/correspondence.ts';
import { type BesideMessage, practiceMessage } from './gp/message.ts';
import { showToReferrer } from './gp/show.ts';

const shows: Readonly<Record<Sight, (resource: FhirResource, referral: Referral) => FhirResource | undefined>> = {
  receipt: showReceipt,
  status: showStatus,
  outcome: showToReferrer,
};

/** What whoever referred sees of a resource, as far as they may; undefined: it is not for them. */
export const showToWhoReferred = (
  resource: FhirResource,
  referral: Referral,
  sight: Sight = hearsOf(referral, referrerOf(referral) ?? ''),
): FhirResource | undefined => shows[sight](resource, referral);

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
  if (isUnsaid(message, surroundings.newest ?? referral)) return undefined;
  const told = hearsOf(surroundings.newest ?? referral, recipientOf(message) ?? '');
  if (told === 'receipt' && isNews(message)) return undefined;
  if (mayHear === 'status' || told !== 'outcome') return statusMessage(message, referral, surroundings);
  const kind = correspondenceKindOf(message);
  return kind
    ? correspondence(message, kind, referral, surroundings)
    : practiceMessage(message, referral, surroundings);
};
