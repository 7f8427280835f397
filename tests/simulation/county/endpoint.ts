import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { bundle, type Communication, communication, type Task, task } from '../../../infra/local/demo/peer/fhir.ts';

/** One time that the hub came with something, kept or not: the judges read these. */
export interface Arrival {
  readonly at: number;
  readonly requestId: string;
  readonly bodyHash: string;
  readonly path: string;
  readonly tasks: readonly Task[];
  readonly messages: readonly Communication[];
  /** What the server did wrong, if it did. */
  readonly fault: string | undefined;
  /** Whether it is in the store of the organisation; a repeat of what is kept is not kept again. */
  readonly kept: boolean;
}

/** The server of one organisation and what it has been told; nothing of the hub's own code. */
export interface Endpoint {
  readonly organisation: string;
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** The newest version of each Task. */
  readonly tasks: ReadonlyMap<string, Task>;
  readonly messages: ReadonlyMap<string, Communication>;
  /** From now on nobody listens; or again. */
  listen(is: boolean): Promise<void>;
  stop(): Promise<void>;
}

export interface Misbehaviour {
  readonly kind: string;
  readonly keeps: boolean;
  readonly answer: (response: ServerResponse) => Promise<unknown> | unknown;
  readonly thenWell: boolean;
  /** What a webhook counts as taken. */
  readonly is2xx?: boolean;
}

/** A request as it came over the wire, but for the token of the hub. */
export interface Seen {
  /** Where to, and the headers. */
  readonly head: string;
  readonly body: string;
}

export type Coming = Pick<Arrival, 'requestId' | 'messages'>;

export interface EndpointProps {
  readonly organisation: string;
  readonly hub: string;
  readonly clock: () => number;
  /** What goes wrong with this one, if anything; asked once for each arrival. */
  readonly wrong: (endpoint: Endpoint, coming: Coming) => Misbehaviour | undefined;
  /** Told of each request, whoever it is from. */
  readonly saw: (organisation: string, request: Seen) => void;
}

export const seenOf = ({ url, headers }: IncomingMessage, body: string): Seen => {
  const { authorization: _, ...rest } = headers;
  return { head: `${url}\n${JSON.stringify(rest)}`, body };
};

export const openEndpoint = async ({ organisation, hub, clock, wrong, saw }: EndpointProps): Promise<Endpoint> => {
  const arrivals: Arrival[] = [];
  const tasks = new Map<string, Task>();
  const messages = new Map<string, Communication>();
  const known = new Set<string>();
  const jwks = createRemoteJWKSet(new URL(`${hub}/.well-known/jwks.json`), { cooldownDuration: 1_000 });

  const isFromHub = (request: IncomingMessage): Promise<boolean> =>
    jwtVerify(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '', jwks, {
      ...{ issuer: hub, audience: endpoint.url, algorithms: ['ES256'], clockTolerance: 30 },
      currentDate: new Date(clock()),
    }).then(
      () => true,
      () => false,
    );

  const keep = (news: readonly Task[], mail: readonly Communication[]): void => {
    for (const one of news) {
      const before = tasks.get(one.id);
      if (!before || Number(before.meta.versionId) < Number(one.meta.versionId)) tasks.set(one.id, one);
    }
    for (const one of mail) if (one.id) messages.set(one.id, one);
  };

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    saw(organisation, seenOf(request, body));
    if (!(await isFromHub(request))) return void response.writeHead(401).end();
    const content: unknown = JSON.parse(body);
    const isMessage = request.url === '/Communication';
    const entries = isMessage ? [{ resource: content }] : bundle.parse(content).entry;
    const found = entries.map(({ resource }) => resource);
    const news = found.flatMap((r) => task.safeParse(r).data ?? []);
    const mail = found.flatMap((r) => communication.safeParse(r).data ?? []);
    const requestId = String(request.headers['x-request-id']);
    const fault = wrong(endpoint, { requestId, messages: mail });
    const keeps = !known.has(requestId) && (fault ? fault.keeps || fault.thenWell : true);
    if (keeps) {
      known.add(requestId);
      keep(news, mail);
    }
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const path = request.url ?? '';
    arrivals.push({
      at: clock(),
      requestId,
      bodyHash,
      path,
      tasks: news,
      messages: mail,
      fault: fault?.kind,
      kept: keeps,
    });
    await fault?.answer(response);
    if (fault && !fault.thenWell) return;
    const answer = isMessage
      ? content
      : {
          resourceType: 'Bundle',
          type: 'transaction-response',
          entry: found.map(() => ({ response: { status: '200 OK' } })),
        };
    response.writeHead(isMessage ? 201 : 200, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(answer));
  };

  const server = (): Server =>
    createServer((request, response) => {
      receive(request, response).catch(() => response.destroy());
    });
  let current = server();
  const port = await listenOn(current, 0);
  const endpoint: Endpoint = {
    ...{ organisation, arrivals, tasks, messages, url: `http://127.0.0.1:${port}` },
    listen: async (is) => {
      if (!is) return close(current);
      current = server();
      await listenOn(current, port);
    },
    stop: () => close(current),
  };
  return endpoint;
};

export const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('The server has no port'));
    });
  });

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
