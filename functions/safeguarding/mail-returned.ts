import * as z from 'zod/mini';
import { howItFailed, reasonIn } from '../delivery/mail/returned.ts';
import type { SafeguardingPorts } from './ports.ts';

interface ReturnedPorts extends Pick<SafeguardingPorts, 'store' | 'clock'> {
  /** A reader has no mailbox that takes anything: somebody must ring them. */
  readonly unread: () => void;
}

/** What SES says of an e-mail to a reader: whose it was is a tag of ours, and nothing else of it is read. */
const said = z.object({
  source: z.literal('aws.ses'),
  detail: z.object({ ...howItFailed, mail: z.object({ tags: z.object({ reader: z.tuple([z.string()]) }) }) }),
});

/**
 * An e-mail about a concern came back: who was told of it last by that address was told nothing, so that the next on the rota is
 * told now and not when its time has passed. Of one that is stranded all are told again and again, and it rings. false: it is no such event.
 */
export const mailReturned =
  ({ store, clock, unread }: ReturnedPorts) =>
  async (event: unknown): Promise<boolean> => {
    const { data } = said.safeParse(event);
    if (!data) return false;
    if (reasonIn(data.detail) === undefined) return true;
    const [reader] = data.detail.mail.tags.reader;
    unread();
    for (const open of await store.open())
      if (!open.acknowledged && !open.stranded && open.told.at(-1)?.reader === reader)
        await store.change(open, { ...open, due: clock() });
    return true;
  };
