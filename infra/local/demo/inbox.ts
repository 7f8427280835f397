import { z } from 'zod';
import { command } from '../../operator/command.ts';
import { dataFolder, findHub } from '../../operator/connection.ts';
import { bearerToken } from './bearer-token.ts';
import { readDemoKey } from './keys.ts';
import { messageLines } from './messages.ts';
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

/** What each kind of organisation receives, as its own program shows it. */
const show: Readonly<Record<string, (inbox: unknown) => string[]>> = {
  practice: messageLines,
  wellbeing: (inbox) =>
    news.parse(inbox).flatMap(({ at, tasks }) => tasks.map((t) => `${at}  ${t.reference}  ${t.task} ${t.status}`)),
  group: (inbox) =>
    invitations.parse(inbox).map(({ reference, status, person }) => `${reference}  ${status}  ${person?.name ?? ''}`),
};

const kindOf = (client: string): string => {
  if (client === 'wellbeing-service') return 'wellbeing';
  return client.endsWith('-surgery') ? 'practice' : 'group';
};

/** Organisations without a program of their own on this machine ask the hub. */
const poll = async (hub: string, client: string): Promise<unknown> => {
  const key = await readDemoKey(dataFolder(), client);
  if (!key) throw new Error(`No key of ${client} here: was this hub started with another HANDOVER_DATA?`);
  const { access_token } = await bearerToken(hub, client, key);
  const response = await fetch(`${hub}/partner/v1/invitations`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  return z.object({ invitations: z.unknown() }).parse(await response.json()).invitations;
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
  const lines = show[kind]?.(program ? await ask(program, 'inbox') : await poll(hub.url, client)) ?? [];
  console.log(lines.length > 0 ? lines.join('\n') : 'Nothing yet.');
});
