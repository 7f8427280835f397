import { fetchedWithin, type Way } from '../../contracts/lifecycle/ways.ts';
import { workingDaysAfter } from '../domain/calendar.ts';
import { mayHear } from '../domain/participant.ts';
import { wayFrom } from '../domain/reach.ts';
import type { Referral } from '../domain/referral.ts';
import { isFollowed } from '../domain/said/deliveries.ts';
import type { Participant } from '../usecases/ports.ts';
import { heardBy } from '../views/happened.ts';
import type { Row } from '../views/row.ts';
import type { Worded } from './document/ports.ts';
import { namesIn } from './names.ts';
import { tellOrganiser } from './organiser/tell-organiser.ts';
import { gone, type Verdict, verdictOn } from './outcome.ts';
import { tellPerson } from './person/tell-person.ts';
import type { DeliveryPorts } from './ports.ts';
import { render, waits } from './render.ts';
import { requestIdOf } from './request-id.ts';
import { isToldByHand } from './told-by-hand.ts';
import { type Tried, unsent, waiting, wentBy, wentByMesh } from './tried.ts';
import { isForWebhook, tryWebhook } from './try-webhook.ts';
import { versionsOf } from './versions-of.ts';

/** Renders what a claimed row wants told, checks the recipient again, and sends it. `version` is what the row wants. */
export const tryOnce = async (ports: DeliveryPorts, row: Row, version: number): Promise<Tried> => {
  // Names go to a human: never to whoever was one half a minute ago.
  if (row.link !== undefined)
    return tellOrganiser(ports, { ...row, link: row.link }, version, await ports.participantNow(row.organisation));
  const recipient = await ports.participants.organisation(row.organisation);
  if (row.person !== undefined) return tellPerson(ports, { ...row, person: row.person }, version);
  if (isForWebhook(row, recipient)) return tryWebhook(ports, row, version, recipient);
  const unreachable = reasonNotTo(recipient, row);
  const way = recipient && wayOf(ports, row, recipient);
  if (!recipient || !way || unreachable) return unsent(notSent(row, unreachable ?? 'no-endpoint'));
  const tried = await send(ports, { row, version, recipient, way });
  return row.message === undefined ? tried : { ...tried, way };
};

/** How things stand goes to an endpoint; a message by the way at which it is, while its recipient has that. */
const wayOf = ({ area }: DeliveryPorts, row: Row, by: Participant): Way | undefined => {
  if (row.message !== undefined) return wayFrom(area.ways, by, row.way);
  return by.endpoint ? 'fhir' : undefined;
};

interface Sending {
  readonly row: Row;
  readonly version: number;
  readonly recipient: Participant;
  readonly way: Way;
}

const send = async (ports: DeliveryPorts, { row, version, recipient, way }: Sending): Promise<Tried> => {
  const { newest, asOf } = await versionsOf(ports, row.referral, version);
  const followed = isFollowedRow(newest.referral, row);
  const states = { asOf: asOf.referral, newest: newest.referral };
  const nameOf = await namesIn(ports, asOf.referral);
  const outbound = render(row, states, nameOf, mayHear(recipient));
  if (!outbound) return { ...unsent({ outcome: 'withdrawn', reason: 'not-any-more' }), followed };
  if (outbound === waits) return waiting(newest.referral.version);
  const correlationId = asOf.head.correlation;
  // Whom the request names for the answers takes no part: a person tells them, with the letter at hand.
  if (outbound.kind === 'message' && isToldByHand(asOf.referral.task, outbound.communication))
    return { ...unsent({ outcome: 'by-hand', reason: 'named-elsewhere' }), followed, correlation: correlationId };
  if (outbound.kind === 'message' && way !== 'fhir' && way !== 'notify') {
    const worded = { communication: outbound.communication, referral: asOf.referral, recipient, nameOf };
    const began = ports.clock();
    const verdict = await by(ports, way, { ...row, version }, worded);
    const went = way === 'document' ? { went: wentByMesh(verdict, began, ports.clock()) } : {};
    return { ...unsent(verdict), ...went, followed, correlation: correlationId };
  }
  const requestId = requestIdOf(row.referral, row.sk, version);
  const endpoint = recipient.endpoint?.url ?? '';
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

/** What a message comes to by a way other than an endpoint. */
const by = async (
  ports: DeliveryPorts,
  way: Exclude<Way, 'fhir' | 'notify'>,
  row: Row & { readonly version: number },
  worded: Worded,
): Promise<Verdict> => {
  const now = ports.clock();
  if (way === (row.way ?? 'poll') && (heardBy(row) ?? '~') <= now)
    return { outcome: 'unknown', reason: 'not-collected', usedUp: true };
  switch (way) {
    case 'poll':
      return { outcome: 'sent', reason: 'left-to-fetch', awaits: workingDaysAfter(now, fetchedWithin) };
    case 'document':
      return (await ports.documents()).byDocument(row, worded);
    case 'mail':
      return (await ports.documents()).byMail(row, worded);
    case 'post':
      return { outcome: 'by-hand', reason: 'to-print' };
  }
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
