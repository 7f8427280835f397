import { deliveryOutcomes } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept, recordKind } from '../coding.ts';
import { referenceTo } from '../referral.ts';
import { ok, type Result } from '../result.ts';
import { isForReferrer } from '../said/correspondence.ts';
import { deliveryOf, didNotArrive, isFollowed } from '../said/deliveries.ts';
import type { RecordDelivery } from './actions.ts';
import type { Draft } from './decision.ts';

/**
 * The hub records what came of sending a message (standards.md 12.6), beside the message and not in it: the version of a
 * message is what its words are made from. What arrived stays arrived; what failed may arrive yet, when somebody sends it
 * again. A message that a person has read needs no word of a system any more.
 */
export const decideDelivery = (draft: Draft, { message: id, outcome }: RecordDelivery): Result<void> => {
  const { referral, now } = draft;
  const message = referral.communications.find((c) => c.id === id && isForReferrer(c, referral));
  if (!message || message.received !== undefined) return ok(undefined);
  if (!didNotArrive(outcome) && !isFollowed(referral, message)) return ok(undefined);
  const before = deliveryOf(referral, message)?.outcome;
  if (before === outcome || (before !== undefined && !didNotArrive(before))) return ok(undefined);
  draft.put({
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: 'completed',
    category: [recordKind('delivery')],
    topic: concept(systems.deliveryOutcome, outcome, deliveryOutcomes[outcome]),
    partOf: [{ reference: referenceTo(message) }],
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: referenceTo(referral.task) }],
    sent: now,
  });
  return ok(undefined);
};
