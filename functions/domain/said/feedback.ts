import type { Communication } from 'fhir/r4.js';
import { type FeedbackReply, feedbackReplies, isFeedbackReply } from '../../../contracts/lifecycle/feedback.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, kindOf } from '../coding.ts';
import { type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';

/** What somebody said of the service, oldest first. */
export const feedbackIn = ({ communications }: Pick<Referral, 'communications'>): Communication[] =>
  communications.filter((c) => kindOf(c) === 'feedback');

const answers = (reply: Communication, feedback: Communication): boolean =>
  kindOf(reply) === 'feedback-reply' &&
  (reply.inResponseTo ?? []).some(({ reference }) => reference === referenceTo(feedback));

/** What was replied, oldest first. */
export const repliesTo = (
  { communications }: Pick<Referral, 'communications'>,
  feedback: Communication,
): Communication[] => communications.filter((c) => answers(c, feedback));

/** Where it stands: the newest reply; undefined while nobody has replied. */
export const replyTo = (
  referral: Pick<Referral, 'communications'>,
  feedback: Communication,
): FeedbackReply | undefined =>
  repliesTo(referral, feedback)
    .map(({ topic }) => codeIn(systems.feedbackReply, topic))
    .findLast(isFeedbackReply);

/** Replied to, and not only that somebody is acting on it: nothing more is to be said. */
export const isSettled = (referral: Pick<Referral, 'communications'>, feedback: Communication): boolean =>
  ![undefined, 'acting'].includes(replyTo(referral, feedback));

/** A reply says to what, in one of four ways, and a no says why. */
export const feedbackFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const kind = kindOf(communication);
  const says = (communication.payload ?? []).some(({ contentString = '' }) => contentString.trim() !== '');
  if (kind === 'feedback') return says ? [] : [{ code: 'missing-element', expression: 'Communication.payload' }];
  if (kind !== 'feedback-reply') return [];
  const reply = codeIn(systems.feedbackReply, communication.topic);
  return [
    ...(feedbackIn(referral).some((feedback) => answers(communication, feedback))
      ? []
      : [{ code: 'wrong-parent', expression: 'Communication.inResponseTo' } as const]),
    ...(isFeedbackReply(reply)
      ? []
      : [
          {
            ...({ code: 'unknown-code', expression: 'Communication.topic' } as const),
            diagnostics: Object.keys(feedbackReplies).join(', '),
          },
        ]),
    ...(reply === 'no-because' && !says
      ? [{ code: 'missing-element', expression: 'Communication.payload', diagnostics: 'why' } as const]
      : []),
  ];
};
