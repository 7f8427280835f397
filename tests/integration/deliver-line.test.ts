import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { gaps } from '../../functions/delivery/steps.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { dueShardOf } from '../../functions/views/keys.ts';
import { lineRows } from '../../functions/views/line-rows.ts';
import { redeliver } from '../../infra/operator/redeliver.ts';
import { booked, ended, id, met } from '../unit/views/made-referral.ts';
import { bundle, clockworkOfFile, hours, person } from './clockwork.ts';
import { type Answers, ok, status } from './recipient.ts';
import { behindLines, emptied } from './written.ts';

const { recipients, clockwork, withPartner } = clockworkOfFile();
const { listening } = recipients;
const first = 'L99901#M#0000002';

describe('a practice that is down for 76 hours', () => {
  test('is tried ten times at the steps, then a human is told, and the ledger says so', async () => {
    const { gp, hub } = await withPartner(status(503));
    await hub.told(booked());
    await hub.deliver();
    await hub.run(hours(hub.now(), 77));
    expect(gp.received).toHaveLength(10);
    const waits = hub.times.practice.slice(1).map((at, n) => at - (hub.times.practice[n] ?? 0));
    // The sweep comes once a minute: never before its time, and at most a minute after.
    waits.forEach((wait, n) => {
      expect(wait).toBeGreaterThanOrEqual(gaps[n] ?? 0);
      expect(wait).toBeLessThan((gaps[n] ?? 0) + 61);
    });
    expect(new Set(gp.ids()).size).toBe(1);
    expect(await hub.row(first)).toMatchObject({ outcome: 'by-hand', ended: 3 });
    const loaded = await hub.ledger.load(id);
    const record = loaded?.referral.communications.at(-1);
    expect(record).toMatchObject({
      partOf: [{ reference: `Communication/${id}.m2` }],
      topic: { coding: [{ code: 'by-hand' }] },
    });
    const owed = loaded ? obligations(loaded.referral) : [];
    expect(owed).toContainEqual(expect.objectContaining({ what: 'tell-otherwise', who: 'CWS01' }));
  });

  /** Three people, of whom something is told at the start, after ten hours and after forty. */
  const story = async (answers: Answers) => {
    const { hub, gp } = await withPartner(answers);
    const begin = hub.now();
    const people = Array.from({ length: 3 }, (_, n) => person(n));
    for (const one of people) {
      await hub.told(booked(), one);
      await hub.deliver(one);
    }
    await hub.run(hours(begin, 10));
    for (const one of people) {
      await hub.told(met(booked(), 'attended'), one);
      await hub.deliver(one);
    }
    await hub.run(hours(begin, 40));
    for (const one of people) {
      await hub.told(ended(met(booked(), 'attended')), one);
      await hub.deliver(one);
    }
    await hub.run(hours(begin, 76));
    return { hub, gp };
  };

  test('does not slow the others, and is not flooded: one probe at a time, half an hour apart', async () => {
    const down = await story(status(503));
    await emptied(recipients.store());
    const up = await story(ok);
    const changed = (times: readonly number[]) => times.filter((t) => t < 40 * 3600 + 1);
    expect(changed(down.hub.times.service)).toEqual(changed(up.hub.times.service));
    expect(changed(up.hub.times.service).length).toBeGreaterThanOrEqual(9);
    expect(up.gp.received).toHaveLength(9);
    // Without the breaker it would be far more: nine messages, each with steps of its own.
    const { practice } = down.hub.times;
    const probes = practice.filter((t) => t > 7200);
    for (const [n, t] of probes.slice(1).entries()) expect(t - (probes[n] ?? 0)).toBeGreaterThanOrEqual(1800);
    expect(practice.length).toBeLessThan(60);
  });
});

test('what waited goes out within minutes once the practice answers again, each message once and in order', async () => {
  let isUp = false;
  const { gp, hub } = await withPartner((response, received) => (isUp ? ok : status(503))(response, received));
  const people = Array.from({ length: 4 }, (_, n) => person(n));
  for (const one of people) {
    await hub.told(met(booked(), 'attended'), one);
    await hub.deliver(one);
  }
  await hub.run(hours(hub.now(), 30));
  const before = gp.received.length;
  isUp = true;
  // The next probe is at most a day away; everything else follows it at once.
  await hub.run(hours(hub.now(), 24));
  const arrived = hub.times.practice.slice(before);
  expect(arrived).toHaveLength(8);
  expect((arrived.at(-1) ?? 0) - (arrived[0] ?? 0)).toBeLessThan(300);
  for (const one of people) {
    const own = gp.received.slice(before).filter((r) => JSON.stringify(r.body).includes(one));
    expect(own.map((r) => JSON.stringify(r.body).includes('first conversation'))).toEqual([true, false]);
  }
  const [line] = await lineRows(hub.views).list();
  expect(line).toMatchObject({ organisation: 'L99901', failures: 0 });
  expect(line?.recovered).toBeUndefined();
  hub.later(3 * 3600);
  await behindLines(hub)(hub.now());
  expect(await lineRows(hub.views).list()).toEqual([]);
});

