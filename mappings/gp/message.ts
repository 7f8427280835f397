import type { Communication, Observation, Reference } from 'fhir/r4.js';
import { mayBeGone } from '../../functions/domain/circumstance/circumstances.ts';
import { permission } from '../../functions/domain/permission/permission.ts';
import { type Onward, organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { practiceMessageFields } from '../message-fields.ts';
import { only } from '../named.ts';
import { changesTold } from './change.ts';
import { envelopeOf, payloadOf, withArticle } from './envelope.ts';
import { codesOf, onwardTold, saidBy } from './said.ts';
import { wordingOf } from './wording.ts';

export interface BesideMessage {
  /** Names of organisations, from the register. Without one the words speak of "the service" and name no group. */
  readonly nameOf?: (organisation: string) => string | undefined;
  /** The newest state: permission may have been taken back since the message was made, or the person may have died. */
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
  { nameOf = () => undefined, newest = referral }: BesideMessage = {},
): Communication => {
  const said = saidBy(message, referral);
  const told = onwardTold(said.topic, referral);
  const coordinator = organisationOf(message.sender);
  const wording = wordingOf(said, {
    service: withArticle(nameOf(coordinator ?? '') ?? 'service'),
    group: groupToName(told, message, newest, nameOf),
    mayBeGone: mayBeGone(newest),
  });
  const envelope = envelopeOf(message, said.topic, referral, newest);
  const changes = said.topic === 'closing' ? changesTold(referral) : [];
  return messageOnly({
    ...envelope,
    ...(changes.length > 0 ? { contained: changes, about: [...(envelope.about ?? []), ...changes.map(within)] } : {}),
    ...codesOf(said, told),
    payload: payloadOf(wording, referral),
  });
};
/** A resource inside another is named by it, or it would belong to nothing (FHIR R4, dom-3). */
const within = ({ id }: Observation): Reference => ({ reference: `#${id}` });

const messageOnly = only<Communication>(practiceMessageFields);

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
  return permission(newest.consents, practice, told.request, { patient: newest.patient, now: newest.at })
    ? nameOf(partner)
    : undefined;
};
