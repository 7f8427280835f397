import { randomInt, randomUUID } from 'node:crypto';
import type { AreaService } from '../../../contracts/areas/area.ts';
import { capacityDays } from '../../../contracts/directory/capacity.ts';
import type { TemplateName } from '../../../contracts/notify/templates.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { organiserMessage } from '../../../mappings/partner/organiser-message.ts';
import { calendarDaysAfter, today } from '../../domain/calendar.ts';
import { closesAt, roomLinkName, sessionLinkName } from '../../domain/meetings/link-names.ts';
import { doubtOf, type Organiser } from '../../domain/organiser.ts';
import type { Clock, Hash, Ledger, Participant } from '../../usecases/ports.ts';
import type { CodeRows } from '../../views/code-rows.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import type { Notify } from './notify.ts';
import { verdictOnNotify } from './notify-outcome.ts';

/** What somebody of the coordinator asked for on a page, which whoever delivers sends. */
export type AskedOfOrganiser =
  | { readonly kind: 'send-code'; readonly organisation: string; readonly referral: string; readonly meeting: string }
  | { readonly kind: 'ask-room'; readonly organisation: string; readonly request: string };

export interface SendAskedPorts {
  readonly participantNow: (organisation: string) => Promise<Participant | undefined>;
  readonly ledger: Pick<Ledger, 'load'>;
  readonly notify: Pick<Notify, 'send'>;
  readonly links: Pick<LinkRows, 'take' | 'keepRoom'>;
  readonly codes: Pick<CodeRows, 'make'>;
  readonly hash: () => Promise<Hash>;
  readonly token: (link: string, organisation: string, holder: Pick<Organiser, 'since'>) => Promise<string>;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly service: AreaService;
}

/** To a contact of whom nobody is sure nothing goes: the page that asked says so, and whom to ring. */
const sureOf = async ({ participantNow, clock }: SendAskedPorts, organisation: string) => {
  const group = await participantNow(organisation);
  const { organiser } = group ?? {};
  return group?.active && organiser && doubtOf(organiser, clock()) === undefined
    ? { name: group.name, organiser }
    : undefined;
};

type More = Pick<Parameters<typeof organiserMessage>[0], 'referral' | 'meeting' | 'code'>;

const send = async (
  ports: SendAskedPorts,
  { name: group, organiser }: { readonly name: string; readonly organiser: Organiser },
  template: TemplateName,
  { link, organisation, ...more }: More & { readonly link: string; readonly organisation: string },
): Promise<void> => {
  const address = `${ports.publicUrl}/l/${await ports.token(link, organisation, organiser)}`;
  const { channel, to, name } = organiser;
  const answer = await ports.notify.send({
    ...{ channel, to, template, reference: randomUUID() },
    personalisation: organiserMessage({
      ...{ template, name, group, link: address, stop: `${address}/stop`, service: ports.service, ...more },
    }),
  });
  // From the queue it comes again, with another code in place of this one.
  if (verdictOnNotify(answer).outcome === 'later') throw new Error('Notify takes nothing at the moment');
};

export const sendAsked =
  (ports: SendAskedPorts) =>
  async (asked: AskedOfOrganiser): Promise<void> => {
    const { organisation } = asked;
    const sure = await sureOf(ports, organisation);
    if (!sure) return;
    if (asked.kind === 'ask-room') {
      const [now, link] = [ports.clock(), linkIdOf(roomLinkName(organisation))];
      // Nobody is chased twice a day, whatever about (issue 7 item 3).
      const once = { name: today(now), by: asked.request, until: now };
      if (!(await ports.links.take(linkIdOf(`reminded\n${organisation}`), once))) return;
      await ports.links.keepRoom(link, organisation, calendarDaysAfter(now, capacityDays));
      return send(ports, sure, 'have-you-room', { link, organisation });
    }
    const referral = (await ports.ledger.load(asked.referral))?.referral;
    const meeting = (referral ? invitationsOf(referral, organisation) : [])
      .flatMap(({ meetings }) => meetings)
      .find(({ id }) => id === asked.meeting);
    if (!referral || !meeting) return;
    const link = linkIdOf(sessionLinkName(organisation, meeting));
    const code = String(randomInt(10_000)).padStart(4, '0');
    await ports.codes.make(link, { hash: (await ports.hash())('code', link, code), until: closesAt(meeting) });
    await send(ports, sure, 'register-code', { link, organisation, referral, meeting, code });
  };
