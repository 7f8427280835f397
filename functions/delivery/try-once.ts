import { coordinatorOf } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import type { Participant } from '../usecases/ports.ts';
import type { Row } from '../views/row.ts';
import { type Verdict, verdictOn } from './outcome.ts';
import type { DeliveryPorts } from './ports.ts';
import { render } from './render.ts';
import { requestIdOf } from './request-id.ts';

/** Renders what a claimed row wants told, checks the recipient again, and sends it. `version` is what the row wants. */
export const tryOnce = async (ports: DeliveryPorts, row: Row, version: number): Promise<Verdict> => {
  const recipient = await ports.participants.organisation(row.organisation);
  const unreachable = reasonNotTo(recipient);
  if (!recipient?.endpoint || unreachable) return notSent(row, unreachable ?? 'no-endpoint');
  const newest = await ports.ledger.load(row.referral);
  const asOf = newest?.head.version === version ? newest : await ports.ledger.load(row.referral, version);
  if (!newest || asOf?.head.version !== version) throw new Error('A row wants a version told that the ledger lacks');
  const states = { asOf: asOf.referral, newest: newest.referral };
  const outbound = render(row, states, await namesIn(ports, asOf.referral));
  if (!outbound) return { outcome: 'withdrawn', reason: 'not-any-more' };
  const [entry] = await ports.ledger.history(row.referral, { from: version, to: version });
  const requestId = requestIdOf(row.referral, row.sk, version);
  const envelope = {
    endpoint: recipient.endpoint.url,
    requestId,
    correlationId: entry?.request.correlation ?? requestId,
  };
  return verdictOn(await ports.send(envelope, outbound), ports.clock());
};

/** Only organisations in direct care are sent what these mappings hold: tier full (DESIGN 4). */
const reasonNotTo = (recipient: Participant | undefined): string | undefined => {
  if (!recipient?.active) return 'switched-off';
  return recipient.tier === 'full' ? undefined : 'tier-too-low';
};

/** How things stand is sent again with the next change; a message must arrive, so a human sees to it. */
const notSent = (row: Row, reason: string): Verdict => ({
  outcome: row.message === undefined ? 'withdrawn' : 'by-hand',
  reason,
});

const namesIn = async (
  { participants }: DeliveryPorts,
  referral: Referral,
): Promise<(organisation: string) => string | undefined> => {
  const codes = [coordinatorOf(referral), ...referral.onward.map((o) => organisationOf(o.task.owner))];
  const known = [...new Set(codes.filter((code) => code !== undefined))];
  const found = await Promise.all(known.map((code) => participants.organisation(code)));
  const names = new Map(found.filter((p) => p !== undefined).map((p) => [p.organisation, p.name]));
  return (organisation) => names.get(organisation);
};
