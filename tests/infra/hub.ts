import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject, onTestFinished } from 'vitest';
import { z } from 'zod';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { loadDemoPeople } from '../../infra/local/demo/identity/people.ts';
import { startDemoProvider } from '../../infra/local/demo/identity/start-provider.ts';
import { demoKey } from '../../infra/local/demo/keys.ts';
import { loadDemoOrganisations } from '../../infra/local/demo/organisations.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { untilQuiet } from '../../infra/local/demo/quiet.ts';
import { startMesh } from '../../infra/local/mesh/mesh.ts';
import { callbackOf } from '../../infra/local/notify/callback.ts';
import { startNotify } from '../../infra/local/notify/notify.ts';
import { type Hub, type HubOptions, startHub } from '../../infra/local/start-hub.ts';

/** An organisation's server that answers everything with one status. */
export const endpointThat = async (answers: () => number): Promise<string> => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answers()).end());
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${portOf(address)}`;
};
/** A MESH in which something lies in the hub's mailbox that answers nothing of the hub. */
export const strangeMesh = async (): Promise<string> => {
  const mesh = await startMesh({ exists: () => true, now: Date.now });
  onTestFinished(mesh.stop);
  mesh.mailboxes.put({ to: 'X26HUB01', from: 'X26GP001', workflow: 'OTHER', localId: 'x', body: '{}' });
  return mesh.url;
};
const portOf = ({ port }: AddressInfo): number => port;

/** Long enough for a machine that does other things as well. */
export const patience = 90_000;

const answered = z.looseObject({ status: z.number(), headers: z.instanceof(Headers), text: z.string() });
export type Answered = z.infer<typeof answered> & { readonly body: unknown };

export type Ask = (method: string, path: string, body?: unknown, headers?: object) => Promise<Answered>;

const isIdle = z.object({ idle: z.boolean() });
const alarm = z.object({ id: z.string(), state: z.enum(['OK', 'ALARM']), says: z.string() });

/** A hub of this process; what it keeps in memory lies in the database of all tests. */
export const localHub = (options: HubOptions): Promise<Hub> =>
  startHub({ dynamodb: inject('dynamodbPort'), ...options });

/** A hub of this process with the demo's organisations; `endpoints` of some of them are servers of the test. */
export const startedHub = async (
  options: HubOptions & {
    endpoints?: Record<string, string>;
    synthetic?: 'on';
    mesh?: string;
    /** People sign in with the demo's identity provider. */
    people?: true;
  } = {},
) => {
  const { endpoints = {}, synthetic = 'off', mesh, people, ...given } = options;
  const said: string[] = [];
  const notify = await startNotify({ callback: () => callbackOf(hub) });
  onTestFinished(notify.stop);
  const origins = [...Object.values(endpoints), ...(mesh ? [mesh] : []), notify.url].join();
  const mailbox: Readonly<Record<string, string>> = mesh ? { MeshUrl: mesh, MeshMailbox: 'X26HUB01' } : {};
  const hub: Hub = await localHub({
    parameters: async (url) => {
      const provider = people && (await startDemoProvider(url));
      if (provider) onTestFinished(provider.stop);
      const own = { AllowedPrivateOrigins: origins, SyntheticReferrals: synthetic, NotifyUrl: notify.url };
      return { ...own, ...mailbox, ...provider?.parameters };
    },
    report: (line) => said.push(line),
    ...given,
  });
  onTestFinished(hub.stop);
  const data = mkdtempSync(join(tmpdir(), 'handover-keys-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  const ledgerTable = hub.outputs.LedgerTable ?? '';
  await loadDemoOrganisations({ ...hub, ledgerTable, data, peers: endpoints });
  if (people) await loadDemoPeople({ ...hub, ledgerTable });
  return { ...hub, ...handsOf(hub, data), notify, said };
};

export type StartedHub = Awaited<ReturnType<typeof startedHub>>;

/** Puts something on a queue of the hub, by the name of its output. */
export const onQueue = async (hub: StartedHub, name: string, body: string): Promise<void> => {
  const client = new SQSClient({ ...hub.aws, credentials: { ...hub.aws.credentials } });
  await client.send(new SendMessageCommand({ QueueUrl: hub.outputs[name], MessageBody: body }));
  client.destroy();
};

/** As `deliver` sends one: the address makes SES on this machine say that it bounced. `set` is the template's. */
export const pageThatBounces = async (hub: StartedHub, set: string): Promise<void> => {
  const client = new SESv2Client({ ...hub.aws, credentials: { ...hub.aws.credentials } });
  await client.send(
    new SendEmailCommand({
      FromEmailAddress: 'handover@hub.example',
      Destination: { ToAddresses: ['bounce@practice.nhs.net'] },
      Content: { Simple: { Subject: { Data: 'A page' }, Body: { Text: { Data: 'A page.' } } } },
      ConfigurationSetName: set,
      EmailTags: [{ Name: 'document', Value: randomUUID() }],
    }),
  );
  client.destroy();
};

const handsOf = (hub: Hub, data: string) => {
  const control = async (path: string, init = {}): Promise<unknown> =>
    (await fetch(`${hub.controlUrl}${path}`, init)).json();
  const now = async () => new Date(z.object({ now: z.string() }).parse(await control('/clock')).now);
  const states = async () => z.array(alarm).parse(await control('/alarms'));
  return {
    control,
    ask: askOf(hub.url, undefined, ''),
    /** Signed in, for one organisation. */
    as: async (client: string, organisation: string): Promise<Ask> => {
      const key = await demoKey(data, client);
      const { access_token } = await bearerToken(hub.url, client, key, await now());
      return askOf(hub.url, access_token, organisation);
    },
    now,
    /** Moves the hub's time. */
    advance: (minutes: number) =>
      control('/clock', { method: 'POST', body: JSON.stringify({ advance: minutes * 60_000 }) }),
    quiet: () => untilQuiet(hub.controlUrl, patience),
    /** Until nothing runs that could run now; what waits for its time may still wait. */
    settled: (what: string) =>
      eventually(what, async () => isIdle.parse(await control('/idle')).idle || undefined, patience),
    ringing: async () => new Set((await states()).filter(({ state }) => state === 'ALARM').map(({ id }) => id)),
    states,
    /** Once an alarm whose id begins so rings. */
    rings: (start: string) =>
      eventually(
        `${start} rings`,
        async () => (await states()).find(({ id, state }) => id.startsWith(start) && state === 'ALARM'),
        patience,
      ),
  };
};

const askOf =
  (url: string, token: string | undefined, organisation: string): Ask =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}`, 'nhsd-end-user-organisation': organisation } : {}),
        'x-request-id': randomUUID(),
        'x-correlation-id': randomUUID(),
        'content-type': path.startsWith('/FHIR/') ? 'application/fhir+json' : 'application/json',
        ...headers,
      },
      ...bodyOf(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonIn(text) };
  };

/** A stream is sent without saying how long it is. */
const bodyOf = (body: unknown) => {
  if (body === undefined) return {};
  if (body instanceof ReadableStream) return { body, duplex: 'half' as const };
  return { body: typeof body === 'string' ? body : JSON.stringify(body) };
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
