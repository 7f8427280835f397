import { z } from 'zod';
import { type Answer, signedInHub } from './peer/hub.ts';
import { type PeerAnswer, type PeerRequest, serve } from './peer/server.ts';
import { readSettings } from './peer/settings.ts';
import { openStore } from './peer/store.ts';

/** The small software of a voluntary group: asks the hub now and then whether somebody new wants to come. */

const invitation = z.looseObject({
  ...{ id: z.string(), reference: z.string(), status: z.string(), version: z.number() },
  person: z.looseObject({ name: z.string().optional(), initial: z.string().optional() }).optional(),
  meetings: z.array(z.looseObject({ id: z.string(), start: z.string(), status: z.string() })),
});
type Invitation = z.infer<typeof invitation>;
const page = z.object({ invitations: z.array(invitation), next: z.string().optional() });

const settings = await readSettings();
const hub = signedInHub(settings);
const store = openStore(
  settings.data,
  settings.client,
  z.object({ invitations: z.record(z.string(), invitation).default({}) }),
);

const poll = async (): Promise<Invitation[]> => {
  const found: Invitation[] = [];
  let next: string | undefined = '/partner/v1/invitations';
  for (let n = 0; next !== undefined && n < 20; n += 1) {
    const read: z.infer<typeof page> = page.parse((await hub({ method: 'GET', path: next })).body);
    found.push(...read.invitations);
    next = read.next;
  }
  for (const one of found) store.data.invitations[one.id] = one;
  store.save();
  return found;
};

const over = ['declined', 'withdrawn', 'finished', 'stopped'];
/** The invitation of that reference which is still going on, else the last. */
const find = async (reference: string): Promise<Invitation> => {
  const named = (await poll()).filter((i) => i.reference === reference);
  const found = named.find((i) => !over.includes(i.status)) ?? named.at(-1);
  if (!found) throw new Error(`The group has no invitation ${reference}`);
  return found;
};

const order = z.looseObject({ reference: z.string() });

/** `accept`, `decline`, `first-meeting`, `attendance`, `finish`, `stop`: what follows the reference is the body. */
const act =
  (verb: string) =>
  async ({ body }: PeerRequest): Promise<PeerAnswer> => {
    const { reference, ...rest } = order.parse(body);
    const { id } = await find(reference);
    const content = Object.keys(rest).length > 0 ? { body: rest } : {};
    const answer: Answer = await hub({ method: 'POST', path: `/partner/v1/invitations/${id}/${verb}`, ...content });
    return { status: 200, body: answer };
  };

await serve(settings.port, () => ({
  'GET /do/inbox': async () => ({ status: 200, body: await poll() }),
  ...Object.fromEntries(
    ['accept', 'decline', 'first-meeting', 'meetings', 'attendance', 'finish', 'stop'].map((verb) => [
      `POST /do/${verb}`,
      act(verb),
    ]),
  ),
  'POST /do/session-attendance': async ({ body }) => {
    const { session, results } = z.object({ session: z.string(), results: z.array(z.unknown()) }).parse(body);
    const path = `/partner/v1/sessions/${encodeURIComponent(session)}/attendance`;
    return { status: 200, body: await hub({ method: 'POST', path, body: { results } }) };
  },
}));
