import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { systems } from '../../../contracts/systems.ts';
import { aboutOf, topicOf } from './messages.ts';
import { bundle, communication, locationsOf, referenceOf, tasksOf } from './peer/fhir.ts';
import { signedInHub } from './peer/hub.ts';
import { isFromHub } from './peer/hub-caller.ts';
import { type PeerRequest, serve } from './peer/server.ts';
import { readSettings } from './peer/settings.ts';
import { openStore } from './peer/store.ts';

/** GP software: sends referrals for the practices of its supplier, and receives what becomes of them. */

const sent = z.object({
  at: z.string(),
  organisation: z.string(),
  /** For people, on paper and by telephone. */
  reference: z.string(),
  /** `ServiceRequest/…` and `Task/…` at the hub. */
  request: z.string(),
  task: z.string(),
});
const received = z.object({ at: z.string(), requestId: z.string(), communication });
const records = z.object({ sent: z.array(sent).default([]), received: z.array(received).default([]) });

const settings = await readSettings();
const hub = signedInHub(settings);
const store = openStore(settings.data, settings.client, records);
const { data } = store;

const actingFor = (organisation: string) => ({ 'nhsd-end-user-organisation': organisation });

const send = async ({ body }: PeerRequest) => {
  const order = z.object({ organisation: z.string(), bundle, requestId: z.uuid().optional() }).parse(body);
  const answer = await hub({
    ...{ method: 'POST', path: '/FHIR/R4', body: order.bundle, headers: actingFor(order.organisation) },
    requestId: order.requestId ?? randomUUID(),
  });
  if (answer.status === 200) remember(order.organisation, answer.body);
  return { status: 200, body: answer };
};

const remember = (organisation: string, answer: unknown): void => {
  const request = locationsOf(answer).find((l) => l.startsWith('ServiceRequest/'));
  const [task] = tasksOf(answer);
  if (!request || !task || data.sent.some((s) => s.request === request)) return;
  const reference = referenceOf(task) ?? '';
  data.sent.push({ at: new Date().toISOString(), organisation, reference, request, task: `Task/${task.id}` });
  store.save();
};

/** Withdraws a request: the hub stops its Task, or asks whoever works on it to stop. */
const cancel = async ({ body }: PeerRequest) => {
  const order = z
    .object({ reference: z.string(), reason: z.string(), status: z.string().default('revoked') })
    .parse(body);
  const known = data.sent.find((s) => s.reference === order.reference);
  if (!known) return { status: 404, body: { error: 'This practice sent no such referral.' } };
  const path = `/FHIR/R4/${known.request}`;
  const headers = actingFor(known.organisation);
  const read = await hub({ method: 'GET', path, headers });
  if (read.status !== 200) return { status: 200, body: read };
  const request = z.looseObject({ note: z.array(z.unknown()).default([]) }).parse(read.body);
  // R4 has no reason for the status of a request: the newest note says it.
  const changed = { ...request, status: order.status, note: [...request.note, { text: order.reason }] };
  const ifMatch = { ...headers, 'if-match': read.headers.etag ?? '' };
  return { status: 200, body: await hub({ method: 'PUT', path, body: changed, headers: ifMatch }) };
};

/** Reads its Task, or anything else that the hub lets it see. */
const read = async ({ body }: PeerRequest) => {
  const { organisation, path } = z.object({ organisation: z.string(), path: z.string() }).parse(body);
  return { status: 200, body: await hub({ method: 'GET', path, headers: actingFor(organisation) }) };
};

/** Somebody has read a message: the newest about that referral, unless a topic says which. */
const acknowledge = async ({ body }: PeerRequest) => {
  const order = z.object({ reference: z.string(), by: z.string(), topic: z.string().optional() }).parse(body);
  const { communication: read } =
    data.received.findLast(
      (r) => aboutOf(r) === order.reference && (order.topic === undefined || topicOf(r) === order.topic),
    ) ?? {};
  if (!read) return { status: 404, body: { error: 'This practice received no such message.' } };
  const organisation = read.recipient?.[0]?.reference?.replace('Organization/', '') ?? '';
  const acknowledgement = {
    ...{ resourceType: 'Communication', status: 'completed' },
    category: [{ coding: [{ system: systems.recordKind, code: 'acknowledgement' }] }],
    inResponseTo: [{ identifier: read.identifier?.[0] }],
    sender: { display: order.by },
  };
  const path = '/FHIR/R4/Communication';
  const answer = await hub({ method: 'POST', path, body: acknowledgement, headers: actingFor(organisation) });
  return { status: 200, body: answer };
};

/** That a message was kept is answered at once; one that comes again is answered again and kept once. */
const receive = ({ headers, body }: PeerRequest) => {
  const message = communication.parse(body);
  const requestId = String(headers['x-request-id']);
  if (!data.received.some((r) => r.requestId === requestId)) {
    data.received.push({ at: new Date().toISOString(), requestId, communication: message });
    store.save();
  }
  return { status: 201, body: message };
};

await serve(settings.port, (origin) => {
  const fromHub = isFromHub(settings.hub, origin);
  return {
    'POST /Communication': async (request) => ((await fromHub(request.headers)) ? receive(request) : { status: 401 }),
    'POST /do/send': send,
    'POST /do/cancel': cancel,
    'POST /do/acknowledge': acknowledge,
    'POST /do/read': read,
    'GET /do/sent': () => ({ status: 200, body: data.sent }),
    'GET /do/inbox': () => ({ status: 200, body: data.received }),
  };
});
