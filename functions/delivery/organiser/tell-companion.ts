import { companionMessage } from '../../../mappings/partner/companion-message.ts';
import { doubtOf } from '../../domain/organiser.ts';
import type { Participant } from '../../usecases/ports.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { Row } from '../../views/row.ts';
import type { DeliveryPorts } from '../ports.ts';
import { requestIdOf } from '../request-id.ts';
import { type Tried, unsent } from '../tried.ts';
import type { versionsOf } from '../versions-of.ts';
import { handOver } from './hand-over.ts';
import { isStillCleared, saidToCompanion } from './said-to-companion.ts';

interface Asked {
  readonly version: number;
  readonly recipient: Participant;
  readonly now: string;
  readonly versions: Awaited<ReturnType<typeof versionsOf>>;
}

/**
 * Tells somebody who was asked to go along. Where they meet waits until the day before; to whoever is not cleared any more, or whose
 * contact is in doubt, nothing goes: the row stands in the coordinator's list, and the link worker rings.
 */
export const tellCompanion = async (
  ports: DeliveryPorts,
  row: Row & { readonly link: string },
  { version, recipient, now, versions: { newest, asOf } }: Asked,
): Promise<Tried> => {
  const { organisation, referral, sk } = row;
  const correlation = asOf.head.correlation;
  const no = (outcome: 'withdrawn' | 'by-hand' | 'later', reason: string, awaits?: string): Tried => ({
    ...unsent({ outcome, reason, ...(awaits === undefined ? {} : { awaits }) }),
    correlation,
  });
  const said = saidToCompanion(organisation, row.link, newest.referral, now);
  if (!said) return no('withdrawn', 'not-any-more');
  if (said.notBefore !== undefined && now < said.notBefore) return no('later', 'not-yet', said.notBefore);
  const { organiser } = recipient;
  const doubt = organiser ? doubtOf(organiser, now) : 'missing';
  if (!organiser || doubt) return no('by-hand', `organiser-${doubt}`);
  const isOver = said.template === 'companion-not-needed';
  if (!isOver && !isStillCleared(newest.referral, said, recipient)) return no('by-hand', 'not-cleared');
  const { take, token } = ports.toOrganisers;
  const { once, template, meeting } = said;
  const by = `${referral}/${sk}/${version}`;
  if (once && !(await take(linkIdOf(once.of), { name: once.name, by, until: now })))
    return no('withdrawn', 'reminded-today');
  const link = `${ports.publicUrl}/l/${await token(linkIdOf(said.name), organisation, organiser)}`;
  const { channel, to, name } = organiser;
  const personalisation = companionMessage({
    ...{ referral: newest.referral, meeting, name, link, stop: `${link}/stop`, service: ports.area.service },
  });
  const reference = requestIdOf(referral, sk, version);
  return { ...(await handOver(ports, row, { channel, to, template, reference, personalisation })), correlation };
};
