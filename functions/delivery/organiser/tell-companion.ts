import { companionHours } from '../../../contracts/lifecycle/companions.ts';
import { companionMessage } from '../../../mappings/partner/companion-message.ts';
import { unconfirmedFrom } from '../../domain/companion/companions.ts';
import { wouldBeThere } from '../../domain/companion/ring-companion.ts';
import { given } from '../../domain/given.ts';
import { hasBegun } from '../../domain/meetings/meetings.ts';
import { doubtOf, type Organiser } from '../../domain/organiser.ts';
import type { Referral } from '../../domain/referral.ts';
import type { ToDrop } from '../../usecases/drop-companion.ts';
import type { Participant } from '../../usecases/ports.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { Row } from '../../views/row.ts';
import type { DeliveryPorts } from '../ports.ts';
import { requestIdOf } from '../request-id.ts';
import { type Tried, unsent } from '../tried.ts';
import type { versionsOf } from '../versions-of.ts';
import { handOver } from './hand-over.ts';
import { remindedOnce } from './once.ts';
import { isStillCleared, type SaidToCompanion, saidToCompanion } from './said-to-companion.ts';

interface Asked {
  readonly version: number;
  readonly recipient: Participant;
  readonly now: string;
  readonly versions: Awaited<ReturnType<typeof versionsOf>>;
}

const mayGo = (referral: Referral, said: SaidToCompanion, by: Participant): boolean =>
  by.active && isStillCleared(referral, said, by);

/** It is the link worker's to find another while there is time for it, and no line in a list. */
const takeOff = async ({ toOrganisers }: DeliveryPorts, one: Omit<ToDrop, 'why'>): Promise<void> => {
  if (!(await toOrganisers.drop({ ...one, why: 'companion-not-cleared' })))
    throw new Error('That a companion is not cleared could not be put down');
};

/** Before the place is sent, whether they may go is asked when the link worker is told that nobody comes (issue 7 item 6). */
const looksAt = ({ meeting, notBefore }: SaidToCompanion, now: string): string | undefined =>
  now < unconfirmedFrom(meeting) ? unconfirmedFrom(meeting) : notBefore;

/** Who cannot be written to is found while there is time to ring. */
const isEarly = ({ meeting, notBefore }: SaidToCompanion, now: string, isInDoubt: boolean): boolean =>
  notBefore !== undefined && now < notBefore && !(isInDoubt && now >= unconfirmedFrom(meeting));

/** They would stand somewhere, or leave somebody standing. Of a question that nobody answers the coordinator hears anyway. */
const mustBeHeard: readonly SaidToCompanion['template'][] = ['companion-meets', 'companion-not-needed'];

/** Until when it is waited that such a message is said to have arrived, and never until they would set out; undefined: it is no such, or too late to ring. */
const heardBy = ({ template, task }: SaidToCompanion, now: string): string | undefined => {
  const left = Date.parse(wouldBeThere(task) ?? '') - Date.parse(now);
  if (!mustBeHeard.includes(template) || !(left > 0)) return undefined;
  return new Date(Date.parse(now) + Math.min(companionHours.unheard * 3_600_000, left / 2)).toISOString();
};

/** It went, and nobody has said since whether it arrived (issue 8 item 2). */
const isUnheard = ({ outcome, awaits }: Row, now: string): boolean =>
  outcome === 'sent' && awaits !== undefined && awaits <= now;

/**
 * Tells somebody who was asked to go along. Where they meet waits until the day before. Who is not cleared any more is taken off; to a
 * contact that is in doubt nothing goes: it is the link worker's to ring (ring-companion.ts).
 */
export const tellCompanion = async (
  ports: DeliveryPorts,
  row: Row & { readonly link: string },
  { version, recipient, now, versions: { newest, asOf } }: Asked,
): Promise<Tried> => {
  const { organisation, referral } = row;
  const correlation = asOf.head.correlation;
  const no = (outcome: 'withdrawn' | 'by-hand' | 'later', reason: string, awaits?: string): Tried => ({
    ...unsent({ outcome, reason, ...(awaits === undefined ? {} : { awaits }) }),
    correlation,
  });
  const said = saidToCompanion(organisation, row.link, newest.referral, now);
  if (!said) return no('withdrawn', 'not-any-more');
  if (isUnheard(row, now)) return no('by-hand', 'not-heard-of');
  const isOver = said.template === 'companion-not-needed';
  if (!isOver && !mayGo(newest.referral, said, recipient)) {
    if (hasBegun(said.meeting, now)) return no('by-hand', 'not-cleared');
    await takeOff(ports, { referral, companion: organisation, task: said.task.id ?? '' });
    return no('withdrawn', 'not-cleared');
  }
  if (!recipient.active) return no('by-hand', 'switched-off');
  const { organiser } = recipient;
  const doubt = organiser ? doubtOf(organiser, now) : 'missing';
  if (isEarly(said, now, doubt !== undefined)) return no('later', 'not-yet', looksAt(said, now));
  if (!organiser || doubt) return no('by-hand', `organiser-${doubt}`);
  const going = { said, organiser, now, version, newest: newest.referral, correlation };
  const say = () => send(ports, row, going);
  return said.once ? { ...(await remindedOnce(ports, row, said.once, say)), correlation } : say();
};

interface Going {
  readonly said: SaidToCompanion;
  readonly organiser: Organiser;
  readonly now: string;
  readonly version: number;
  readonly newest: Referral;
  readonly correlation: string;
}

const send = async (
  ports: DeliveryPorts,
  row: Row,
  { said, organiser, now, version, newest, correlation }: Going,
): Promise<Tried> => {
  const { template, meeting } = said;
  const token = await ports.toOrganisers.token(linkIdOf(said.name), row.organisation, organiser);
  const link = `${ports.publicUrl}/l/${token}`;
  const { channel, to, name, since } = organiser;
  // What they write back is no answer, and is heard: a human rings.
  const question = { link: linkIdOf(said.name), organisation: row.organisation, since, count: 0, askedAt: now };
  if (channel === 'sms') await ports.toOrganisers.askedByText(to[0] ?? '', question);
  const personalisation = companionMessage({
    ...{ referral: newest, meeting, name, link, stop: `${link}/stop`, service: ports.area.service },
  });
  const reference = requestIdOf(row.referral, `${row.sk}/${organiser.since}`, version);
  const notification = { channel, to, template, reference, personalisation };
  const tried = await handOver(ports, row, notification, organiser.since);
  const awaits = tried.verdict.outcome === 'sent' ? heardBy(said, now) : undefined;
  return { ...tried, correlation, verdict: { ...tried.verdict, ...given({ awaits }) } };
};
