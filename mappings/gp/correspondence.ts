import type { Communication } from 'fhir/r4.js';
import { communicationKinds } from '../../contracts/lifecycle/codes.ts';
import { recordKind } from '../../functions/domain/coding.ts';
import { type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { type CorrespondenceKind, messageNamed, senderOf } from '../../functions/domain/said/correspondence.ts';
import { allow } from '../allow-list.ts';
import { correspondenceFields } from '../message-fields.ts';
import { only } from '../named.ts';
import { envelopeAbout, payloadOf, withArticle } from './envelope.ts';
import type { BesideMessage } from './message.ts';
import type { Wording } from './wording.ts';

const wordings: Readonly<Record<CorrespondenceKind, (service: string) => Wording>> = {
  question: (service) => ({ action: 'please answer a question.', says: [`${service} asks:`] }),
  answer: (service) => ({ says: [`${service} answers:`] }),
  note: (service) => ({ says: [`${service} adds:`] }),
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What the coordinator wrote to whoever referred: line 1 as in every message, who writes, and what was written as a payload
 * of its own. It names the message that it answers as the practice knows it, and as the hub does.
 */
export const correspondence = (
  message: Communication,
  kind: CorrespondenceKind,
  referral: Referral,
  { nameOf = () => undefined, newest = referral }: BesideMessage = {},
): Communication => {
  const service = capital(withArticle(nameOf(senderOf(message) ?? '') ?? 'service'));
  const asked = messageNamed(newest, message);
  return correspondenceOnly({
    ...envelopeAbout(message, referral, newest),
    category: [recordKind(kind, communicationKinds[kind])],
    ...(asked ? { inResponseTo: [nameOfMessage(asked)] } : {}),
    ...(message.language ? { language: message.language } : {}),
    payload: [
      ...payloadOf(wordings[kind](service), referral),
      ...(message.payload ?? []).map((p) => allow(p, ['contentString'])),
    ],
  });
};
const correspondenceOnly = only<Communication>(correspondenceFields);

const nameOfMessage = (message: Communication): NonNullable<Communication['inResponseTo']>[number] => ({
  type: 'Communication',
  reference: referenceTo(message),
  ...(message.identifier?.[0] ? { identifier: allow(message.identifier[0], ['system', 'value']) } : {}),
});
