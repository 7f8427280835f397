import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { type RingGroupReason, theirWords } from '../../../contracts/lifecycle/ring-group.ts';
import { organisationCode } from '../../../contracts/organisation-code.ts';
import type { CapacityStore } from '../../directory/capacity-store.ts';
import type { CapacityFact } from '../../domain/directory/capacity.ts';
import { hub } from '../../domain/hub.ts';
import type { changeOrganiser, OrganiserChange } from '../../usecases/change-organiser.ts';
import { type NotifyStatus, statusRequest } from './notify-status.ts';
import type { AskedOfOrganiser } from './send-asked.ts';

const organisation = z.string().check(z.regex(organisationCode));

/** What an organiser said of their group on a page, or what is known of them: `since` names the contact that it is about. */
const said = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.enum(['stopped', 'returned']), organisation, since: z.string() },
    /** The group is rung, in whichever referral is open for it. */
    ring: z.optional(z.literal(true)),
  }),
  z.object({ kind: z.literal('withdraw'), organisation, link: z.string() }),
  z.object({ kind: z.literal('confirm'), organisation }),
  z.object({ kind: z.literal('send-code'), organisation, referral: z.string(), meeting: z.string() }),
  z.object({ kind: z.literal('ask-room'), organisation, request: z.string() }),
  /** It is full, until an instant or until it is too old to be true. */
  z.object({ kind: z.literal('full'), organisation, saidAt: z.string(), until: z.optional(z.string()) }),
  z.object({ kind: z.literal('has-room'), organisation, saidAt: z.string() }),
  /** They wrote something that no link of theirs is about any more. */
  z.object({ kind: z.literal('ring'), organisation, why: z.enum(theirWords) }),
]);
export type OrganiserSaid = z.infer<typeof said>;

const asked = z.object({ organiser: said });
export const saidIn = (value: unknown): OrganiserSaid | undefined => asked.safeParse(value).data?.organiser;

/** By the queue, because whoever serves links may change no register. */
export const askDelivery = ({ client, url }: { readonly client: SQSClient; readonly url: string }) => {
  const put = async (body: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
  };
  return {
    said: (one: OrganiserSaid): Promise<void> => put(JSON.stringify({ organiser: one })),
    heard: (heard: NotifyStatus): Promise<void> => put(statusRequest(heard)),
  };
};

interface EnterPorts {
  readonly organiser: ReturnType<typeof changeOrganiser>;
  readonly room: Pick<CapacityStore, 'say'>;
  readonly forget: (organisation: string) => void;
  readonly send: (asked: AskedOfOrganiser) => Promise<void>;
  /** Takes whoever goes along with nobody any more off all that is ahead. */
  readonly leave: (organisation: string) => Promise<void>;
  readonly ringOpen: (organisation: string, why: RingGroupReason) => Promise<void>;
  /** Sends what went to nobody while nobody was sure of the contact. */
  readonly sure: (organisation: string) => Promise<void>;
}

type OfContact = Extract<OrganiserSaid, { kind: 'stopped' | 'returned' | 'withdraw' | 'confirm' }>;
const changeOf = (one: OfContact): OrganiserChange => {
  if (one.kind === 'confirm') return { kind: 'confirm' };
  return one.kind === 'withdraw' ? { kind: 'withdraw', link: one.link } : { kind: one.kind, since: one.since };
};

const roomIn = (one: Extract<OrganiserSaid, { kind: 'has-room' | 'full' }>): CapacityFact => {
  const { organisation: of, kind: state, saidAt } = one;
  const until = one.kind === 'full' ? one.until : undefined;
  return { of, state, saidAt, ...(until === undefined ? {} : { until }) };
};

const enterContact = async (ports: EnterPorts, one: OfContact): Promise<void> => {
  const { organisation } = one;
  const done = await ports.organiser({ actor: hub, organisation, change: changeOf(one) });
  if (!done.ok) throw new Error(`The hub may not change an organiser: ${done.refusals[0].code}`);
  ports.forget(organisation);
  if (one.kind === 'confirm') await ports.sure(organisation);
  if (one.kind !== 'stopped') return;
  await ports.leave(organisation);
  if (one.ring) await ports.ringOpen(organisation, 'stopped');
};

/** A contact as a version of the register by the hub itself; of its room what the directory keeps of every group's. */
export const enterSaid =
  (ports: EnterPorts) =>
  async (one: OrganiserSaid): Promise<void> => {
    if (one.kind === 'send-code' || one.kind === 'ask-room') return ports.send(one);
    if (one.kind === 'has-room' || one.kind === 'full') return ports.room.say(roomIn(one));
    return one.kind === 'ring' ? ports.ringOpen(one.organisation, one.why) : enterContact(ports, one);
  };
