// A receiver of Handover's webhooks in plain Node.js: WEBHOOK_SECRET=whsec_… TOKEN=… PORT=9000 node webhook-receiver.mjs
// The secret is what `organisation -- webhook` printed; on one machine the token is that of `npm run -s token -- walking-group`.
// It lasts five minutes: software of your own gets a new one (infra/local/demo/own-key.ts).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { WEBHOOK_SECRET = '', TOKEN, PORT } = process.env;
const key = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64');
const taken = new Set();

const isGenuine = (headers, body) => {
  const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']];
  const mac = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64')}`);
  const given = `${headers['webhook-signature']}`.split(' ').map((one) => Buffer.from(one));
  const fits = given.some((one) => one.length === mac.length && timingSafeEqual(one, mac));
  return fits && Math.abs(Date.now() / 1000 - Number(at)) < 300;
};

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  // In your software: keep the event first, then answer, then do the rest. What was answered does not come again.
  const isRepeat = taken.size === taken.add(request.headers['webhook-id']).size;
  response.writeHead(204).end();
  for (const { link } of isRepeat ? [] : (JSON.parse(body).data.invitations ?? [])) {
    const answer = await fetch(link, { headers: { authorization: `Bearer ${TOKEN}` } });
    console.log(JSON.stringify({ status: answer.status, invitation: await answer.json() }));
  }
}).listen(Number(PORT), '127.0.0.1');
