import { coordinatorOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { madeIn } from '../domain/said/correspondence.ts';
import { messagesToPerson } from '../domain/to-person/messages.ts';
import { isToBeTold } from '../domain/to-person/plan.ts';
import { goesFrom } from '../domain/to-person/when.ts';
import { personKey } from './keys.ts';
import type { Projected } from './row.ts';

interface PersonRow extends Projected {
  readonly sk: string;
  readonly organisation: string;
}

/**
 * What the person is to be sent, each when its time comes. What is not true any more is wanted no more, from the version on in which it
 * became so; and nothing is while they are to be left alone.
 */
export const personRows = (referral: Referral): PersonRow[] => {
  const organisation = coordinatorOf(referral);
  if (organisation === undefined) return [];
  return messagesToPerson(referral).map((one): PersonRow => {
    const { message } = one;
    const key = { sk: personKey(organisation, message.id ?? ''), organisation };
    if (!isToBeTold(referral, one)) return key;
    const [from, sent] = [goesFrom(one), message.sent ?? referral.at];
    return { ...key, wanted: madeIn(message), wantedAt: sent, ...(from > sent ? { notBefore: from } : {}) };
  });
};
