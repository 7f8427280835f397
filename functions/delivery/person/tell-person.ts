import { mustBeKnown } from '../../../contracts/lifecycle/person-messages.ts';
import { messageToPerson } from '../../../mappings/person/notification.ts';
import { planOf } from '../../domain/to-person/plan.ts';
import type { Row } from '../../views/row.ts';
import { namesIn } from '../names.ts';
import { handOver } from '../organiser/hand-over.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';
import { requestIdOf } from '../request-id.ts';
import { type Tried, unsent } from '../tried.ts';

/** Handed over as a letter: nobody hears what becomes of it. */
export const posted = 'posted';

/**
 * Tells the person who is referred. Everything is asked of the newest version at this moment: whether it is still true, whether they may
 * be written to, on which channel, and at which hour. What cannot be written stands in the list of the coordinator, who rings.
 */
export const tellPerson = async (
  ports: DeliveryPorts,
  row: Row & { readonly person: string },
  version: number,
): Promise<Tried> => {
  const loaded = await ports.ledger.load(row.referral);
  if (!loaded) throw new Error('A row wants a person told of a referral that the ledger lacks');
  const now = ports.clock();
  const { correlation } = loaded.head;
  const no = (verdict: Verdict): Tried => ({ ...unsent(verdict), correlation, way: 'notify' });
  const plan = planOf(loaded.referral, row.person, now);
  // What was reported of them may turn out wrong: the row is put off, and wanted again once nothing stands in the way.
  if (plan.kind === 'nothing' && plan.why === 'left-alone')
    return no({ outcome: 'later', reason: plan.why, retryAfterSeconds: 3600 });
  if (plan.kind === 'nothing') return no({ outcome: 'withdrawn', reason: plan.why });
  if (plan.kind === 'call')
    return no({ outcome: mustBeKnown(plan.one.says) ? 'by-hand' : 'withdrawn', reason: plan.why });
  if (plan.kind === 'wait') return no(laterAt(plan.until, now));
  const reference = requestIdOf(row.referral, row.sk, version);
  const nameOf = await namesIn(ports, loaded.referral);
  const page = await ports.toOrganisers.ownPage(loaded.referral);
  const { channel, to } = plan.means;
  const worded = messageToPerson({ ...plan, referral: loaded.referral, service: ports.area.service, nameOf, page });
  // Kept first, so that no answer comes before.
  if (channel === 'sms') await ports.toOrganisers.toldByText(to[0] ?? '', row.referral);
  const tried = await handOver(ports, row, { channel, to, reference, ...worded });
  const isPosted = tried.verdict.outcome === 'sent' && channel === 'letter';
  const verdict = isPosted ? { ...tried.verdict, reason: posted } : tried.verdict;
  return { ...tried, verdict, correlation, way: 'notify' };
};

const laterAt = (until: string, now: string): Verdict => ({
  ...{ outcome: 'later', reason: 'not-by-night' },
  retryAfterSeconds: Math.ceil((Date.parse(until) - Date.parse(now)) / 1000),
});
