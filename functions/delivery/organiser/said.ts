import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { organisationCode } from '../../../contracts/organisation-code.ts';
import { capacities } from '../../domain/capacity.ts';
import { hub } from '../../domain/hub.ts';
import type { changeCapacity } from '../../usecases/change-capacity.ts';
import type { changeOrganiser } from '../../usecases/change-organiser.ts';
import { type NotifyStatus, statusRequest } from './notify-status.ts';

const organisation = z.string().check(z.regex(organisationCode));

/** What an organiser said of their group on a page, or what is known of them: `since` names the contact that it is about. */
const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['stopped', 'returned']), organisation, since: z.string() }),
  z.object({
    ...{ kind: z.literal('capacity'), organisation },
    capacity: z.object({ status: z.enum(capacities), at: z.string(), until: z.optional(z.string()) }),
  }),
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
  readonly capacity: ReturnType<typeof changeCapacity>;
  readonly forget: (organisation: string) => void;
}

/** As a version of the register by the hub itself. What the register does not take is no fault of the queue. */
export const enterSaid =
  ({ organiser, capacity, forget }: EnterPorts) =>
  async (one: OrganiserSaid): Promise<void> => {
    const { organisation } = one;
    const done =
      one.kind === 'capacity'
        ? await capacity({ actor: hub, organisation, capacity: one.capacity })
        : await organiser({ actor: hub, organisation, change: { kind: one.kind, since: one.since } });
    if (!done.ok) throw new Error(`The hub may not enter what an organiser said: ${done.refusals[0].code}`);
    forget(organisation);
  };
