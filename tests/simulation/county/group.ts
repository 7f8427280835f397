import { z } from 'zod';
import type { Answer, Client } from './client.ts';
import { taken } from './refused.ts';

const invitation = z.looseObject({
  ...{ id: z.string(), reference: z.string(), status: z.string() },
  meetings: z.array(z.looseObject({ id: z.string(), status: z.string() })),
});
export type Invitation = z.infer<typeof invitation>;
const page = z.object({ invitations: z.array(invitation), next: z.string().optional() });

/** A voluntary group: asks the hub now and then, and has no server of its own. */
export interface Group {
  readonly organisation: string;
  /** New invitations, as the group's software last saw them; it asks once for everybody who looks at that moment. */
  invited(reference: string, moment: number): Promise<Invitation | undefined>;
  does(id: string, verb: string, body?: object): Promise<Answer>;
  session(session: string, results: readonly object[]): Promise<Answer>;
}

export const group = (organisation: string, client: Client): Group => {
  let asked: { readonly at: number; readonly list: Promise<Invitation[]> } | undefined;

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
      if (asked?.at !== moment) asked = { at: moment, list: poll() };
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
