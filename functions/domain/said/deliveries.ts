import type { Communication } from 'fhir/r4.js';
import { type DeliveryOutcome, deliveryOutcomes } from '../../../contracts/lifecycle/codes.ts';
import { notTheirPatient, type Way } from '../../../contracts/lifecycle/ways.ts';
import { systems } from '../../../contracts/systems.ts';
import { isCallMessage } from '../call/calls.ts';
import { codeIn, kindOf } from '../coding.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { isForReferrer } from './correspondence.ts';
import { topicOf } from './practice-messages.ts';

/** A record of the hub: what came of sending a message. The newest of a message holds. */
interface Delivery {
  readonly outcome: DeliveryOutcome;
  readonly at: string;
  /** They said that the person is not their patient. */
  readonly notTheirs: boolean;
}

const isOutcome = (code: string | undefined): code is DeliveryOutcome =>
  code !== undefined && Object.hasOwn(deliveryOutcomes, code);

const deliveriesOf = (referral: Referral, message: Communication): Delivery[] =>
  referral.communications
    .filter((c) => kindOf(c) === 'delivery' && c.partOf?.some((p) => p.reference === referenceTo(message)))
    .flatMap(({ topic, sent, reasonCode }) => {
      const outcome = codeIn(systems.deliveryOutcome, topic);
      const notTheirs = reasonCode?.some((code) => codeIn(systems.deliveryReason, code) === notTheirPatient.code);
      return isOutcome(outcome) ? [{ outcome, at: sent ?? referral.at, notTheirs: notTheirs ?? false }] : [];
    });

/** What came of sending a message, as far as it is recorded; undefined: nothing final, or nothing that is kept. */
export const deliveryOf = (referral: Referral, message: Communication): Delivery | undefined =>
  deliveriesOf(referral, message).at(-1);

export const didNotArrive = (outcome: DeliveryOutcome | undefined): boolean =>
  outcome === 'refused' || outcome === 'by-hand';

/**
 * Whether what came of a message is kept: that it did not arrive, always; that it went another way than most, so that whoever
 * asks after it is told by which (issue 5 item 2); else of those that are followed.
 */
export const isDeliveryKept = (outcome: DeliveryOutcome, way: Way | undefined, followed: boolean): boolean =>
  followed || didNotArrive(outcome) || way === 'document' || way === 'mail';

/**
 * Whether it is kept that a message arrived: of those that say how it ended (DESIGN 6), that ask for a call, and of one that had not arrived.
 * That one did not arrive is kept of all.
 */
export const isFollowed = (referral: Referral, message: Communication): boolean =>
  topicOf(message) === 'closing' ||
  topicOf(message) === 'refused' ||
  isCallMessage(message) ||
  didNotArrive(deliveryOf(referral, message)?.outcome);

/** Answered, or taken back: nobody need hear of it any more. */
const isSettledQuestion = (message: Communication): boolean =>
  kindOf(message) === 'question' && (message.status === 'completed' || message.status === 'stopped');

/**
 * Messages that nobody at the recipient has, and that nobody has read by another way; of a recalled referral none matter. Since
 * the first time that it did not arrive: tried again in vain, nobody's deadline begins anew. While it was said to be with them
 * nobody could know.
 */
export const undelivered = (referral: Referral): { message: Communication; since: string }[] =>
  referral.communications
    .filter((c) => isForReferrer(c, referral) && c.received === undefined)
    .filter(() => referral.task.status !== 'entered-in-error')
    .filter((c) => !isSettledQuestion(c))
    .flatMap((message) => {
      const deliveries = deliveriesOf(referral, message);
      const first = deliveries[deliveries.findLastIndex(({ outcome }) => !didNotArrive(outcome)) + 1];
      return first ? [{ message, since: first.at }] : [];
    });
