import type { Communication } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { kindOf, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { latestOf } from '../said/conversations.ts';
import { withItsWords } from '../said/correspondence.ts';
import { deliveryOf, didNotArrive, undelivered } from '../said/deliveries.ts';
import { topicOf } from '../said/practice-messages.ts';
import { messageWaits, otherPractice, reportedAt, reportsIn, standingIn } from './circumstances.ts';

/** Made while the person may be with another practice: nothing goes out, and a person sees to it. */
export const isHeldBack = (communication: Communication): boolean =>
  kindOf(communication) === 'practice-message' && communication.status === 'on-hold';

export const heldMessages = (referral: Referral): Communication[] => referral.communications.filter(isHeldBack);

const hasArrived = (referral: Referral, message: Communication): boolean => {
  const delivery = deliveryOf(referral, message);
  return message.received !== undefined || (delivery !== undefined && !didNotArrive(delivery.outcome));
};

/** The same, or made before and not known to have arrived: what has not gone out by now must not go out any more. */
export const mustBeHeld = (message: Communication, referral: Referral): boolean =>
  isHeldBack(message) ||
  (kindOf(message) === 'practice-message' &&
    message.status === 'in-progress' &&
    messageWaits(referral, topicOf(message)) &&
    !hasArrived(referral, message));

/** After the end nothing is reported any more but a death: what the practice answered then says it all. */
const isNotTheirs = (message: Communication, referral: Referral): boolean =>
  isTerminal(statusOf(referral.task)) &&
  deliveryOf(referral, message)?.notTheirs === true &&
  !reportsIn(referral).some(({ circumstance }) => circumstance === otherPractice);

/**
 * What somebody is to tell a practice that has to be found first, and since when: what waits, and what had failed to arrive
 * before it became known. Nobody tries that again, so that nothing would ever put it by.
 */
export const forAnotherPractice = (referral: Referral): { message: Communication; since: string }[] => {
  const known = standingIn(referral)
    .filter(({ circumstance }) => circumstance === otherPractice)
    .map(reportedAt)
    .sort()[0];
  const lost = undelivered(referral).filter(
    ({ message }) => !isHeldBack(message) && (mustBeHeld(message, referral) || isNotTheirs(message, referral)),
  );
  return [
    ...heldMessages(referral).map((message) => ({ message, since: message.meta?.lastUpdated ?? referral.at })),
    ...lost.map(({ message, since }) => ({ message, since: latestOf([since, known]) })),
  ];
};

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
  if (message && !isHeldBack(message) && mustBeHeld(message, draft.referral))
    draft.put(withItsWords(message, { status: 'on-hold' }));
};

/** The practice is theirs after all, or they are to be called after all: what waited for that goes out, in the words of its own time. */
export const releaseMessages = (draft: Draft): void => {
  for (const message of heldMessages(draft.referral).filter((one) => !messageWaits(draft.referral, topicOf(one))))
    draft.put(withItsWords(message, { status: 'in-progress' }), {
      type: 'message-due',
      task: referenceTo(draft.referral.task),
    });
};
