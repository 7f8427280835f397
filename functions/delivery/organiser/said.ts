import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { organisationCode } from '../../../contracts/organisation-code.ts';
import { hub } from '../../domain/hub.ts';
import type { changeOrganiser } from '../../usecases/change-organiser.ts';
import { type NotifyStatus, statusRequest } from './notify-status.ts';

/** What an organiser said of their group on a page: `since` names the contact that said it. */
const said = z.object({
  organisation: z.string().check(z.regex(organisationCode)),
  since: z.string(),
  kind: z.enum(['stopped', 'returned']),
});
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

/** As a version of the register by the hub itself. */
export const enterSaid =
  (ports: { readonly change: ReturnType<typeof changeOrganiser>; readonly forget: (organisation: string) => void }) =>
  async ({ organisation, since, kind }: OrganiserSaid): Promise<void> => {
    const done = await ports.change({ actor: hub, organisation, change: { kind, since } });
    if (!done.ok) throw new Error(`The hub may not change an organiser: ${done.refusals[0].code}`);
    ports.forget(organisation);
  };
