import type { Communication } from 'fhir/r4.js';
import { type DeliveryOutcome, deliveryOutcomes } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, kindOf } from '../coding.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { isForReferrer } from './correspondence.ts';
import { topicOf } from './practice-messages.ts';

/** A record of the hub: what came of sending a message. The newest of a message holds. */
interface Delivery {
  readonly outcome: DeliveryOutcome;
  readonly at: string;
}

const isOutcome = (code: string | undefined): code is DeliveryOutcome =>
  code !== undefined && Object.hasOwn(deliveryOutcomes, code);

/** What came of sending a message, as far as it is recorded; undefined: nothing final, or nothing that is kept. */
export const deliveryOf = (referral: Referral, message: Communication): Delivery | undefined => {
  const record = referral.communications
    .filter((c) => kindOf(c) === 'delivery')
    .findLast((c) => c.partOf?.some((p) => p.reference === referenceTo(message)));
  const outcome = codeIn(systems.deliveryOutcome, record?.topic);
  return record && isOutcome(outcome) ? { outcome, at: record.sent ?? referral.at } : undefined;
};

export const didNotArrive = (outcome: DeliveryOutcome | undefined): boolean =>
  outcome === 'refused' || outcome === 'by-hand';

/**
 * Whether it is kept that a message arrived: of those that say how it ended (DESIGN 6), and of one that had not arrived.
 * That one did not arrive is kept of all.
 */
export const isFollowed = (referral: Referral, message: Communication): boolean =>
  topicOf(message) === 'closing' ||
  topicOf(message) === 'refused' ||
  didNotArrive(deliveryOf(referral, message)?.outcome);

/** Messages that nobody at the recipient has, and that nobody has read by another way; of a recalled referral none matter. */
export const undelivered = (referral: Referral): { message: Communication; since: string }[] =>
  referral.communications
    .filter((c) => isForReferrer(c, referral) && c.received === undefined)
    .filter(() => referral.task.status !== 'entered-in-error')
    .flatMap((message) => {
      const delivery = deliveryOf(referral, message);
      return delivery && didNotArrive(delivery.outcome) ? [{ message, since: delivery.at }] : [];
    });
