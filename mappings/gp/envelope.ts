import type { Communication, Identifier, Reference } from 'fhir/r4.js';
import { type PracticeMessage, practiceMessages } from '../../contracts/lifecycle/codes.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { concept, recordKind } from '../../functions/domain/coding.ts';
import { type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { isNhsNumber, shownNhsNumber } from '../../functions/domain/request/nhs-number.ts';
import { referrerOn } from '../../functions/domain/request/referrer-kind.ts';
import { headOf } from '../message-head.ts';
import { onlineOf, securityOf } from './online.ts';

/** All of a message of the hub to whoever referred but what it says. */
export const envelopeOf = (
  message: Communication,
  topic: PracticeMessage,
  referral: Referral,
  newest: Referral,
): Communication => ({
  ...envelopeAbout(message, referral, newest),
  category: [recordKind('practice-message')],
  topic: concept(systems.practiceMessage, topic, practiceMessages[topic].display),
});

/** Which message, of what, to whom, whether a person has read it, and who may not read over a shoulder. */
export const envelopeAbout = (message: Communication, referral: Referral, newest: Referral): Communication => ({
  ...headOf(message, securityOf(newest)),
  extension: [{ url: extensions.shownOnline, valueCode: onlineOf(newest) }],
  basedOn: [requestFor(referral)],
  status: message.status === 'stopped' ? 'stopped' : 'completed',
  subject: personFor(referral),
  about: [{ type: 'Task', reference: referenceTo(referral.task), identifier: referenceFor(referral) }],
  ...(message.sent ? { sent: message.sent } : {}),
  ...(message.received ? { received: message.received } : {}),
  ...(message.recipient?.[0]?.reference ? { recipient: [{ reference: message.recipient[0].reference }] } : {}),
  ...(message.sender?.reference ? { sender: { reference: message.sender.reference } } : {}),
});

/** Line 1 says whether there is anything to do; then at most two plain sentences. */
export const payloadOf = (
  { action, says }: { readonly action?: string; readonly says: readonly string[] },
  referral: Referral,
): NonNullable<Communication['payload']> => {
  const whom = referrerOn(referral.task).kind === 'practice' ? 'the practice' : 'you';
  return [
    { contentString: action ? `Action for ${whom}: ${action}` : `No action for ${whom}.` },
    ...says.map((contentString) => ({ contentString })),
  ];
};

/** How a message calls an organisation: "the Community Wellbeing Service". */
export const withArticle = (name: string): string => (/^the /i.test(name) ? name : `the ${name}`);

/** Whoever asked finds their own request by their own identifier; what they never gave is named by ours. */
const requestFor = ({ request }: Referral): Reference => {
  const own = request.identifier?.find((i) => i.value !== undefined && i.system !== systems.reference);
  return {
    type: 'ServiceRequest',
    ...(own ? { identifier: idOf(own) } : { reference: referenceTo(request) }),
  };
};

const personFor = ({ patient }: Referral): Reference => {
  const value = shownNhsNumber(patient);
  const own = value ? { system: systems.nhsNumber, value } : patient.identifier?.find((i) => !isNhsNumber(i));
  return {
    type: 'Patient',
    ...(own?.value ? { identifier: idOf(own) } : { reference: referenceTo(patient) }),
  };
};

const idOf = ({ system, value }: Identifier): Identifier => ({
  ...(system ? { system } : {}),
  ...(value ? { value } : {}),
});

const referenceFor = ({ reference }: Referral): Identifier => ({ system: systems.reference, value: reference });