test('what was given up goes out when an operator says so, and is nobody’s any more', async () => {
  let isUp = false;
  const { gp, hub } = await withPartner((response, received) => (isUp ? ok : status(422))(response, received));
  await hub.told(booked());
  await hub.deliver();
  const at = {
    rows: hub.rows,
    lines: lineRows(hub.views),
    again: () => hub.deliver(),
    changeHolds: async () => undefined,
  };
  expect(await hub.row(first)).toMatchObject({ outcome: 'refused', ended: 3 });
  isUp = true;
  await hub.deliver();
  expect(gp.received).toHaveLength(1);
  expect(await redeliver(at, id, 'L99901')).toBe('L99901 message m2: infrastructure-ack: Their system has it');
  expect(await redeliver(at, id, 'L99901')).toBe('Nothing of this referral waits for L99901.');
  expect(gp.received).toHaveLength(2);
  expect(gp.received[1]?.body).toEqual(gp.received[0]?.body);
  expect(new Set(gp.ids()).size).toBe(1);
  const loaded = await hub.ledger.load(id);
  expect(loaded && obligations(loaded.referral).map(({ what }) => what)).not.toContain('tell-otherwise');
});

test('what has a deadline before its next try is looked for among the deadlines once the recipient answers again', async () => {
  const gp = await listening(ok);
  const cws = await listening(bundle);
  const hub = clockwork(gp, cws);
  await hub.told(booked());
  const from = await hub.row('CWS01');
  const next = hours(hub.now(), 20);
  const owed = hours(hub.now(), 10);
  const shard = dueShardOf('CWS01');
  const set = { next, owed, due: owed, dueShard: shard, attempts: 7, lastTried: hours(hub.now(), -4) };
  await hub.rows.write({ referral: id, sk: 'CWS01', from, set });
  const recovered = hub.now();
  const line = { failures: 0, probes: 0, slots: [], recovered, changed: recovered };
  await lineRows(hub.views).write('CWS01', undefined, line);
  await behindLines(hub)(hub.now());
  expect(await hub.row('CWS01')).toMatchObject({ next: hub.now(), item: { dueShard: 'W#CWS01' } });
  await hub.run(hours(hub.now(), 1));
  expect(cws.received).toHaveLength(1);
});

test('of one referral whose practice answered 410 the message goes once its operator resumes it: the sweep alone comes back', async () => {
  let isGone = true;
  const { gp, hub } = await withPartner((response, received) => (isGone ? status(410) : ok)(response, received));
  await hub.told(booked());
  await hub.deliver();
  await hub.run(hours(hub.now(), 1));
  expect(gp.received).toHaveLength(1);
  expect(await hub.row(first)).toMatchObject({ outcome: 'later' });
  isGone = false;
  hub.change('L99901', { paused: undefined });
  await hub.run(hours(hub.now(), 1));
  expect(gp.received).toHaveLength(2);
  expect(await hub.row(first)).toMatchObject({ outcome: 'infrastructure-ack', told: 3 });
});

test('Retry-After of one answer holds back everything for that practice, and nothing for another', async () => {
  const asksForTime: Answers = status(429, { 'retry-after': '600' });
  let asked = 0;
  const { hub, cws } = await withPartner((response, received) => {
    asked += 1;
    (asked === 1 ? asksForTime : ok)(response, received);
  });
  await hub.told(booked(), person(0));
  await hub.deliver(person(0));
  await hub.told(booked(), person(1));
  await hub.deliver(person(1));
  expect(hub.times.practice).toEqual([0]);
  expect(cws.received).toHaveLength(2);
  expect(await hub.row(first, person(1))).toMatchObject({ next: '2026-11-22T09:10:00.000Z' });
  expect((await hub.row(first, person(1)))?.attempts).toBeUndefined();
  await hub.run(hours(hub.now(), 1));
  expect(hub.times.practice.slice(1).every((t) => t >= 600)).toBe(true);
  expect(hub.times.practice).toHaveLength(3);
});

test('a practice that is slow is sent two at a time: it keeps nobody else waiting', async () => {
  const { promise: answer, resolve: go } = Promise.withResolvers<void>();
  let made: ReturnType<typeof clockwork> | undefined;
  let asked = 0;
  const gp = await listening(async (response, received) => {
    asked += 1;
    // The first one takes three seconds of the hub's time, and so the practice is known to be slow; the service is through then.
    if (asked === 1) {
      while ((await made?.row('CWS01', person(0)))?.told === undefined) await sleep(5);
      made?.later(3);
    } else await answer;
    ok(response, received);
  });
  const cws = await listening(bundle);
  made = clockwork(gp, cws);
  const hub = made;
  for (const n of [0, 1, 2, 3]) await hub.told(booked(), person(n));
  await hub.deliver(person(0));
  const sending = [1, 2, 3].map((n) => hub.deliver(person(n)));
  while (asked < 3 || cws.received.length < 4) await sleep(10);
  await Promise.race(sending);
  expect(asked).toBe(3);
  expect(cws.received).toHaveLength(4);
  go();
  await Promise.all(sending);
  await hub.run(hours(hub.now(), 1));
  expect(gp.received).toHaveLength(4);
  expect(new Set(gp.ids()).size).toBe(4);
});
