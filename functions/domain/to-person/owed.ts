import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { mustBeKnown } from '../../../contracts/lifecycle/person-messages.ts';
import { hasTriedSince } from '../owed/follow-up.ts';
import type { Owed } from '../owed/owed-by-onward.ts';
import { coordinatorOf } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { wasToldAbout } from '../said/conversations.ts';
import { deliveryOf, didNotArrive } from '../said/deliveries.ts';
import { expectedAt, isKnownToThem, isSentAnew, isStillTrue, messagesToPerson, type ToPerson } from './messages.ts';

/** Since when somebody must tell them; undefined: nobody must. */
const toTellSince = (referral: Referral, one: ToPerson): string | undefined => {
  const { message, says, onward } = one;
  const sent = message.sent ?? referral.at;
  const delivery = deliveryOf(referral, message);
  const isLost = didNotArrive(delivery?.outcome);
  if (!onward || !isStillTrue(referral, one) || isKnownToThem(referral, one) || isSentAnew(referral, one))
    return undefined;
  if (!mustBeKnown(says) && !isLost) return undefined;
  const isDone = wasToldAbout(referral, onward.task, sent) || hasTriedSince(referral, onward.task, sent);
  return isDone ? undefined : isLost ? (delivery?.at ?? sent) : sent;
};

/**
 * What the person has to be told by somebody unless it is confirmed that a message reached them: accountable and by when, from the moment
 * that a meeting is named, moved or called off. Issue 8 items 1 and 2.
 */
export const owedToPerson = (referral: Referral, policy: Policy): Owed[] =>
  messagesToPerson(referral).flatMap((one) => {
    const since = toTellSince(referral, one);
    if (since === undefined || !one.onward) return [];
    return [
      {
        ...{ what: 'tell-person' as const, task: one.onward.task, since },
        ahead: { at: () => expectedAt(one), days: policy.tellPerson },
        question: { id: one.message.id ?? '', asked: coordinatorOf(referral) ?? '' },
      },
    ];
  });
