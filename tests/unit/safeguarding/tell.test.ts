import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { gloucestershireSafeguarding } from '../../../contracts/areas/gloucestershire-safeguarding.ts';
import { tellReader } from '../../../functions/safeguarding/tell.ts';
import { safeguardingPage } from '../../../functions/web/safeguarding-page.ts';

const webhook = async (status: number) => {
  const bodies: string[] = [];
  const sent: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    sent.push(request.headers);
    bodies.push((await request.toArray()).join(''));
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `http://127.0.0.1:${address.port}`, bodies, sent };
};

const reader = { role: 'Duty owner', organisation: 'desk' };
/** All that got there. */
const toldBy = (ways: Parameters<typeof tellReader>[0]) => async (to: string, ids: readonly string[]) => {
  const reached: string[] = [];
  for await (const some of tellReader(ways)(to, ids)) reached.push(...some);
  return reached;
};
const telling = (
  url: string,
  allowedPrivateOrigins: readonly string[],
  secrets: () => readonly string[] = () => [],
) => {
  const mails: unknown[] = [];
  const readers = {
    hooked: { ...reader, reached: { webhook: url } },
    mailed: { ...reader, reached: { mail: 'duty@desk.example' } },
  };
  const mail = (to: string) => async (address: string, what: object) => {
    mails.push({ reader: to, to: address, ...what });
  };
  return {
    mails,
    tell: toldBy({
      ...{ rule: { ...gloucestershireSafeguarding, readers }, mail, allowedPrivateOrigins },
      ...{ secrets: async () => secrets(), clock: () => '2026-11-28T23:00:00.000Z' },
    }),
  };
};
const id = 'sg-7k3m2p4x9qwe';
const other = 'sg-000000000000';

test('a webhook is told an id and nothing else; only a 2xx has heard it', async () => {
  const [heard, refused] = [await webhook(204), await webhook(500)];
  expect(await telling(heard.url, [heard.url]).tell('hooked', [id, other])).toEqual([id, other]);
  expect(heard.bodies).toEqual([`{"id":"${id}"}`, `{"id":"${other}"}`]);
  expect(await telling(refused.url, [refused.url]).tell('hooked', [id, other])).toEqual([]);
  expect(refused.bodies).toHaveLength(1);
});

test('a webhook is signed by every secret of its organisation; one that cannot be opened keeps nobody from being told', async () => {
  const { url, bodies, sent } = await webhook(204);
  const key = Buffer.alloc(32, 7).toString('base64');
  expect(await telling(url, [url], () => [`whsec_${key}`]).tell('hooked', [id])).toEqual([id]);
  const [{ 'webhook-id': name = '', 'webhook-timestamp': at = '', 'webhook-signature': signature = '' } = {}] = sent;
  expect(String(name)).toContain(id);
  const mac = createHmac('sha256', Buffer.from(key, 'base64')).update(`${name}.${at}.${bodies[0]}`).digest('base64');
  expect(signature).toBe(`v1,${mac}`);
  const closed = () => {
    throw new Error('KMS does not answer');
  };
  expect(await telling(url, [url], closed).tell('hooked', [id])).toEqual([id]);
  expect(sent[1]?.['webhook-signature']).toBeUndefined();
});

test('a webhook on a private address is not called', async () => {
  const { url, bodies } = await webhook(204);
  expect(await telling(url, []).tell('hooked', [id])).toEqual([]);
  expect(bodies).toEqual([]);
});

test('an e-mail holds the id, or of several how many, and nothing else', async () => {
  const { tell, mails } = telling('https://desk.example', []);
  expect(await tell('mailed', [id])).toEqual([id]);
  expect(await tell('mailed', [id, other])).toEqual([id, other]);
  const to = { reader: 'mailed', to: 'duty@desk.example' };
  expect(mails).toEqual([
    { ...to, subject: `Handover: ${id}`, text: `${id}\n` },
    { ...to, subject: 'Handover: 2', text: '2\n' },
  ]);
});

test('the page says before anything else whom to ring, then when somebody reads, for adults and children apart', () => {
  const now = '2026-11-28T23:00:00.000Z';
  const { text } = safeguardingPage(gloucestershireSafeguarding, now, 'https://hub.example').main;
  const places = ['tel:999', 'tel:111', 'About an adult', 'Monday 30 November 2026 at 08:00', 'tel:01632960202'];
  const rest = ['About a child', 'Sunday 29 November 2026 at 08:00', 'tel:01632960302', 'POST https://hub.example'];
  const found = [...places, ...rest].map((part) => text.indexOf(part));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});
