import type { Communication } from 'fhir/r4.js';
import { kindOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { withItsWords } from '../said/correspondence.ts';
import { deliveryOf, didNotArrive } from '../said/deliveries.ts';
import { topicOf } from '../said/practice-messages.ts';
import { messageWaits } from './circumstances.ts';

/** Made while the person may be with another practice: nothing goes out, and a person sees to it. */
export const isHeld = (communication: Communication): boolean =>
  kindOf(communication) === 'practice-message' && communication.status === 'on-hold';

export const heldMessages = (referral: Referral): Communication[] => referral.communications.filter(isHeld);

const hasArrived = (referral: Referral, message: Communication): boolean => {
  const delivery = deliveryOf(referral, message);
  return message.received !== undefined || (delivery !== undefined && !didNotArrive(delivery.outcome));
};

/** The same, or made before and not known to have arrived: what has not gone out by now must not go out any more. */
export const mustBeHeld = (message: Communication, referral: Referral): boolean =>
  isHeld(message) ||
  (kindOf(message) === 'practice-message' &&
    message.status === 'in-progress' &&
    messageWaits(referral, topicOf(message)) &&
    !hasArrived(referral, message));

/** The hub's own: a message that it was to send now must wait until it is known whose the person is. */
export interface HoldMessage {
  readonly kind: 'hold-message';
  readonly communication: string;
}

/**
 * The hub was about to send it, and found that it must wait (issue 5 item 5). Which messages had gone out when that became
 * known no version says, so each is put by when its turn comes. One that waits already, or need not wait any more, stands.
 */
export const holdMessage = (draft: Draft, { communication }: HoldMessage): void => {
  const message = draft.referral.communications.find((c) => c.id === communication);
  if (message && !isHeld(message) && mustBeHeld(message, draft.referral))
    draft.put(withItsWords(message, { status: 'on-hold' }));
};

/** The practice is theirs after all: what waited goes out, in the words of its own time. */
export const releaseMessages = (draft: Draft): void => {
  for (const message of heldMessages(draft.referral))
    draft.put(withItsWords(message, { status: 'in-progress' }), {
      type: 'message-due',
      task: referenceTo(draft.referral.task),
    });
};
