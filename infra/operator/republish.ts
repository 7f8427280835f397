import { referenceOf } from '../../functions/domain/request/reference.ts';
import { thinEventsOf } from '../../functions/events/thin-events.ts';
import type { Referrals } from './referrals.ts';

/**
 * Publishes the events of every version again, with the ids that they had and the mark of a replay: for a consumer that lost
 * some. Delivery sends nothing for them: what was told stands in the rows.
 */
export const republish = async (at: Pick<Referrals, 'ledger' | 'publish'>, referral: string): Promise<string> => {
  const newest = (await at.ledger.load(referral))?.head.version ?? 0;
  let count = 0;
  for (let version = 1; version <= newest; version += 1) {
    const then = await at.ledger.load(referral, version);
    if (then?.head.version !== version) throw new Error(`The ledger of ${referral} lost version ${version}`);
    const events = thinEventsOf(then).map((event) => ({ ...event, replay: true as const }));
    const refused = await at.publish(events);
    if (refused.length > 0) throw new Error(`The bus refused ${refused.length} events of version ${version}.`);
    count += events.length;
  }
  return `${referenceOf(referral)} ${referral}: ${count} events of ${newest} versions published again.`;
};
