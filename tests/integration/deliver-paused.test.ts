import { describe, expect, test } from 'vitest';
import { testEndpoint } from '../../functions/delivery/test-endpoint.ts';
import { type EndpointTestResult, endpointTests } from '../../functions/views/endpoint-tests.ts';
import { waitingLines } from '../../infra/operator/waiting.ts';
import { booked, day, id, met } from '../unit/views/made-referral.ts';
import { type Answers, ok, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';
import type { WayOutOptions } from './way-out.ts';

const recipients = recipientsOfFile();
const { hub, listening } = recipients;

const first = 'L99901#M#0000002';
const second = 'L99901#M#0000004';

describe('a paused organisation', () => {
  test('is sent nothing, its messages wait without a try, and go in order when it is resumed', async () => {
    const gp = await listening(ok);
    const paused = { reason: 'operator' as const, since: day(1) };
    const { told, deliver, later, row, attempts, asked, held, change } = hub({
      practice: gp,
      changes: { L99901: { paused } },
    });
    await told(met(booked(), 'attended'));
    await deliver();
    later(400);
    await deliver();
    expect(gp.received).toEqual([]);
    expect([attempts, asked]).toEqual([[], []]);
    expect(held).toContainEqual({ referral: id, recipient: 'L99901', reason: 'operator' });
    for (const sk of [first, second]) {
      const waiting = await row(sk);
      expect(waiting?.attempts).toBeUndefined();
      expect(waiting?.item.due).toBe('2026-11-22T09:11:40.000Z');
    }
    expect(await row(first)).toMatchObject({ outcome: 'later' });

    change('L99901', { paused: undefined });
    await deliver();
    expect(gp.received).toEqual([]);
    later(300);
    await deliver();
    await deliver();
    expect(
      gp.received.map((r) => JSON.stringify(r.body)).map((b) => /first conversation|first meeting/.exec(b)?.[0]),
    ).toEqual(['first conversation', 'first meeting']);
    expect(await row(second)).toMatchObject({ outcome: 'infrastructure-ack', told: 8 });
  });

  test('does not hold up another', async () => {
    const gp = await listening(ok);
    const cws = await listening(status(200, {}, JSON.stringify({ resourceType: 'Bundle' })));
    const paused = { reason: 'operator' as const, since: day(1) };
    const { told, deliver } = hub({ practice: gp, service: cws, changes: { CWS01: { paused } } });
    await told(booked());
    await deliver();
    expect([gp.received.length, cws.received.length]).toEqual([1, 0]);
  });

  test('410 pauses it: one try for all, nothing is lost, and after the resumption everything goes once', async () => {
    const gp = await listening(status(410), ok);
    const { told, deliver, later, row, attempts, change, ports, views } = hub({ practice: gp });
    const waits = async (of?: string) => {
      const practice = await ports.participants.organisation('L99901');
      return waitingLines(views, practice ? [practice] : [], of);
    };
    await told(met(booked(), 'attended'));
    await deliver();
    later(1000);
    await deliver();
    expect(gp.received).toHaveLength(1);
    expect(attempts.map((a) => [a.verdict.reason, a.givenUp])).toEqual([['gone', false]]);
    expect(await row(first)).toMatchObject({ outcome: 'later' });
    expect((await row(first))?.attempts).toBeUndefined();
    const listed =
      /^Churchdown Surgery \(L99901\) is paused since .*410: gone\): 2 messages wait, the oldest since \S+, of HO-\S+\.$/;
    expect(await waits()).toEqual([expect.stringMatching(listed)]);
    expect(await waits('CWS01')).toEqual(await waits());
    expect((await waits('CWS02')).join()).toContain('nothing waits');

    change('L99901', { paused: undefined });
    expect(await waits()).toEqual([]);
    later(1000);
    await deliver();
    expect(gp.received).toHaveLength(3);
    expect(gp.received[1]?.body).toEqual(gp.received[0]?.body);
    expect(new Set(gp.ids()).size).toBe(2);
    expect(await row(second)).toMatchObject({ told: 8 });
  });
});

describe('a test message', () => {
  const test1 = '7h3s1t5qzv0m9x2c4b6n8d0f2g';

  const tested = async (options: Partial<WayOutOptions>, organisation = 'L99901') => {
    const { ports } = hub(options);
    const tests = endpointTests({ client: recipients.store().client, table: recipients.store().viewsTable });
    const reported: EndpointTestResult[] = [];
    await testEndpoint({ ...ports, tests, reportTest: (_, result) => reported.push(result) })({
      id: test1,
      organisation,
    });
    const found = await tests.find(organisation, test1);
    expect(reported).toEqual([found]);
    return found;
  };

  test('goes to the endpoint as any message does, says that it is one and is about nobody', async () => {
    const gp = await listening(ok);
    // Before it goes live, and while it waits for something: that is when one wants to know.
    const changes = { L99901: { active: false, paused: { reason: 'endpoint-gone' as const, since: day(1) } } };
    const found = await tested({ practice: gp, changes });
    expect(found).toMatchObject({ outcome: 'infrastructure-ack', reason: 'taken', status: 201, endpoint: gp.endpoint });
    expect(found?.milliseconds).toBeGreaterThanOrEqual(0);
    const { path, headers, body } = gp.received[0] ?? {};
    expect(path).toBe('/FHIR/R4/Communication');
    expect(headers).toMatchObject({ authorization: `Bearer token for ${gp.origin}` });
    expect(headers?.['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toMatchObject({
      meta: { security: [{ code: 'HTEST' }] },
      topic: { coding: [{ code: 'test' }] },
      recipient: [{ reference: 'Organization/L99901' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/subject|Patient|basedOn|about"/);
  });

  test('goes to a coordinator in the form of its own messages', async () => {
    const cws = await listening(status(200, {}, JSON.stringify({ resourceType: 'Bundle' })));
    expect(await tested({ service: cws }, 'CWS01')).toMatchObject({ outcome: 'infrastructure-ack', status: 200 });
    expect(cws.received[0]?.path).toBe('/FHIR/R4/');
    expect(cws.received[0]?.body).toMatchObject({ type: 'transaction', entry: [{ request: { method: 'PUT' } }] });
  });

  test.each<[string, Answers, object]>([
    ['refuses', status(404), { outcome: 'refused', status: 404 }],
    ['is a login page', status(200, {}, '<html>'), { outcome: 'unknown', reason: 'not-fhir', status: 200 }],
    ['is gone', status(410), { outcome: 'later', reason: 'gone', status: 410 }],
  ])('to an endpoint that %s says so, and changes nothing', async (_, answers, expected) => {
    const gp = await listening(answers);
    expect(await tested({ practice: gp })).toMatchObject(expected);
  });

  test('to an organisation without an endpoint, or to none, says that there is none', async () => {
    expect(await tested({})).toEqual(expect.objectContaining({ outcome: 'withdrawn', reason: 'no-endpoint' }));
    expect(await tested({}, 'L99909')).toMatchObject({ reason: 'no-endpoint' });
  });
});
