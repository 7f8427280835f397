import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Answer } from './answer.ts';
import { addressNotAllowed } from './public-lookup.ts';

interface GuardedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Guards {
  readonly timeoutMs: number;
  /** Bytes of an answer that are read. */
  readonly mostBytes: number;
  /** How names become addresses; undefined where private addresses are allowed. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * One request, one answer, as a value. `node:http` and not `fetch`: it follows no redirect, it asks our own lookup for the
 * address that it then connects to, and its answer can be cut off. No connection is kept: a frozen function wakes up
 * with dead ones.
 */
export const guardedRequest = (message: GuardedRequest, guards: Guards): Promise<Answer> =>
  new Promise((resolve) => {
    const request = open(message, guards);
    let connected = false;
    const failed = (error: Error) => resolve(faultOf(error, connected));
    request.on('socket', (socket) => {
      const event = message.url.protocol === 'https:' ? 'secureConnect' : 'connect';
      socket.once(event, () => {
        connected = true;
      });
    });
    request.on('error', failed);
    // Whatever ends without an answer and without an error, as a switch to another protocol does (101).
    const unanswered = () => failed(new Error('No answer'));
    request.on('close', unanswered);
    request.on('response', (response) => {
      request.off('close', unanswered);
      read(response, guards.mostBytes)
        .then((body) => resolve(answerOf(response, body)))
        .catch(failed);
    });
    request.end(message.body);
  });

const open = ({ method, url, headers, body }: GuardedRequest, { timeoutMs, lookup }: Guards): ClientRequest => {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return send(url, {
    method,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    agent: false,
    // The whole exchange: name, connection, request and answer.
    signal: AbortSignal.timeout(timeoutMs),
    ...(lookup ? { lookup } : {}),
  });
};

/** undefined when there is more than the hub reads. */
const read = async (response: IncomingMessage, mostBytes: number): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const answerOf = (response: IncomingMessage, body: string | undefined): Answer => ({
  kind: 'answered',
  status: response.statusCode ?? 0,
  retryAfter: response.headers['retry-after'],
  location: response.headers.location,
  headers: response.headers,
  body: json(body),
});

const json = (text: string | undefined): unknown => {
  try {
    // RFC 8259, 8.1: a mark at the beginning may be passed over; servers on Windows write one.
    return text === undefined ? undefined : JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
};

/** Once connected, the message may have been read even though no answer came. */
const faultOf = (error: Error, connected: boolean): Answer => {
  const code = 'code' in error ? String(error.code) : '';
  if (code === addressNotAllowed) return { kind: 'not-allowed', reason: 'address-not-public' };
  const reason = error.name === 'TimeoutError' || error.name === 'AbortError' ? 'timeout' : 'no-connection';
  return connected ? { kind: 'unanswered', reason } : { kind: 'not-sent', reason };
};
