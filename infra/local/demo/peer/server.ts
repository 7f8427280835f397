import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { z } from 'zod';

export interface PeerRequest {
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined when there was no body. */
  readonly body: unknown;
}

export interface PeerAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** `POST /Communication` to its handler. */
type Routes = Readonly<Record<string, (request: PeerRequest) => PeerAnswer | Promise<PeerAnswer>>>;

const largestBody = 1024 * 1024;

/** Serves the routes on this machine only. What `routes` is called with is the program's own origin. */
export const serve = async (port: number, routes: (origin: string) => Routes): Promise<string> => {
  let table: Routes = {};
  const server = createServer((request, response) => {
    answer(table, request)
      .catch((error: unknown): PeerAnswer => ({ status: statusOf(error), body: { error: messageOf(error) } }))
      .then(({ status, body }) => {
        response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/fhir+json' });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  table = routes(origin);
  endWithParent();
  process.send?.({ url: origin });
  return origin;
};

/** Started by another program, it must not outlive it, however that one ended. */
const endWithParent = (): void => {
  process.once('disconnect', () => process.exit());
};

const answer = async (routes: Routes, request: IncomingMessage): Promise<PeerAnswer> => {
  const path = new URL(request.url ?? '/', 'http://peer').pathname;
  const handle = routes[`${request.method} ${path}`];
  if (!handle) return { status: 404, body: { error: `There is no ${request.method} ${path}` } };
  const text = await textOf(request);
  return handle({ headers: request.headers, body: text === '' ? undefined : JSON.parse(text) });
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > largestBody) throw new SyntaxError('The body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const statusOf = (error: unknown): number => (error instanceof SyntaxError || error instanceof z.ZodError ? 400 : 500);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
