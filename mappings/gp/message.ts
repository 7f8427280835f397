import type { Communication, Identifier, Reference } from 'fhir/r4.js';
import { practiceMessages } from '../../contracts/lifecycle/codes.ts';
import { systems } from '../../contracts/systems.ts';
import { concept } from '../../functions/domain/coding.ts';
import { permission } from '../../functions/domain/permission.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { securityOf } from './online.ts';
import { codesOf, onwardTold, saidBy } from './said.ts';
import { wordingOf } from './wording.ts';

export interface Surroundings {
  /** Names of organisations, from the register. Without one the words speak of "the service" and name no group. */
  readonly nameOf?: (organisation: string) => string | undefined;
  /** The newest state: permission may have been taken back since the message was made. */
  readonly newest?: Referral;
}

/**
 * A message to the practice, made from the codes that the ledger keeps. Line 1 says whether the practice must do
 * anything; then at most two plain sentences; then the codes for its record. `referral` is the state of the version that
 * made the message, so that every try says the same.
 */
export const practiceMessage = (
  message: Communication,
  referral: Referral,
  { nameOf = () => undefined, newest = referral }: Surroundings = {},
): Communication => {
  const said = saidBy(message, referral);
  const told = onwardTold(said.topic, referral);
  const coordinator = organisationOf(message.sender);
  const { action, says } = wordingOf(said, {
    service: withArticle(nameOf(coordinator ?? '') ?? 'service'),
    group: groupToName(told, message, newest, nameOf),
  });
  const security = securityOf(newest);
  return {
    resourceType: 'Communication',
    id: message.id ?? '',
    meta: {
      ...(message.meta?.versionId ? { versionId: message.meta.versionId } : {}),
      ...(message.meta?.lastUpdated ? { lastUpdated: message.meta.lastUpdated } : {}),
      ...(security.length > 0 ? { security } : {}),
    },
    identifier: [{ system: systems.message, value: message.id ?? '' }],
    basedOn: [requestFor(referral)],
    status: 'completed',
    category: [concept(systems.recordKind, 'practice-message')],
    subject: personFor(referral),
    topic: concept(systems.practiceMessage, said.topic, practiceMessages[said.topic].display),
    about: [{ type: 'Task', reference: referenceTo(referral.task), identifier: referenceFor(referral) }],
    ...(message.sent ? { sent: message.sent } : {}),
    ...(message.recipient?.[0]?.reference ? { recipient: [{ reference: message.recipient[0].reference }] } : {}),
    ...(message.sender?.reference ? { sender: { reference: message.sender.reference } } : {}),
    ...codesOf(said, told),
    payload: [
      { contentString: action ? `Action for the practice: ${action}` : 'No action for the practice.' },
      ...says.map((contentString) => ({ contentString })),
    ],
  };
};

/** The person must have permitted that this practice hears of this kind of support by name; permission as DESIGN 4. */
const groupToName = (
  told: Onward | undefined,
  message: Communication,
  newest: Referral,
  nameOf: (organisation: string) => string | undefined,
): string | undefined => {
  const partner = organisationOf(told?.task.owner);
  const practice = organisationOf(message.recipient?.[0]);
  if (!told || !partner || !practice || partner === organisationOf(message.sender)) return undefined;
  return permission(newest.consents, practice, told.request) ? nameOf(partner) : undefined;
};

const withArticle = (name: string): string => (/^the /i.test(name) ? name : `the ${name}`);

/** The practice finds its own request by its own identifier; what it never gave is named by ours. */
const requestFor = ({ request }: Referral): Reference => {
  const own = request.identifier?.find((i) => i.value !== undefined && i.system !== systems.reference);
  return {
    type: 'ServiceRequest',
    ...(own ? { identifier: idOf(own) } : { reference: referenceTo(request) }),
  };
};

const personFor = ({ patient }: Referral): Reference => {
  const own = patient.identifier?.find((i) => i.system === systems.nhsNumber) ?? patient.identifier?.[0];
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
