import { expect, test } from 'vitest';
import { deliverMessages } from '../../../functions/delivery/deliver-messages.ts';
import { untold } from '../../../functions/delivery/each-minute.ts';
import { testRequest, workIn } from '../../../functions/delivery/queue.ts';
import { requestIdOf } from '../../../functions/delivery/request-id.ts';
import { allLookedAt, sweep } from '../../../functions/delivery/sweep.ts';
import { rowsInMemory } from './rows-in-memory.ts';

const a = '0123456789abcdefghjkmnpqrs';
const b = '0123456789abcdefghjkmnpqrt';
const record = (messageId: string, body: unknown) => ({
  messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  receiptHandle: '',
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '', SenderId: '', ApproximateFirstReceiveTimestamp: '' },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});

test('a message is an event of the bus, or a referral to look at again', () => {
  expect(workIn(JSON.stringify({ referral: a }))).toEqual({ kind: 'referral', referral: a });
  expect(
    workIn(JSON.stringify({ 'detail-type': 'x', detail: { id: 'y', data: { referral: b, version: 3 } } })),
  ).toEqual({ kind: 'referral', referral: b });
  expect(() => workIn(JSON.stringify({ referral: '../../admin' }))).toThrow();
});

test('or what an operator asks for: a test of an endpoint', async () => {
  const test = { id: a, organisation: 'L99901' };
  expect(workIn(testRequest(test))).toEqual({ kind: 'test', test });
  expect(() => workIn(testRequest({ ...test, organisation: 'a#M#1' }))).toThrow();
  const tested: unknown[] = [];
  const follow = deliverMessages({
    deliver: () => Promise.reject(new Error('Not asked for')),
    test: async (one) => {
      if (one.id === b) throw new Error('Not today');
      tested.push(one);
    },
    mailbox: async () => undefined,
    returned: async () => undefined,
    notified: async () => undefined,
    said: async () => undefined,
    failed: () => undefined,
  });
  const answer = await follow([record('1', testRequest(test)), record('2', testRequest({ ...test, id: b }))]);
  expect(tested).toEqual([test]);
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '2' }]);
});

test('messages about one referral are one look at it, and only what failed comes again', async () => {
  const looks: string[] = [];
  const failed: (string | undefined)[] = [];
  const follow = deliverMessages({
    deliver: async (referral) => {
      looks.push(referral);
      if (referral === b) throw new Error('Not today');
    },
    test: async () => undefined,
    mailbox: async () => undefined,
    returned: async () => undefined,
    notified: async () => undefined,
    said: async () => undefined,
    failed: (_, referral) => failed.push(referral),
  });
  const answer = await follow([
    record('1', { referral: a }),
    record('2', { referral: b }),
    record('3', { referral: a }),
    record('4', 'not json'),
  ]);
  expect(looks).toEqual([a, b]);
  expect(answer.batchItemFailures.map((f) => f.itemIdentifier).sort()).toEqual(['2', '4']);
  expect(failed).toEqual([undefined, b]);
});

test('the id of a message is the same at every try and differs for every other', () => {
  const id = requestIdOf(a, 'CWS01', 7);
  expect(requestIdOf(a, 'CWS01', 7)).toBe(id);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set([id, requestIdOf(a, 'CWS01', 8), requestIdOf(a, 'L99901', 7), requestIdOf(b, 'CWS01', 7)]).size).toBe(
    4,
  );
});

test('a sweep looks at everything that is due, counts, and says after the last which failed, loudly', async () => {
  const looked: string[] = [];
  const ports = {
    due: async () => [a, b, 'c', 'd'],
    clock: () => '2026-11-21T10:00:00.000Z',
    failed: () => undefined,
  };
  const look = async (referral: string) => {
    looked.push(referral);
    return 1;
  };
  expect(await sweep({ ...ports, look })()).toEqual({ count: 4, failed: [], left: [] });
  const failing = async (referral: string) => (referral === b ? Promise.reject(new Error('No')) : look(referral));
  const swept = await sweep({ ...ports, look: failing })();
  expect(swept).toEqual({ count: 3, failed: [b], left: [] });
  expect(() => allLookedAt(swept)).toThrow('1 referrals could not be looked at');
  expect(looked).toHaveLength(7);
});

test('a sweep ends before the next one begins, and leaves the rest to it', async () => {
  let minute = 0;
  const looked: string[] = [];
  const due = Array.from({ length: 100 }, (_, n) => String(n));
  const { count, left } = await sweep({
    due: async () => due,
    clock: () => new Date(Date.parse('2026-11-21T10:00:00.000Z') + minute++ * 2000).toISOString(),
    look: async (referral) => looked.push(referral),
    failed: () => undefined,
  })();
  expect(looked.length).toBeLessThan(30);
  expect(count).toBeGreaterThan(0);
  expect([...looked, ...left]).toEqual(due);
});

test('what changed and could not be looked at is said with the end of the sweep, which comes all the same, and loudly', async () => {
  const ended: unknown[] = [];
  const rows = rowsInMemory(a);
  const looks = untold({
    since: async () => ({ referrals: [a, b], done: async (looked) => void ended.push(looked) }),
    rows: { ...rows, read: async (one) => (one === b ? Promise.reject(new Error('Never')) : rows.read(one)) },
    ...{ clock: () => '2026-11-21T10:00:00.000Z', again: async () => undefined, failed: () => undefined },
  });
  await expect(looks(Promise.resolve(0))).rejects.toThrow('1 referrals could not be looked at');
  expect(ended).toMatchObject([{ silent: 0, failed: [b], left: [] }]);
});
