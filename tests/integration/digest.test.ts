import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendDigest } from '../../functions/digest/send-digest.ts';
import { sentDigests } from '../../functions/digest/sent-digests.ts';
import type { Mail } from '../../functions/digest/words.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { emptied, hubOn, register } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

/** The digest with a mailer that fails as often as it is told to. */
const morning = (cws: Partial<Participant> = { digest: 'duty@cws.example' }, failures = 0) => {
  const { views } = hubOn(store, register());
  const sent: { to: string; mail: Mail }[] = [];
  let at = '2026-11-23T08:00:00.000Z';
  let left = failures;
  const digest = sendDigest({
    participants: register({ CWS01: cws }),
    counts: async () => ({ overdue: 2, stuck: 1, silent: 1, undelivered: 0 }),
    digests: sentDigests(views),
    send: async (to, mail) => {
      left -= 1;
      if (left >= 0) throw new Error('Throttling');
      sent.push({ to, mail });
    },
    clock: () => at,
    publicUrl: 'https://hub.example',
  });
  return { sent, digest: () => digest('CWS01'), at: (instant: string) => (at = instant) };
};

test('goes out once a day, however often the schedule fires, also at the same moment, and again the next day', async () => {
  const { sent, digest, at } = morning();
  const outcomes = await Promise.all([digest(), digest(), digest()]);
  expect(outcomes.sort()).toEqual(['sent', 'sent-before', 'sent-before']);
  at('2026-11-23T08:45:00.000Z');
  expect(await digest()).toBe('sent-before');
  expect(sent.map(({ to }) => to)).toEqual(['duty@cws.example']);
  at('2026-11-24T08:00:00.000Z');
  expect(await digest()).toBe('sent');
  expect(sent).toHaveLength(2);
});

test('that failed is tried again the next time of the schedule, and not before', async () => {
  const { sent, digest, at } = morning({ digest: 'duty@cws.example' }, 1);
  await expect(digest()).rejects.toThrow('Throttling');
  at('2026-11-23T08:01:00.000Z');
  expect(await digest()).toBe('sent-before');
  at('2026-11-23T08:15:00.000Z');
  expect(await digest()).toBe('sent');
  expect(sent).toHaveLength(1);
});

test('goes to nobody where no address was set, or the organisation is switched off, or it is no time for it', async () => {
  expect(await morning({}).digest()).toBe('no-address');
  expect(await morning({ digest: 'duty@cws.example', active: false }).digest()).toBe('no-address');
  const sunday = morning();
  sunday.at('2026-11-22T08:00:00.000Z');
  expect(await sunday.digest()).toBe('not-now');
  expect(sunday.sent).toEqual([]);
});
