import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { dynamoSessions } from '../../functions/identity/people/sessions.ts';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { demoPeople, loadDemoPeople } from '../../infra/local/demo/identity/people.ts';
import { type DemoKey, readDemoKey } from '../../infra/local/demo/keys.ts';
import { referralOf, type Task, task, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { onwardRequest } from '../../infra/local/demo/wellbeing/onward-request.ts';
import { freePort } from '../../infra/local/port.ts';
import { call } from '../journeys/caller.ts';
import { referralFor } from '../journeys/people.ts';
import { dataFolder } from '../simulation/harness/data-folder.ts';
import { hubProcess } from '../simulation/harness/hub-process.ts';

/** Software with a key, for one organisation. */
export interface Actor {
  readonly client: string;
  readonly organisation: string;
  readonly key: DemoKey;
  token: string;
}

const callers = [
  ['churchdown-surgery', 'L99901'],
  ['churchdown-surgery', 'L99902'],
  ['hucclecote-surgery', 'L99903'],
  ['wellbeing-service', 'CWS01'],
  ['walking-group', 'walking-group'],
  ['mens-shed', 'mens-shed'],
  ['county-council', 'COU01'],
] as const;

/** So that what its process holds tells of what is kept: an isolate may else put off the sweeping of 100 MB, and malloc keep as much apart for each thread. */
const littlePutOff = { flags: ['--max-semi-space-size=4'], env: { MALLOC_ARENA_MAX: '2' } };

/** A hub as a process of its own, with two referrals of two practices, one of which a group was asked about. */
export type Target = Awaited<ReturnType<typeof openTarget>>;

const running = z.object({ pid: z.number() });
const clock = z.object({ now: z.string() });

export const openTarget = async () => {
  const { path: data, remove } = await dataFolder();
  const hub = hubProcess({ data, port: await freePort(), peers: {}, origins: [], mesh: '', node: littlePutOff });
  await hub.start();
  const { dynamodb, outputs } = await hub.running();
  await loadDemoPeople({ dynamodb, ledgerTable: outputs.LedgerTable ?? '' });
  const { url } = hub;
  const actors: Actor[] = [];
  let signedInAt = 0;

  const sessions: string[] = [];
  const signedIn = new Map<string, string>();
  /** Somebody of each organisation at their screen; the provider does not know the hub's own time. */
  const openSessions = async (): Promise<void> => {
    const client = new DynamoDBClient(dynamodb);
    const opening = dynamoSessions({ client, table: outputs.ViewsTable ?? '' });
    const who = demoPeople.filter(({ staff }) => staff);
    const at = new Date(hub.now()).toISOString();
    const opened = await Promise.all(
      who.map(({ subject, organisation }) => opening.open({ subject, organisation }, at)),
    );
    sessions.splice(0, sessions.length, ...opened);
    for (const [n, { subject }] of who.entries()) signedIn.set(subject, opened[n] ?? '');
    client.destroy();
  };
  const signIn = async (): Promise<void> => {
    signedInAt = hub.now();
    await openSessions();
    for (const actor of actors)
      actor.token = (await bearerToken(url, actor.client, actor.key, new Date(hub.now()))).access_token;
  };
  for (const [client, organisation] of callers) {
    const key = await readDemoKey(data, client);
    if (!key) throw new Error(`No key of ${client}`);
    actors.push({ client, organisation, key, token: '' });
  }
  await signIn();
  const actor = (organisation: string): Actor => {
    const found = actors.find((one) => one.organisation === organisation);
    if (!found) throw new Error(`Nobody acts for ${organisation}`);
    return found;
  };
  const as = (organisation: string) => (sending: Parameters<typeof call>[3]) =>
    call({ url }, actor(organisation).token, organisation, sending);

  const refer = async (organisation: string): Promise<Task> => {
    const { body, text } = await as(organisation)({
      method: 'POST',
      path: '/FHIR/R4',
      body: referralFor({ organisation }),
    });
    const [t1] = tasksOf(body);
    if (!t1) throw new Error(`No referral: ${text}`);
    return t1;
  };
  const askGroup = async (t1: Task): Promise<void> => {
    const standing = task.parse((await as('CWS01')({ method: 'GET', path: `/FHIR/R4/Task/${t1.id}` })).body);
    const headers = { 'if-match': `W/"${standing.meta.versionId}"` };
    await as('CWS01')({
      method: 'PUT',
      path: `/FHIR/R4/Task/${t1.id}`,
      body: { ...standing, status: 'accepted' },
      headers,
    });
    const asked = { partner: 'walking-group', activity: 'walking-group', coordinator: 'CWS01', permission: true };
    const { status, text } = await as('CWS01')({ method: 'POST', path: '/FHIR/R4', body: onwardRequest(t1, asked) });
    if (status !== 200) throw new Error(`The group could not be asked: ${status} ${text}`);
  };

  /** Every function has its environments, so that none of them starts in the middle of something. */
  const paths = [
    '/FHIR/R4/Task?owner=Organization/CWS01',
    '/partner/v1/invitations',
    '/overdue',
    '/health',
    '/.well-known/jwks.json',
    '/staff',
    '/l/nothing',
    '/directory/v3/',
  ];
  for (const path of paths) await Promise.all([1, 2, 3, 4].map(() => as('CWS01')({ method: 'GET', path })));
  const first = await refer('L99901');
  await askGroup(first);
  const other = await refer('L99903');
  const { pid } = running.parse(JSON.parse(await readFile(join(data, 'runtime.json'), 'utf8')));
  const { controlUrl } = await hub.running();

  return {
    ...{ url, data, pid, actors, actor, as, refer, sessions, signedIn },
    referral: referralOf(first.id),
    others: referralOf(other.id),
    now: hub.now,
    logs: join(data, 'logs'),
    /** The hub's time goes on, so that quotas are full again. */
    pass: async (seconds: number): Promise<void> => {
      const answer = await fetch(`${controlUrl}/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance: seconds * 1000 }),
      });
      await hub.moveTo(Date.parse(clock.parse(await answer.json()).now));
    },
    /** Tokens last five minutes of the hub's time. */
    keepSignedIn: async (): Promise<void> => {
      if (hub.now() - signedInAt > 200_000) await signIn();
    },
    signIn,
    stop: async (): Promise<void> => {
      await hub.stop();
      await remove();
    },
  };
};
