import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Letter, type Mailboxes, mailboxes } from './mailboxes.ts';

export interface SimulatedMesh {
  readonly url: string;
  /** As whoever has a mailbox sees it, without the API. */
  readonly mailboxes: Mailboxes;
  stop(): Promise<void>;
}

interface MeshOptions {
  /** Which mailboxes there are. */
  readonly exists: Mailboxes['exists'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whose signature is checked: mailbox to password. Of others only that there is one. */
  readonly passwords?: Readonly<Record<string, string>>;
  readonly sharedKey?: string;
  /** @default 0: any free one */
  readonly port?: number;
}

/**
 * MESH on this machine, as far as the hub speaks with it: outbox, inbox, acknowledging, and the report of what nobody
 * collected. No client certificates, no chunks, no lookup of mailboxes, and nothing leaves this machine.
 */
export const startMesh = async (options: MeshOptions): Promise<SimulatedMesh> => {
  const boxes = mailboxes(options.exists, options.now);
  const server = createServer((request, response) => {
    answer(boxes, options, request, response).catch(() => {
      response.writeHead(500);
      response.end();
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    mailboxes: boxes,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** As the real one: its `max_results`. */
const mostListed = 500;

const path = /^\/messageexchange\/([A-Z0-9]+)\/(outbox|inbox)(?:\/([^/]+)(\/status\/acknowledged)?)?$/;

const answer = async (
  boxes: Mailboxes,
  options: MeshOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [, mailbox = '', box, id, acknowledges] = path.exec(request.url ?? '') ?? [];
  const body = await text(request);
  const say = (status: number, said?: object): void => {
    response.writeHead(status, { 'content-type': 'application/vnd.mesh.v2+json' });
    response.end(said === undefined ? '' : JSON.stringify(said));
  };
  if (box === undefined) return say(404);
  if (!isLetIn(mailbox, options, request)) return say(403);
  const asked = `${request.method} ${box}${id === undefined ? '' : '/id'}${acknowledges === undefined ? '' : '/done'}`;
  if (asked === 'POST outbox') return say(...post(boxes, { mailbox, body, request }));
  if (asked === 'GET inbox')
    return say(200, {
      messages: boxes
        .in(mailbox)
        .slice(0, mostListed)
        .map(({ id }) => id),
    });
  const letter = boxes.in(mailbox).find((one) => one.id === id);
  if (!letter) return say(404);
  if (asked === 'PUT inbox/id/done') {
    boxes.take(mailbox, letter.id);
    return say(200);
  }
  if (asked !== 'GET inbox/id') return say(405);
  response.writeHead(200, headersOf(letter));
  response.end(letter.body);
};

interface Posted {
  readonly mailbox: string;
  readonly body: string;
  readonly request: IncomingMessage;
}

/** Status and body. */
const post = (boxes: Mailboxes, { mailbox, body, request }: Posted): readonly [number, object] => {
  const header = (name: string): string => String(request.headers[name] ?? '');
  const to = header('mex-to');
  if (header('mex-from') !== mailbox || header('mex-workflowid') === '') return [400, { errorCode: '06' }];
  if (!boxes.exists(to)) return [417, { errorCode: '12', errorDescription: 'Unregistered to address' }];
  const [from, workflow, localId] = [mailbox, header('mex-workflowid'), header('mex-localid')];
  return [202, { message_id: boxes.put({ to, from, workflow, localId, body }).id }];
};

const headersOf = ({ id, to, from, workflow, localId, report, body }: Letter): Record<string, string> => ({
  ...{ 'mex-messageid': id, 'mex-to': to, 'mex-workflowid': workflow, 'mex-localid': localId },
  // A report is of nobody's mailbox.
  ...(report
    ? {
        ...{ 'mex-messagetype': 'REPORT', 'mex-linkedmsgid': report.linked, 'mex-statuscode': report.code },
        ...{ 'mex-statusdescription': report.description, 'mex-statussuccess': 'ERROR', 'mex-statusevent': 'SEND' },
      }
    : { 'mex-messagetype': 'DATA', 'mex-from': from }),
  'content-type': body === '' ? 'application/octet-stream' : 'application/fhir+json',
});

const authorisation = /^NHSMESH ([A-Z0-9]+):([0-9a-f-]{36}):(\d+):(\d{12}):([0-9a-f]{64})$/;

/** The signature as MESH checks it. A mailbox whose password nobody said is known by its name alone. */
const isLetIn = (
  mailbox: string,
  { passwords = {}, sharedKey = '' }: MeshOptions,
  { headers }: IncomingMessage,
): boolean => {
  const [, named, nonce, count, time, signed] = authorisation.exec(headers.authorization ?? '') ?? [];
  if (named !== mailbox) return false;
  const password = passwords[mailbox];
  if (password === undefined) return true;
  const wanted = createHmac('sha256', sharedKey).update(`${mailbox}:${nonce}:${count}:${password}:${time}`);
  return wanted.digest('hex') === signed;
};
