import type { Communication } from 'fhir/r4.js';
import { communicationKinds, type PracticeMessage } from '../../contracts/lifecycle/codes.ts';
import { mayBeGone } from '../../functions/domain/circumstance/circumstances.ts';
import { recordKind } from '../../functions/domain/coding.ts';
import { organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { type CorrespondenceKind, correspondenceKindOf } from '../../functions/domain/said/correspondence.ts';
import { topicOf } from '../../functions/domain/said/practice-messages.ts';
import { envelopeAbout, envelopeOf, payloadOf, withArticle } from '../gp/envelope.ts';
import type { BesideMessage } from '../gp/message.ts';
import { statusMessageFields } from '../message-fields.ts';
import { only } from '../named.ts';

interface Words {
  readonly action?: string;
  readonly says: readonly string[];
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * What somebody hears who may know how the request stands, and nothing of the person: every sentence there is. How a meeting
 * went, and a correction of that, are not among them.
 */
const sentences = {
  'first-conversation': (service) => ({ says: [capital(`${service} is working on your referral.`)] }),
  refused: (service) => ({
    action: 'please speak with the person about what else could help.',
    says: [capital(`${service} cannot take your referral.`)],
  }),
  closing: () => ({ says: ['Your referral has ended.'] }),
  // To a professional for whom their organisation vouches; to whoever gets a receipt it is never made.
  'already-known': (service) => ({
    says: [capital(`${service} already knows this person. They agreed that you are told so.`)],
  }),
  'question-taken-back': (service) => ({ says: [capital(`${service} needs no answer to its question any more.`)] }),
} as const satisfies Partial<Record<PracticeMessage, (service: string) => Words>>;

/** What the coordinator writes may be about the person: somebody who hears the status only is asked to ring. */
const byTelephone: Readonly<Record<CorrespondenceKind, ((service: string) => Words) | undefined>> = {
  question: (service) => ({
    action: `please ring ${service} about a question on your referral.`,
    says: ['It is not written here, because it may be about the person.'],
  }),
  answer: (service) => ({
    action: `please ring ${service} for the answer to your question.`,
    says: ['It is not written here, because it may be about the person.'],
  }),
  note: undefined,
};

const isSaid = (topic: string | undefined): topic is keyof typeof sentences =>
  topic !== undefined && Object.hasOwn(sentences, topic);

/** A message to a referrer who hears the status only, without a code but its topic; undefined: it is not for them. */
export const statusMessage = (
  message: Communication,
  referral: Referral,
  { nameOf = () => undefined, newest = referral }: BesideMessage = {},
): Communication | undefined => {
  const topic = topicOf(message);
  const kind = correspondenceKindOf(message);
  const service = withArticle(nameOf(organisationOf(message.sender) ?? '') ?? 'service');
  const words = kind && byTelephone[kind];
  if (kind && words)
    return statusOnly({
      ...envelopeAbout(message, referral, newest),
      category: [recordKind(kind, communicationKinds[kind])],
      payload: payloadOf(words(service), referral),
    });
  if (!isSaid(topic)) return undefined;
  const status: Words = sentences[topic](service);
  return statusOnly({
    ...envelopeOf(message, topic, referral, newest),
    // What it asks for is asked of somebody who would speak with the person.
    payload: payloadOf(mayBeGone(newest) ? { says: status.says } : status, referral),
  });
};
const statusOnly = only<Communication>(statusMessageFields);
