import { webhookEvent } from '../../mappings/partner/webhook-event.ts';
import { isPartnerKind } from '../domain/participant.ts';
import type { Participant } from '../usecases/ports.ts';
import { mustArrive, type Row } from '../views/row.ts';
import { gone } from './outcome.ts';
import type { DeliveryPorts } from './ports.ts';
import { requestIdOf } from './request-id.ts';
import { type Tried, unsent, wentBy } from './tried.ts';
import { versionsOf } from './versions-of.ts';
import { verdictOnWebhook } from './webhook-outcome.ts';

/** How things stand goes to a partner by its webhook or not at all; what is a message has its own way. */
export const isForWebhook = (row: Row, recipient: Participant | undefined): boolean =>
  !mustArrive(row) && recipient !== undefined && isPartnerKind(recipient.kind);

/**
 * Tells a partner which of its invitations changed. Its tier is not asked for: the event holds ids, and what the link in it
 * answers is decided by tier and permission at that moment.
 */
export const tryWebhook = async (
  ports: DeliveryPorts,
  row: Row,
  version: number,
  recipient: Participant | undefined,
): Promise<Tried> => {
  if (!recipient?.active) return unsent({ outcome: 'withdrawn', reason: 'switched-off' });
  if (!recipient.webhook) return unsent({ outcome: 'withdrawn', reason: 'no-webhook' });
  const { newest, asOf } = await versionsOf(ports, row.referral, version);
  const event = webhookEvent(
    { asOf: asOf.referral, newest: newest.referral },
    { organisation: row.organisation, told: row.told, now: ports.clock(), publicUrl: ports.publicUrl },
  );
  if (!event) return unsent({ outcome: 'withdrawn', reason: 'not-any-more' });
  const { organisation, webhook } = recipient;
  const id = requestIdOf(row.referral, row.sk, version);
  const from = ports.clock();
  const answer = await ports.hook({ ...webhook, organisation, id, correlationId: asOf.head.correlation }, event);
  const to = ports.clock();
  const verdict = verdictOnWebhook(answer, to);
  if (verdict.reason === gone) await ports.endpointGone(organisation, webhook.url);
  const correlation = asOf.head.correlation;
  return { verdict, went: wentBy(answer, verdict, from, to), followed: false, correlation };
};
