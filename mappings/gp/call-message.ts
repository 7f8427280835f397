import type { Communication } from 'fhir/r4.js';
import { practiceMessages } from '../../contracts/lifecycle/codes.ts';
import { type CallAskedBy, callAskedBy, isCallAskedBy } from '../../contracts/lifecycle/please-call.ts';
import { systems } from '../../contracts/systems.ts';
import { callTopic, isUrgent } from '../../functions/domain/call/calls.ts';
import { mayBeGone } from '../../functions/domain/circumstance/circumstances.ts';
import { codeIn, concept } from '../../functions/domain/coding.ts';
import { referrerOf } from '../../functions/domain/parties.ts';
import type { Referral } from '../../functions/domain/referral.ts';
import { tracedNhsNumber } from '../../functions/domain/request/nhs-number.ts';
import { recipientOf } from '../../functions/domain/said/correspondence.ts';
import { callMessageFields } from '../message-fields.ts';
import { only } from '../named.ts';
import { envelopeOf } from './envelope.ts';
import { securityOf } from './online.ts';

const asks: Record<CallAskedBy, string> = {
  person: 'The person says that they are not well, and asks to be called.',
  others: 'Somebody who is with the person says that they are not well, and asks that they are called.',
};

const actionFor = (message: Communication, newest: Referral): string => {
  if (mayBeGone(newest)) return 'please check that your record of the person is up to date, before anybody calls';
  return isUrgent(message) ? 'urgent: please call the person today' : 'please call the person';
};

/** Who referred finds it by its own identifiers. Anybody else is given none of those: the NHS number and our reference are enough. */
const toWhomElse = ({ basedOn: _, ...envelope }: Communication, referral: Referral): Communication => {
  const value = tracedNhsNumber(referral.patient);
  const { subject: __, ...rest } = envelope;
  return value === undefined
    ? rest
    : { ...rest, subject: { type: 'Patient', identifier: { system: systems.nhsNumber, value } } };
};

/**
 * That somebody is not well, to who cares for them: what is asked, by whom, and how soon, in sentences of the hub. Which group it was
 * stays with the service. Where a number is not known to be safe, the service is asked first.
 */
export const callMessage = (
  message: Communication,
  referral: Referral,
  { newest = referral }: { readonly newest?: Referral } = {},
): Communication => {
  const by = (message.reasonCode ?? []).map((c) => codeIn(systems.pleaseCall, c)).find(isCallAskedBy) ?? 'others';
  const envelope = envelopeOf(message, callTopic, referral, newest);
  const careful = securityOf(newest).length > 0;
  return callOnly({
    ...(recipientOf(message) === referrerOf(referral) ? envelope : toWhomElse(envelope, referral)),
    topic: concept(systems.practiceMessage, callTopic, practiceMessages[callTopic].display),
    ...(message.priority ? { priority: message.priority } : {}),
    reasonCode: [concept(systems.pleaseCall, by, callAskedBy[by])],
    payload: [
      `Action for the practice: ${actionFor(message, newest)}, and say who has read this.`,
      asks[by],
      careful ? 'Ask the service first how the person can be reached safely.' : 'Nobody has given any advice.',
    ].map((contentString) => ({ contentString })),
  });
};
const callOnly = only<Communication>(callMessageFields);
