import type { Communication } from 'fhir/r4.js';
import type { PracticeMessage } from '../../contracts/lifecycle/codes.ts';
import { topicOf } from '../../functions/domain/practice-messages.ts';
import { organisationOf, type Referral } from '../../functions/domain/referral.ts';
import { envelopeOf, payloadOf, withArticle } from '../gp/envelope.ts';
import type { Surroundings } from '../gp/message.ts';

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
} as const satisfies Partial<Record<PracticeMessage, (service: string) => Words>>;

const isSaid = (topic: string | undefined): topic is keyof typeof sentences =>
  topic !== undefined && Object.hasOwn(sentences, topic);

/** A message to a referrer who hears the status only, without a code but its topic; undefined: it is not for them. */
export const statusMessage = (
  message: Communication,
  referral: Referral,
  { nameOf = () => undefined, newest = referral }: Surroundings = {},
): Communication | undefined => {
  const topic = topicOf(message);
  if (!isSaid(topic)) return undefined;
  const service = withArticle(nameOf(organisationOf(message.sender) ?? '') ?? 'service');
  return {
    ...envelopeOf(message, topic, referral, newest),
    payload: payloadOf(sentences[topic](service), referral),
  };
};
