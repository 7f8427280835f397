import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** How a recipient answers one request. */
export type Answers = (response: ServerResponse, received: Received) => void;

export const ok: Answers = (response, { body }) => {
  response.writeHead(201, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(body));
};
export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answers =>
  (response) => {
    response.writeHead(code, headers);
    response.end(body);
  };
/** Reads everything and never answers. */
export const silence: Answers = () => undefined;

/** A recipient's server on this machine: answers by its script, the last answer for ever, and keeps what it was sent. */
export const startRecipient = async (...script: Answers[]) => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, body: text === '' ? undefined : JSON.parse(text) };
    received.push(one);
    (script.length > 1 ? script.shift() : script[0])?.(response, one);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    ...{ origin, endpoint: `${origin}/FHIR/R4`, received },
    ids: () => received.map((r) => r.headers['x-request-id']),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
export type Recipient = Awaited<ReturnType<typeof startRecipient>>;
