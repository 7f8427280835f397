import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request as somebody sends it who means no good, or whose software is broken. */
export interface Attempt {
  readonly method: string;
  /** With its query, written as it goes over the wire. */
  readonly path: string;
  /** In this order and spelling; the same name may come twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string | Buffer | undefined;
  /** Bytes as they are, in place of all that: what is no HTTP. */
  readonly raw?: string;
  /** The body comes in so many pieces, with a wait between; `leaves`: and never ends. */
  readonly slowly?: { readonly pieces: number; readonly waitMs: number; readonly leaves: boolean };
}

export interface Got {
  /** 0: no answer was waited for, or the connection was closed without one. */
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly milliseconds: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const patience = 30_000;
const none = { status: 0, text: '', type: '' };

/** Characters that node itself refuses to send. */
const sendable = (value: string): string => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?');

const ordinary = (url: URL, attempt: Attempt): Promise<Omit<Got, 'milliseconds'>> =>
  new Promise((resolve) => {
    const { method, path, headers, body, slowly } = attempt;
    const flat = headers.flatMap(([name, value]) => [name, sendable(value)]);
    const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))];
    const sent = httpRequest({
      ...{ agent, method, path, host: url.hostname, port: url.port, timeout: patience },
      headers: ['Host', url.host, ...flat, ...length],
    });
    sent.on('timeout', () => sent.destroy(new Error('No answer in time')));
    sent.on('error', () => resolve(none));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(none));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          type: String(response.headers['content-type'] ?? ''),
        }),
      );
    });
    if (!slowly || body === undefined) sent.end(body);
    else void dripped(sent, Buffer.from(body), slowly);
  });

const dripped = async (
  sent: ReturnType<typeof httpRequest>,
  body: Buffer,
  { pieces, waitMs, leaves }: NonNullable<Attempt['slowly']>,
): Promise<void> => {
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let at = 0; at < body.length; at += size) {
    const isLast = at + size >= body.length;
    if (leaves && isLast) return void sent.destroy();
    sent.write(body.subarray(at, at + size));
    await sleep(waitMs);
  }
  sent.end();
};

/** What is no HTTP gets whatever node says of it, or nothing. */
const bytes = (url: URL, raw: string): Promise<Omit<Got, 'milliseconds'>> =>
  new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(url.port), url.hostname, () => socket.write(raw, 'latin1'));
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () =>
      resolve({ ...none, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0), text: said }),
    );
  });

export const send = async (hub: string, attempt: Attempt): Promise<Got> => {
  const began = performance.now();
  const url = new URL(hub);
  const got = await (attempt.raw === undefined ? ordinary(url, attempt) : bytes(url, attempt.raw)).catch(() => none);
  return { ...got, milliseconds: performance.now() - began };
};

export const hangUp = (): void => agent.destroy();
