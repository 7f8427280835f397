import { describe, expect, test } from 'vitest';
import { deliverReferral } from '../../functions/delivery/deliver-referral.ts';
import { gaps } from '../../functions/delivery/steps.ts';
import { obligations } from '../../functions/domain/obligations.ts';
import { dueIn } from '../../functions/views/due-rows.ts';
import { waitingFor } from '../../functions/views/keys.ts';
import { lineRows } from '../../functions/views/line-rows.ts';
import { redeliver } from '../../infra/operator/redeliver.ts';
import { booked, ended, id, met } from '../unit/views/made-referral.ts';
import { type Answers, ok, type Recipient, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';
import { behindLines, emptied } from './written.ts';

const recipients = recipientsOfFile();
const { listening } = recipients;

const first = 'L99901#M#0000002';
const person = (n: number): string => id.slice(0, -1) + 'abcdefghjk'.charAt(n);
const everyMinute = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / 60_000) * 60_000).toISOString();
const hours = (instant: string, n: number): string => new Date(Date.parse(instant) + n * 3_600_000).toISOString();

/** Delivery with its queue and its part of the sweep, jumping from one instant at which something happens to the next. */
const clockwork = (gp: Recipient, cws: Recipient) => {
  const hub = recipients.hub({ practice: gp, service: cws });
  const { ports, queued, views, now, later } = hub;
  const start = now();
  const parts = [waitingFor('L99901'), waitingFor('CWS01')];
  const nextSweep = async (): Promise<string> => {
    const found = await Promise.all(parts.map((part) => dueIn(views)(part, { limit: 1 })));
    const lines = (await lineRows(views).list()).filter((line) => line.recovered !== undefined);
    const earliest = [...found.flat().map(({ due }) => due), ...lines.map(() => now())].sort()[0];
    return earliest === undefined
      ? '~'
      : everyMinute(earliest > now() ? earliest : new Date(Date.parse(now()) + 1).toISOString());
  };
  return {
    ...hub,
    /** Seconds since the start at which each request came. */
    times: { practice: [] as number[], service: [] as number[] },
    since: () => (Date.parse(now()) - Date.parse(start)) / 1000,
    run: async (until: string): Promise<void> => {
      for (;;) {
        const queue = queued.map(({ at }) => at).sort()[0] ?? '~';
        const sweep = await nextSweep();
        const next = queue < sweep ? queue : sweep;
        if (next > until) break;
        later(Math.max(0, (Date.parse(next) - Date.parse(now())) / 1000));
        if (next === sweep) for (const { referral } of await behindLines(hub)(now())) await ports.again(referral, 0);
        const asked = queued.filter(({ at }) => at <= now());
        for (const one of asked) queued.splice(queued.indexOf(one), 1);
        for (const referral of new Set(asked.map((one) => one.referral))) await hub.deliver(referral);
      }
      later(Math.max(0, (Date.parse(until) - Date.parse(now())) / 1000));
    },
  };
};

/** An endpoint that notes when it is asked. */
const noting =
  (times: () => number[], since: () => number, answers: Answers): Answers =>
  (response, received) => {
    times().push(since());
    answers(response, received);
  };
const bundle = status(200, {}, JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response' }));

const withPartner = async (answers: Answers) => {
  let made: ReturnType<typeof clockwork> | undefined;
  const since = () => made?.since() ?? 0;
  const gp = await listening(noting(() => made?.times.practice ?? [], since, answers));
  const cws = await listening(noting(() => made?.times.service ?? [], since, bundle));
  made = clockwork(gp, cws);
  return { gp, cws, hub: made };
};

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
  const at = { rows: hub.rows, lines: lineRows(hub.views), again: () => hub.deliver() };
  expect(await hub.row(first)).toMatchObject({ outcome: 'refused', ended: 3 });
  isUp = true;
  await hub.deliver();
  expect(gp.received).toHaveLength(1);
  expect(await redeliver(at, id, 'L99901')).toBe('L99901 message m2: arrived');
  expect(await redeliver(at, id, 'L99901')).toBe('Nothing of this referral waits for L99901.');
  expect(gp.received).toHaveLength(2);
  expect(gp.received[1]?.body).toEqual(gp.received[0]?.body);
  expect(new Set(gp.ids()).size).toBe(1);
  const loaded = await hub.ledger.load(id);
  expect(loaded && obligations(loaded.referral).map(({ what }) => what)).not.toContain('tell-otherwise');
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
    // The first one takes three seconds of the hub's time, and so the practice is known to be slow.
    if (asked === 1) made?.later(3);
    else await answer;
    ok(response, received);
  });
  const cws = await listening(bundle);
  made = clockwork(gp, cws);
  const hub = made;
  for (const n of [0, 1, 2, 3]) await hub.told(booked(), person(n));
  await hub.deliver(person(0));
  const sending = [1, 2, 3].map((n) => hub.deliver(person(n)));
  while (asked < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  await Promise.race(sending);
  expect(asked).toBe(3);
  expect(cws.received).toHaveLength(4);
  go();
  await Promise.all(sending);
  await hub.run(hours(hub.now(), 1));
  expect(gp.received).toHaveLength(4);
  expect(new Set(gp.ids()).size).toBe(4);
});

test('of how a referral ended the ledger says what came of the message, once, whoever crashes when', async () => {
  const { gp, hub } = await withPartner(ok);
  await hub.told(ended(met(booked(), 'attended')));
  let writes = 0;
  const { rows } = hub.ports;
  // Dies after the ledger has it and before the row does: the second write of the closing message's row.
  const dying: typeof hub.ports = {
    ...hub.ports,
    rows: {
      ...rows,
      write: async (change) => {
        if (change.sk.endsWith('#M#0000004')) writes += 1;
        if (change.sk.endsWith('#M#0000004') && writes === 2) throw new Error('Killed');
        return rows.write(change);
      },
    },
  };
  await expect(deliverReferral(dying)(id)).rejects.toThrow('Killed');
  hub.later(61);
  await hub.deliver();
  expect(gp.received).toHaveLength(4);
  const { referral } = (await hub.ledger.load(id)) ?? {};
  const records = referral?.communications.filter((c) => c.category?.[0]?.coding?.[0]?.code === 'delivery') ?? [];
  expect(records.map((r) => [r.partOf?.[0]?.reference, r.topic?.coding?.[0]?.code])).toEqual([
    [`Communication/${id}.m4`, 'infrastructure-ack'],
  ]);
  // What came of it is beside the message, not in it: nothing is sent again for it.
  await hub.project(id);
  await hub.deliver();
  expect(gp.received).toHaveLength(4);
});
