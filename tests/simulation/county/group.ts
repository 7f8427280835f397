import { z } from 'zod';
import type { Answer, Client } from './client.ts';
import { taken } from './refused.ts';
import type { Receiver } from './webhook.ts';

const invitation = z.looseObject({
  ...{ id: z.string(), reference: z.string(), status: z.string() },
  meetings: z.array(z.looseObject({ id: z.string(), status: z.string() })),
});
export type Invitation = z.infer<typeof invitation>;
const page = z.object({ invitations: z.array(invitation), next: z.string().optional() });

/** A voluntary group: asks the hub now and then, or is told by a webhook when to ask. */
export interface Group {
  readonly organisation: string;
  /** The invitation, if the group's software has it; it asks once for everybody who looks at that moment. */
  invited(reference: string, moment: number): Promise<Invitation | undefined>;
  does(id: string, verb: string, body?: object): Promise<Answer>;
  /** Moves the meeting that is ahead of the person, or without a new one calls it off. */
  changeMeeting(id: string, meeting: object | undefined): Promise<Answer>;
  session(session: string, results: readonly object[]): Promise<Answer>;
}

export const group = (organisation: string, client: Client, receiver?: Receiver): Group => {
  let asked: { readonly at: number; readonly list: Promise<Invitation[]> } | undefined;
  const fetched = new Map<string, Invitation>();

  /** By the links of what was told, and by nothing else: what the webhook does not bring, this group never hears of. */
  const follow = async (told: Receiver): Promise<Invitation[]> => {
    for (const id of told.tasks.keys()) {
      if (fetched.has(id)) continue;
      const path = `/partner/v1/invitations/${id}`;
      fetched.set(id, invitation.parse(taken('fetch', await client.call({ method: 'GET', path, organisation })).body));
    }
    return [...fetched.values()];
  };

  const poll = async (): Promise<Invitation[]> => {
    const found: Invitation[] = [];
    let path: string | undefined = '/partner/v1/invitations?status=new';
    for (let n = 0; path !== undefined && n < 50; n += 1) {
      const answer: Answer = taken('poll', await client.call({ method: 'GET', path, organisation }));
      const read: z.infer<typeof page> = page.parse(answer.body);
      found.push(...read.invitations);
      path = read.next;
    }
    return found;
  };

  return {
    organisation,
    invited: async (reference, moment) => {
      if (asked?.at !== moment) asked = { at: moment, list: receiver ? follow(receiver) : poll() };
      return (await asked.list).find((i) => i.reference === reference);
    },
    does: async (id, verb, body) =>
      taken(
        `${organisation} ${verb}`,
        await client.call({
          ...{ method: 'POST', path: `/partner/v1/invitations/${id}/${verb}`, organisation },
          ...(body ? { body } : {}),
        }),
      ),
    changeMeeting: async (id, meeting) => {
      const path = `/partner/v1/invitations/${id}`;
      const read = invitation.parse(taken('read', await client.call({ method: 'GET', path, organisation })).body);
      const booked = read.meetings.findLast(({ status }) => status === 'planned');
      return taken(
        `${organisation} ${meeting ? 'moves' : 'calls off'}`,
        await client.call({
          ...{ method: meeting ? 'PUT' : 'DELETE', path: `${path}/meetings/${booked?.id}`, organisation },
          ...(meeting ? { body: meeting } : {}),
        }),
      );
    },
    session: async (session, results) =>
      taken(
        `${organisation} session`,
        await client.call({
          ...{ method: 'POST', path: `/partner/v1/sessions/${session}/attendance`, organisation },
          body: { results },
        }),
      ),
  };
};
