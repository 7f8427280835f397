import { mayHear } from '../domain/participant.ts';
import type { Referral } from '../domain/referral.ts';
import { isFollowed } from '../domain/said/deliveries.ts';
import type { Participant } from '../usecases/ports.ts';
import type { Row } from '../views/row.ts';
import { namesIn } from './names.ts';
import { gone, type Verdict, verdictOn } from './outcome.ts';
import type { DeliveryPorts } from './ports.ts';
import { render } from './render.ts';
import { requestIdOf } from './request-id.ts';
import { type Tried, unsent, wentBy } from './tried.ts';
import { isForWebhook, tryWebhook } from './try-webhook.ts';

/** Renders what a claimed row wants told, checks the recipient again, and sends it. `version` is what the row wants. */
export const tryOnce = async (ports: DeliveryPorts, row: Row, version: number): Promise<Tried> => {
  const recipient = await ports.participants.organisation(row.organisation);
  if (isForWebhook(row, recipient)) return tryWebhook(ports, row, version, recipient);
  const unreachable = reasonNotTo(recipient, row);
  if (!recipient?.endpoint || unreachable) return unsent(notSent(row, unreachable ?? 'no-endpoint'));
  const newest = await ports.ledger.load(row.referral);
  const asOf = newest?.head.version === version ? newest : await ports.ledger.load(row.referral, version);
  if (!newest || asOf?.head.version !== version) throw new Error('A row wants a version told that the ledger lacks');
  const followed = isFollowedRow(newest.referral, row);
  const states = { asOf: asOf.referral, newest: newest.referral };
  const outbound = render(row, states, await namesIn(ports, asOf.referral), mayHear(recipient));
  if (!outbound) return { ...unsent({ outcome: 'withdrawn', reason: 'not-any-more' }), followed };
  const requestId = requestIdOf(row.referral, row.sk, version);
  const endpoint = recipient.endpoint.url;
  const correlationId = asOf.head.correlation;
  const from = ports.clock();
  const answer = await ports.send({ endpoint, requestId, correlationId }, outbound);
  const to = ports.clock();
  const verdict = verdictOn(answer, to);
  if (verdict.reason === gone) await ports.endpointGone(recipient.organisation, endpoint);
  return {
    verdict,
    went: wentBy(answer, verdict, from, to),
    followed,
    correlation: correlationId,
  };
};

const isFollowedRow = (referral: Referral, { message }: Row): boolean => {
  const communication = referral.communications.find((c) => c.id === message);
  return communication !== undefined && isFollowed(referral, communication);
};

/**
 * Organisations in direct care are sent what they need for it only at tier full (DESIGN 4). What another one hears of those
 * whom it referred follows from its agreement and not from its tier, which is that of a partner.
 */
const reasonNotTo = (recipient: Participant | undefined, { message }: Row): string | undefined => {
  if (!recipient?.active) return 'switched-off';
  const isReferrerOnly = message !== undefined && (recipient.kind === 'council' || recipient.kind === 'voluntary');
  return recipient.tier === 'full' || isReferrerOnly ? undefined : 'tier-too-low';
};

/** How things stand is sent again with the next change; a message must arrive, so a human sees to it. */
const notSent = (row: Row, reason: string): Verdict => ({
  outcome: row.message === undefined ? 'withdrawn' : 'by-hand',
  reason,
});
