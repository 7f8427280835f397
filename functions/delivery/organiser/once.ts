import { linkIdOf } from '../../views/link-id.ts';
import type { Row } from '../../views/row.ts';
import type { DeliveryPorts } from '../ports.ts';
import type { Tried } from '../tried.ts';

/** What is said once, however many rows want it: a session once, and reminders once a day (issue 7 item 3). */
export interface Once {
  readonly of: string;
  readonly name: string;
}

/**
 * Who comes first says it; undefined: another has. It stays theirs through all their tries, whatever changes of the meeting meanwhile, and where
 * nothing went it is anybody's again: the others count on it.
 */
export const saidOnce = async (
  { toOrganisers: { take, giveBack }, clock }: Pick<DeliveryPorts, 'toOrganisers' | 'clock'>,
  { referral, sk, told = 0 }: Row,
  once: Once | undefined,
  say: () => Promise<Tried>,
): Promise<Tried | undefined> => {
  if (!once) return say();
  const link = linkIdOf(once.of);
  const what = { name: once.name, by: `${referral}/${sk}/${told}` };
  if (!(await take(link, { ...what, until: clock() }))) return undefined;
  const tried = await say();
  if (tried.verdict.outcome !== 'sent') await giveBack(link, what);
  return tried;
};
