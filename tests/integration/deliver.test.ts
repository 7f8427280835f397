import { describe, expect, test } from 'vitest';
import { deliverReferral } from '../../functions/delivery/deliver-referral.ts';
import { gaps } from '../../functions/delivery/steps.ts';
import { booked, ended, id, met } from '../unit/views/made-referral.ts';
import { type Answers, ok, silence, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

const recipients = recipientsOfFile();
const { hub, listening } = recipients;

const first = 'L99901#M#0000002';
const second = 'L99901#M#0000004';

test('the practice is sent its messages in order, the coordinator how things stand, each once', async () => {
  const gp = await listening(ok);
  const cws = await listening(
    status(200, {}, JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response' })),
  );
  const { told, deliver, row } = hub({ practice: gp, service: cws });
  await told(met(booked(), 'attended'));
  await deliver();
  await deliver();

  expect(gp.received.map((r) => `${r.method} ${r.path}`)).toEqual(Array(2).fill('POST /FHIR/R4/Communication'));
  expect(
    gp.received.map((r) => JSON.stringify(r.body)).map((b) => /first conversation|first meeting/.exec(b)?.[0]),
  ).toEqual(['first conversation', 'first meeting']);
  expect(cws.received.map((r) => `${r.method} ${r.path}`)).toEqual(['POST /FHIR/R4/']);
  expect(cws.received[0]?.body).toMatchObject({
    type: 'transaction',
    entry: [{ request: { method: 'PUT', url: `Task/${id}.t1` } }, { request: { method: 'PUT', url: `Task/${id}.t2` } }],
  });
  expect(gp.received[0]?.headers).toMatchObject({
    'content-type': 'application/fhir+json',
    accept: 'application/fhir+json',
    authorization: `Bearer token for ${gp.origin}`,
    'x-correlation-id': '6f0d3f4e-6a53-4c0e-9a75-0d9f0f3d8a11',
    'if-none-exist': expect.stringContaining(`${id}.m2`),
  });
  expect(new Set([...gp.ids(), ...cws.ids()]).size).toBe(3);
  expect(await row(first)).toMatchObject({ told: 3, outcome: 'infrastructure-ack' });
  expect((await row('CWS01'))?.item.due).toBe((await row('CWS01'))?.owed);
});

test('500, then 200: the same message with the same id, not before its time', async () => {
  const gp = await listening(status(500), ok);
  const { told, deliver, later, row, asked } = hub({ practice: gp });
  await told(booked());
  await deliver();
  expect(await row(first)).toMatchObject({ outcome: 'later', attempts: 1, next: '2026-11-22T09:00:05.000Z' });
  expect(asked).toEqual([5]);
  later(4);
  await deliver();
  expect(gp.received).toHaveLength(1);
  later(1);
  await deliver();
  expect(gp.received).toHaveLength(2);
  expect(gp.received[1]?.body).toEqual(gp.received[0]?.body);
  expect(new Set(gp.ids()).size).toBe(1);
  expect(await row(first)).toMatchObject({ told: 3, outcome: 'infrastructure-ack' });
});

test('429 with Retry-After is given the time that it asks for', async () => {
  const gp = await listening(status(429, { 'retry-after': '120' }), ok);
  const { told, deliver, later, row, asked } = hub({ practice: gp });
  await told(booked());
  await deliver();
  expect((await row(first))?.next).toBe('2026-11-22T09:02:00.000Z');
  expect(asked).toEqual([120]);
  later(120);
  await deliver();
  expect((await row(first))?.told).toBe(3);
});

test.each<[string, Answers]>([
  ['garbage', status(200, {}, '<html>Sign in</html>')],
  ['an empty 200', status(200)],
  ['a 204', status(204)],
  ['more than the hub reads', status(200, {}, JSON.stringify({ resourceType: 'Basic', x: 'x'.repeat(1_100_000) }))],
  ['silence', silence],
  ['a broken connection', (response) => response.destroy()],
])('%s is not taken for an answer: it is sent again with the same id', async (_, answer) => {
  const gp = await listening(answer, ok);
  const { told, deliver, later, row } = hub({ practice: gp, timeoutMs: 2_000 });
  await told(booked());
  await deliver();
  expect(await row(first)).toMatchObject({ outcome: 'unknown', attempts: 1 });
  expect((await row(first))?.told).toBeUndefined();
  later(5);
  await deliver();
  expect(new Set(gp.ids()).size).toBe(1);
  expect(await row(first)).toMatchObject({ told: 3, outcome: 'infrastructure-ack' });
});

test('nobody at home means later', async () => {
  const gp = await listening(ok);
  const { told, deliver, row } = hub({ practice: gp });
  await told(booked());
  await gp.stop();
  recipients.forget();
  await deliver();
  expect(await row(first)).toMatchObject({ outcome: 'later', attempts: 1 });
});

test('two deliverers at once send once', async () => {
  const gp = await listening((response, received) => setTimeout(() => ok(response, received), 100));
  const { told, deliver, row } = hub({ practice: gp });
  await told(booked());
  await Promise.all(Array.from({ length: 6 }, deliver));
  expect(gp.received).toHaveLength(1);
  expect((await row(first))?.told).toBe(3);
});

test('a deliverer that dies after sending leaves a lease; when it ends, the same message goes with the same id', async () => {
  const gp = await listening(ok);
  const { told, deliver, ports, later, row } = hub({ practice: gp });
  await told(booked());
  let writes = 0;
  const dying = deliverReferral({
    ...ports,
    rows: {
      ...ports.rows,
      write: async (change) => {
        if (change.sk === first) writes += 1;
        if (writes > 1) throw new Error('Killed');
        return ports.rows.write(change);
      },
    },
  });
  await expect(dying(id)).rejects.toThrow('Killed');
  await deliver();
  expect(gp.received).toHaveLength(1);
  later(61);
  await deliver();
  expect(gp.received).toHaveLength(2);
  expect(new Set(gp.ids()).size).toBe(1);
  expect((await row(first))?.told).toBe(3);
});

describe('order', () => {
  test('a newer message waits for an older one, and comes when that has arrived', async () => {
    const gp = await listening(status(503), ok);
    const { told, deliver, later, row } = hub({ practice: gp });
    await told(booked());
    await deliver();
    await told(met(booked(), 'attended'));
    await deliver();
    expect(gp.received).toHaveLength(1);
    expect((await row(second))?.item.due).toBe((await row(first))?.next);
    later(5);
    await deliver();
    expect(gp.received.map((r) => JSON.stringify(r.body).includes('first conversation'))).toEqual([true, true, false]);
    expect((await row(second))?.told).toBe(8);
  });

  test('a message that was refused stays to be seen and does not hold up the next', async () => {
    const gp = await listening(status(422), ok);
    const { told, deliver, later, row, attempts } = hub({ practice: gp });
    await told(met(booked(), 'attended'));
    await deliver();
    later(100_000);
    await deliver();
    expect(gp.received).toHaveLength(2);
    expect(await row(first)).toMatchObject({ outcome: 'refused', ended: 3 });
    expect(await row(second)).toMatchObject({ told: 8 });
    expect(attempts.map((a) => [a.version, a.givenUp])).toEqual([
      [3, true],
      [8, false],
    ]);
  });

  test('of states only the newest is sent, and an older one never after it', async () => {
    const cws = await listening(status(500), status(200, {}, JSON.stringify({ resourceType: 'Bundle' })));
    const { told, deliver, later, row } = hub({ service: cws });
    await told(booked());
    await deliver();
    await told(met(booked(), 'attended'));
    await told(ended(met(booked(), 'attended')));
    await deliver();
    expect(cws.received).toHaveLength(1);
    later(5);
    await deliver();
    const versions = cws.received.map((r) =>
      [...JSON.stringify(r.body).matchAll(/"versionId":"(\d+)"/g)].map((m) => m[1]),
    );
    expect(versions).toEqual([
      ['4', '7'],
      ['10', '9'],
    ]);
    expect(new Set(cws.ids()).size).toBe(2);
    expect((await row('CWS01'))?.told).toBe(10);
  });

  test('what changes while a state is being sent is sent right after it', async () => {
    const { promise: change, resolve: changed } = Promise.withResolvers<void>();
    const bundle = status(200, {}, JSON.stringify({ resourceType: 'Bundle' }));
    const slowly: Answers = async (response, received) => {
      await change;
      bundle(response, received);
    };
    const cws = await listening(slowly, bundle);
    // What a practice without an endpoint does not fetch would be the hub's to write down meanwhile.
    const { told, deliver, row } = hub({ practice: await listening(ok), service: cws });
    await told(booked());
    const sending = deliver();
    while (cws.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await told(met(booked(), 'attended'));
    await deliver();
    expect(cws.received).toHaveLength(1);
    changed();
    await sending;
    expect((await row('CWS01'))?.told).toBe(8);
    expect(cws.received).toHaveLength(2);
  });
});

test('after ten tries in vain a human is told, and the message stays to be seen', async () => {
  const gp = await listening(status(500));
  const { told, deliver, later, row, attempts, asked } = hub({ practice: gp });
  await told(booked());
  for (let n = 0; n < 12; n += 1) {
    await deliver();
    later(gaps[n] ?? 60);
  }
  expect(gp.received).toHaveLength(10);
  expect(await row(first)).toMatchObject({ outcome: 'by-hand', ended: 3 });
  expect((await row(first))?.item.due).toBeUndefined();
  expect(attempts.filter((a) => a.givenUp)).toHaveLength(1);
  expect(asked).toEqual([5, 300]);
});
