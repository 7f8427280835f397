import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { notifyClient } from '../../functions/delivery/organiser/notify.ts';
import { sendWhatWaits } from '../../functions/delivery/organiser/waiting.ts';
import { dueIn } from '../../functions/views/due-rows.ts';
import { dueShards } from '../../functions/views/keys.ts';
import type { RowWrite } from '../../functions/views/row-store.ts';
import { booked, opened } from '../unit/views/made-referral.ts';
import { type GroupHub, groupHubs, gwen, idOf, session, somebody } from './group-hub.ts';
import { behindLines } from './written.ts';

const notifying = groupHubs();
const named = 'walking-group#L#a000001';
const bill = somebody('Bill', 'Hall');

/** GOV.UK Notify takes nothing until it is back. */
const away = (one: GroupHub) => {
  const { notify } = one.ports.toOrganisers;
  const { send } = notify;
  Object.assign(notify, { send: async () => ({ kind: 'answered', status: 503 }) });
  return { back: () => Object.assign(notify, { send }) };
};
/** Rows that the sweep of this minute looks at. */
const due = async (one: GroupHub): Promise<string[]> => {
  const parts = dueShards.map((part) => dueIn(one.views)(part, { until: one.now(), limit: 100 }));
  return (await Promise.all([behindLines(one)(one.now()), ...parts])).flat().map(({ sk }) => sk);
};

test('what Notify did not take for hours is found by the sweep at each of its steps, and goes at the first one after', async () => {
  const one = await notifying();
  const notify = away(one);
  await session(one, [gwen]);
  for (const seconds of [5, 300, 1800, 7200]) {
    expect(await one.row(named, idOf(0))).toMatchObject({ outcome: 'later' });
    expect(await due(one)).not.toContain(named);
    one.later(seconds);
    expect(await due(one)).toContain(named);
    if (seconds === 7200) notify.back();
    await one.deliver(idOf(0));
  }
  expect(await one.row(named, idOf(0))).toMatchObject({ outcome: 'sent', told: 7 });
  expect(one.notify.outbox()).toHaveLength(1);
  // Nothing lies where no sweep looks after a rebuild either.
  await one.project(idOf(0));
  expect((await one.row(named, idOf(0)))?.item.dueShard).toBeUndefined();
});

test('a session that could not be said for one person is said for the next, once', async () => {
  const one = await notifying();
  const notify = away(one);
  await session(one, [gwen]);
  notify.back();
  await one.told(booked(opened({ patient: bill })), idOf(1));
  await one.deliver(idOf(1));
  expect(one.notify.outbox()).toHaveLength(1);
  expect(await one.row(named, idOf(1))).toMatchObject({ outcome: 'sent', told: 7 });
  one.later(6);
  await one.deliver(idOf(0));
  expect(await one.row(named, idOf(0))).toMatchObject({ outcome: 'sent', told: 7 });
  expect(one.notify.outbox()).toHaveLength(1);
});

test('neither yes nor no to whether Notify has a text is no: it is asked again, and nothing goes twice', async () => {
  const one = await notifying();
  const { notify } = one.ports.toOrganisers;
  const { send, has } = notify;
  Object.assign(notify, {
    send: async (...args: Parameters<typeof send>) => {
      await send(...args);
      return { kind: 'unanswered', reason: 'timeout' };
    },
    has: async () => ({ kind: 'answered', status: 500 }),
  });
  await session(one, [gwen]);
  one.later(6);
  await one.deliver(idOf(0));
  expect(await one.row(named, idOf(0))).toMatchObject({ outcome: 'later', attempts: 2 });
  Object.assign(notify, { has });
  one.later(301);
  await one.deliver(idOf(0));
  expect(await one.row(named, idOf(0))).toMatchObject({ outcome: 'sent' });
  expect(one.notify.outbox()).toHaveLength(1);
});

test.each([
  ['has it', 200, '{"notifications":[{"id":"1","status":"sending"}]}', true],
  ['had it come back', 200, '{"notifications":[{"id":"1","status":"permanent-failure"}]}', false],
  ['has none', 200, '{"notifications":[]}', false],
  ['is broken', 500, '{"errors":[]}', { kind: 'answered', status: 500 }],
  ['says something else', 200, '<html>', { kind: 'answered', status: 200 }],
])('a Notify that %s is taken at its word', async (_, status, body, expected) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const client = notifyClient({
    ...{ url, clock: () => new Date().toISOString(), allowedPrivateOrigins: [url] },
    secret: async () => ({ service: 'of the hub', key: 'of this test' }),
  });
  const has = await client.has('a reference');
  expect(typeof has === 'boolean' ? has : { kind: has.kind, status: 'status' in has && has.status }).toEqual(expected);
});

test('whoever follows an organiser is sent what went to the one before, also where that was just being written', async () => {
  const one = await notifying();
  await session(one, [gwen]);
  let others = 0;
  const write = async (change: RowWrite) => {
    others += 1;
    // Somebody settles the row between the reading and the first write.
    if (others === 1) await one.rows.write({ ...change, set: { lastTried: one.now() }, remove: [] });
    return one.rows.write(change);
  };
  const ports = { rows: { read: one.rows.read, write }, again: async () => undefined, clock: one.now };
  expect(await sendWhatWaits(ports, idOf(0), { organisation: 'walking-group', isNew: true })).toBe(true);
  expect((await one.row(named, idOf(0)))?.told).toBeUndefined();
});
