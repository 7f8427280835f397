import { referenceOf } from '../../functions/domain/request/reference.ts';
import { thinEventsOf } from '../../functions/events/thin-events.ts';
import type { Referrals } from './referrals.ts';

/**
 * Publishes the events of every version again, with the ids that they had and the mark of a replay: for a consumer that lost
 * some. Delivery sends nothing for them: what was told stands in the rows.
 */
export const republish = async (at: Pick<Referrals, 'ledger' | 'publish'>, referral: string): Promise<string> => {
  const entries = await at.ledger.history(referral);
  let count = 0;
  for (const entry of entries) {
    const then = await at.ledger.load(referral, entry.version);
    if (!then) throw new Error(`The ledger of ${referral} lost version ${entry.version}`);
    const events = thinEventsOf(entry, then.referral).map((event) => ({ ...event, replay: true as const }));
    const refused = await at.publish(events);
    if (refused.length > 0) throw new Error(`The bus refused ${refused.length} events of version ${entry.version}.`);
    count += events.length;
  }
  return `${referenceOf(referral)} ${referral}: ${count} events of ${entries.length} versions published again.`;
};
