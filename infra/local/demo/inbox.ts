import { z } from 'zod';
import { command } from '../../operator/command.ts';
import { dataFolder, findHub } from '../../operator/connection.ts';
import { bearerToken } from './bearer-token.ts';
import { readDemoKey } from './keys.ts';
import { fetchedIn, messageLines } from './messages.ts';
import { demoClients } from './organisations.ts';
import { readPlaces } from './peers.ts';
import { ask, have } from './programs.ts';

const change = z.object({ reference: z.string(), task: z.string(), status: z.string() });
const news = z.array(z.object({ at: z.string(), tasks: z.array(change) }));
const invitations = z.array(
  z.looseObject({
    reference: z.string(),
    status: z.string(),
    person: z.looseObject({ name: z.string().optional() }).optional(),
  }),
);

type Kind = 'practice' | 'council' | 'wellbeing' | 'group';

/** What each kind of organisation receives, as its own program shows it. */
const show: Readonly<Record<Kind, (inbox: unknown) => string[]>> = {
  practice: messageLines,
  // What a council hears is what a practice does, less of it.
  council: messageLines,
  wellbeing: (inbox) =>
    news.parse(inbox).flatMap(({ at, tasks }) => tasks.map((t) => `${at}  ${t.reference}  ${t.task} ${t.status}`)),
  group: (inbox) =>
    invitations.parse(inbox).map(({ reference, status, person }) => `${reference}  ${status}  ${person?.name ?? ''}`),
};

const kindOf = (client: string): Kind => {
  if (client === 'wellbeing-service') return 'wellbeing';
  if (client === 'county-council') return 'council';
  return client.endsWith('-surgery') ? 'practice' : 'group';
};

const invited = z.object({ invitations: z.unknown() });

/** Organisations without a program of their own on this machine ask the hub, a council for its messages. */
const poll = async (hub: string, client: string, kind: Kind): Promise<unknown> => {
  const key = await readDemoKey(dataFolder(), client);
  if (!key) throw new Error(`No key of ${client} here: was this hub started with another HANDOVER_DATA?`);
  const { access_token } = await bearerToken(hub, client, key);
  const [organisation] = demoClients.find((one) => one.client === client)?.organisations ?? [];
  const path =
    kind === 'council' ? `/FHIR/R4/Communication?recipient=Organization/${organisation}` : '/partner/v1/invitations';
  const response = await fetch(`${hub}${path}`, { headers: { authorization: `Bearer ${access_token}` } });
  const answer = await response.json();
  return kind === 'council' ? fetchedIn(answer) : invited.parse(answer).invitations;
};

await command(async () => {
  const client = process.argv[2] ?? '';
  const known = demoClients.map((demo) => demo.client);
  if (!known.includes(client))
    throw new Error(`npm run -s inbox -- <client> [read <reference> [<name>]]\nClients: ${known.join(', ')}`);
  const hub = await findHub();
  const program = (await readPlaces(dataFolder()))[client];
  const kind = kindOf(client);
  if (!program && kind === 'practice') throw new Error(`No program of ${client} runs here: nothing is sent to it.`);
  const [, , , word, reference = '', by = 'Sam Patel, reception'] = process.argv;
  if (word === 'read') {
    if (!program || kind !== 'practice') throw new Error('Only a practice whose program runs here can read a message.');
    await have(program, 'acknowledge', { reference, by });
    console.log(`${by} has read the newest message about ${reference}.`);
    return;
  }
  const lines = show[kind](program ? await ask(program, 'inbox') : await poll(hub.url, client, kind));
  console.log(lines.length > 0 ? lines.join('\n') : 'Nothing yet.');
});
