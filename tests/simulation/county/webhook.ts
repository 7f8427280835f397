import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Task } from '../../../infra/local/demo/peer/fhir.ts';
import { type Arrival, close, type Endpoint, type EndpointProps, listenOn, seenOf } from './endpoint.ts';

/** As the OpenAPI document of the partner API has it. */
const event = z.looseObject({
  timestamp: z.string(),
  data: z.looseObject({
    invitations: z.array(z.looseObject({ id: z.string(), version: z.number(), status: z.string() })),
  }),
});

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#verifying-signatures */
const isGenuine = (secret: string, headers: IncomingHttpHeaders, body: string, now: number): boolean => {
  const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']];
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  const isFresh = Math.abs(now / 1000 - Number(at)) < 300;
  return isFresh && String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`);
};

/** Receiver of a group's webhook: it is told ids, and nothing of the person. `secret` is set once an operator gave it. */
export interface Receiver extends Endpoint {
  secret: string;
}

export const openReceiver = async (props: Omit<EndpointProps, 'hub'>): Promise<Receiver> => {
  const { organisation, clock, wrong, saw } = props;
  const arrivals: Arrival[] = [];
  const tasks = new Map<string, Task>();
  const known = new Set<string>();

  const keep = (news: readonly Task[]): void => {
    for (const one of news)
      if (Number(one.meta.versionId) > Number(tasks.get(one.id)?.meta.versionId ?? 0)) tasks.set(one.id, one);
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    saw(organisation, seenOf(request, body));
    if (!isGenuine(receiver.secret, request.headers, body, clock())) return void response.writeHead(401).end();
    const { timestamp, data } = event.parse(JSON.parse(body));
    const news = data.invitations.map(
      ({ id, version, status }): Task => ({
        ...{ resourceType: 'Task', id, status, meta: { versionId: String(version), lastUpdated: timestamp } },
      }),
    );
    const requestId = String(request.headers['webhook-id']);
    const fault = wrong(receiver, { requestId, messages: [] });
    const kept = !known.has(requestId) && (fault ? fault.keeps || fault.thenWell || fault.is2xx === true : true);
    if (kept) {
      known.add(requestId);
      keep(news);
    }
    arrivals.push({
      ...{ at: clock(), requestId, bodyHash: createHash('sha256').update(body).digest('hex'), path: request.url ?? '' },
      ...{ tasks: news, messages: [], fault: fault?.kind, kept },
    });
    await fault?.answer(response);
    if (!fault || fault.thenWell) response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  const port = await listenOn(server, 0);
  const receiver: Receiver = {
    ...{ organisation, arrivals, tasks, messages: new Map(), url: `http://127.0.0.1:${port}`, secret: '' },
    listen: () => Promise.reject(new Error('This one is always there')),
    stop: () => close(server),
  };
  return receiver;
};
