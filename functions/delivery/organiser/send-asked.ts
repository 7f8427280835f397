import { randomInt, randomUUID } from 'node:crypto';
import type { AreaService } from '../../../contracts/areas/area.ts';
import { capacityDays } from '../../../contracts/directory/capacity.ts';
import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import type { TemplateName } from '../../../contracts/notify/templates.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { organiserMessage } from '../../../mappings/partner/organiser-message.ts';
import { calendarDaysAfter, today } from '../../domain/calendar.ts';
import { closesAt, roomLinkName, sessionLinkName } from '../../domain/meetings/link-names.ts';
import { doubtOf, type Organiser } from '../../domain/organiser.ts';
import type { Clock, Hash, Ledger, Participant } from '../../usecases/ports.ts';
import type { CodeRows } from '../../views/code-rows.ts';
import { organiserKey } from '../../views/keys.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { LinkRows } from '../../views/link-rows.ts';
import type { SentDocuments } from '../../views/sent-documents.ts';
import type { Notify } from './notify.ts';
import { verdictOnNotify } from './notify-outcome.ts';
import type { ToOrganisers } from './ports.ts';
import { ringAbout } from './ring-about.ts';

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
  readonly sent: Pick<SentDocuments, 'keep'>;
  readonly askedByText: ToOrganisers['askedByText'];
  readonly ring: Parameters<typeof ringAbout>[0]['toOrganisers']['ring'];
  /** Of what is about no referral. */
  readonly ringOpen: (organisation: string, why: RingGroupReason) => Promise<void>;
  readonly hash: () => Promise<Hash>;
  readonly token: (link: string, organisation: string, holder: Pick<Organiser, 'since'>) => Promise<string>;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly service: AreaService;
}

interface Sure {
  readonly name: string;
  readonly organiser: Organiser;
}

/** To a contact of whom nobody is sure nothing goes: why not, which is somebody's to ring about. */
const sureOf = async (
  { participantNow, clock }: SendAskedPorts,
  organisation: string,
): Promise<Sure | RingGroupReason> => {
  const group = await participantNow(organisation);
  const { organiser } = group ?? {};
  if (!group || !organiser) return 'missing';
  const doubt = doubtOf(organiser, clock());
  return doubt ?? (group.active ? { name: group.name, organiser } : 'not-sent');
};

type More = Pick<Parameters<typeof organiserMessage>[0], 'referral' | 'meeting' | 'code'>;

/** false: it does not go, now or later. */
const send = async (
  ports: SendAskedPorts,
  { name: group, organiser }: Sure,
  template: TemplateName,
  { link, organisation, ...more }: More & { readonly link: string; readonly organisation: string },
): Promise<boolean> => {
  const address = `${ports.publicUrl}/l/${await ports.token(link, organisation, organiser)}`;
  const { channel, to, name, since } = organiser;
  const reference = randomUUID();
  const { referral, meeting } = more;
  // Nobody sees of a row whether it came: should it come back, the group is rung (heard.ts).
  if (referral && meeting?.id !== undefined) {
    const about = { referral: referral.id, sk: organiserKey(organisation, meeting.id), since, isCode: true } as const;
    await ports.sent.keep(reference, about, ports.clock());
  } else await ports.sent.keep(reference, { referral: '', sk: '', since, room: organisation }, ports.clock());
  const answer = await ports.notify.send({
    ...{ channel, to, template, reference },
    personalisation: organiserMessage({
      ...{ template, name, group, link: address, stop: `${address}/stop`, service: ports.service, ...more },
    }),
  });
  const { outcome } = verdictOnNotify(answer);
  // From the queue it comes again, with another code in place of this one.
  if (outcome === 'later') throw new Error('Notify takes nothing at the moment');
  return outcome === 'sent';
};

type Asked<K> = Extract<AskedOfOrganiser, { kind: K }>;

const askRoom = async (ports: SendAskedPorts, { organisation, request }: Asked<'ask-room'>): Promise<void> => {
  const sure = await sureOf(ports, organisation);
  if (typeof sure === 'string') return ports.ringOpen(organisation, sure);
  const [now, link] = [ports.clock(), linkIdOf(roomLinkName(organisation))];
  // Once a day. It is a question that a human put: what the group owes is reminded of on the same day all the same.
  const once = { name: today(now), by: request, until: now };
  if (!(await ports.links.take(linkIdOf(`asked-room\n${organisation}`), once))) return;
  await ports.links.keepRoom(link, organisation, calendarDaysAfter(now, capacityDays));
  const { channel, to, since } = sure.organiser;
  // Whatever they write back is for a human, who rings.
  if (channel === 'sms') await ports.askedByText(to[0] ?? '', { link, organisation, since, count: 0, askedAt: now });
  if (!(await send(ports, sure, 'have-you-room', { link, organisation })))
    await ports.ringOpen(organisation, 'not-sent');
};

const sendCode = async (ports: SendAskedPorts, asked: Asked<'send-code'>): Promise<void> => {
  const { organisation } = asked;
  const ring = (why: RingGroupReason): Promise<void> =>
    ringAbout(
      { ledger: ports.ledger, toOrganisers: { ring: ports.ring } },
      { referral: asked.referral, organisation, link: asked.meeting },
      why,
    );
  const sure = await sureOf(ports, organisation);
  if (typeof sure === 'string') return ring(sure);
  const referral = (await ports.ledger.load(asked.referral))?.referral;
  const meeting = (referral ? invitationsOf(referral, organisation) : [])
    .flatMap(({ meetings }) => meetings)
    .find(({ id }) => id === asked.meeting);
  if (!referral || !meeting) return;
  const link = linkIdOf(sessionLinkName(organisation, meeting));
  const code = String(randomInt(10_000)).padStart(4, '0');
  await ports.codes.make(link, { hash: (await ports.hash())('code', link, code), until: closesAt(meeting) });
  if (!(await send(ports, sure, 'register-code', { link, organisation, referral, meeting, code })))
    await ring('not-sent');
};

/** What cannot be sent is somebody's to ring about: whoever asked for it on a page looks at another by now. */
export const sendAsked =
  (ports: SendAskedPorts) =>
  (asked: AskedOfOrganiser): Promise<void> =>
    asked.kind === 'ask-room' ? askRoom(ports, asked) : sendCode(ports, asked);
