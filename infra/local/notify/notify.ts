import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Channel, channels, filled } from '../../../contracts/notify/templates.ts';
import { outboxPage } from './outbox-page.ts';

/** A message as it lies in the outbox: what Notify was given, filled in. */
export interface Lying {
  readonly id: string;
  /** When Notify was given it. */
  readonly at: string;
  readonly reference: string;
  readonly channel: Channel;
  readonly to: string;
  readonly subject?: string | undefined;
  readonly body: string;
  /** `sending` until somebody says what became of it. */
  readonly status: string;
}

export interface SimulatedNotify {
  readonly url: string;
  readonly outbox: () => readonly Lying[];
  /** What Notify would find out of a message, and tell the hub. Answers the status of the hub's answer. */
  settle(id: string, status: string): Promise<number>;
  /** A text message that somebody sends in answer to one of the hub's. Answers the status of the hub's answer. */
  receive(from: string, message: string): Promise<number>;
  stop(): Promise<void>;
}

interface NotifyOptions {
  /** Where the hub takes status callbacks, and the token that it asks for: as somebody enters them at Notify. */
  readonly callback: () => Promise<{ readonly url: string; readonly token: string }>;
  /** @default 0: any free one */
  readonly port?: number;
  /** Milliseconds since 1970. @default the machine's */
  readonly now?: () => number;
}

const given = z.object({
  ...{ template_id: z.string(), reference: z.string(), personalisation: z.record(z.string(), z.string()) },
  ...{ email_address: z.string().optional(), phone_number: z.string().optional() },
});

const template = /^([a-z-]+)\.(email|sms|letter)$/;

const lyingOf = (
  { id, at }: Pick<Lying, 'id' | 'at'>,
  channel: Channel,
  body: z.infer<typeof given>,
): Lying | undefined => {
  const [, name = '', of] = template.exec(body.template_id) ?? [];
  const { email_address, phone_number, personalisation, reference } = body;
  const words = of === channel ? filled(name, channel, personalisation) : undefined;
  if (!words) return undefined;
  const address = Object.entries(personalisation).filter(([key]) => key.startsWith('address_line_'));
  const to = email_address ?? phone_number ?? address.map(([, line]) => line).join(', ');
  return { id, at, reference, channel, to, ...words, status: 'sending' };
};

/**
 * GOV.UK Notify on this machine, as far as the hub speaks with it: taking a message, saying whether it has one, telling what became of
 * it, and a page that shows what lies there (`/outbox`). Nothing leaves this machine, and no signature is checked.
 */
export const startNotify = async ({ callback, port = 0, now = Date.now }: NotifyOptions): Promise<SimulatedNotify> => {
  const lying: Lying[] = [];
  const tell = async (what: 'status' | 'received', body: object): Promise<number> => {
    const { url, token } = await callback();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const to = url.replace(/status$/, what);
    return (await fetch(to, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  const settle = async (id: string, status: string): Promise<number> => {
    const at = lying.findIndex((one) => one.id === id);
    const one = lying[at];
    if (!one) return 404;
    lying[at] = { ...one, status };
    return tell('status', { id, reference: one.reference, to: one.to, status, notification_type: one.channel });
  };
  // https://docs.notifications.service.gov.uk/rest-api.html#received-text-messages
  const receive = (from: string, message: string): Promise<number> =>
    tell('received', {
      ...{ id: crypto.randomUUID(), source_number: from, destination_number: '447700900999', message },
      date_received: new Date().toISOString(),
    });
  const server = createServer((request, response) => {
    answer({ lying, settle, receive, now }, request, response).catch(() => {
      response.writeHead(500);
      response.end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    ...{ outbox: () => lying, settle, receive },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

interface Box {
  readonly lying: Lying[];
  readonly settle: SimulatedNotify['settle'];
  readonly receive: SimulatedNotify['receive'];
  readonly now: () => number;
}

const answer = async (
  { lying, settle, receive, now }: Box,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const say = (status: number, said: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(said));
  };
  const refused = (message: string): void =>
    say(400, { status_code: 400, errors: [{ error: 'BadRequestError', message }] });
  if (pathname === '/outbox' && request.method === 'POST') {
    const said = new URLSearchParams(await text(request));
    const from = said.get('from');
    await (from ? receive(from, said.get('message') ?? '') : settle(said.get('id') ?? '', said.get('status') ?? ''));
    response.writeHead(303, { location: '/outbox' });
    return void response.end();
  }
  if (pathname === '/outbox') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return void response.end(outboxPage(lying));
  }
  if (!request.headers.authorization?.startsWith('Bearer ')) return say(403, { status_code: 403, errors: [] });
  const reference = searchParams.get('reference');
  if (request.method === 'GET')
    return say(200, { notifications: lying.filter((one) => one.reference === reference), links: {} });
  const channel = channels.find((one) => pathname === `/v2/notifications/${one}`);
  const body = given.safeParse(JSON.parse(await text(request)));
  if (!channel || !body.success) return refused('Not what Notify takes');
  const id = crypto.randomUUID();
  const one = lyingOf({ id, at: new Date(now()).toISOString() }, channel, body.data);
  if (!one) return refused('Template not found');
  lying.push(one);
  say(201, { id, reference: one.reference, content: { body: one.body } });
};
