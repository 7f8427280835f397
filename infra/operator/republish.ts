import { referenceOf } from '../../functions/domain/request/reference.ts';
import { thinEventsOf } from '../../functions/events/thin-events.ts';
import type { Referrals } from './referrals.ts';

type Ports = Pick<Referrals, 'ledger' | 'publish'>;

/** Publishes the events of some versions again, with the ids that they had and the mark of a replay; answers how many. */
export const publishAgain = async (at: Ports, referral: string, versions: readonly number[]): Promise<number> => {
  let count = 0;
  for (const version of versions) {
    const then = await at.ledger.load(referral, version);
    if (then?.head.version !== version) throw new Error(`The ledger of ${referral} lost version ${version}`);
    const events = thinEventsOf(then).map((event) => ({ ...event, replay: true as const }));
    const refused = await at.publish(events);
    if (refused.length > 0) throw new Error(`The bus refused ${refused.length} events of version ${version}.`);
    count += events.length;
  }
  return count;
};

/** The same of every version: for a consumer that lost some. Delivery sends nothing for them: what was told stands in the rows. */
export const republish = async (at: Ports, referral: string): Promise<string> => {
  const newest = (await at.ledger.load(referral))?.head.version ?? 0;
  const count = await publishAgain(
    at,
    referral,
    Array.from({ length: newest }, (_, n) => n + 1),
  );
  return `${referenceOf(referral)} ${referral}: ${count} events of ${newest} versions published again.`;
};
