import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweepReferral } from '../../functions/delivery/sweep-referral.ts';
import { chaseDue } from '../../functions/usecases/chase-due.ts';
import { dueReferrals } from '../../functions/views/due-rows.ts';
import { booked, id, opened } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { startRecipient, status } from './recipient.ts';
import { wayOut } from './way-out.ts';
import { behindLines, emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

/** Two working days after Monday 2 November 2026, 17:00 in England. */
const answerDue = '2026-11-04T17:00:00.000Z';
const pause = async () => undefined;

const clockwork = (at: string) => {
  const hub = hubOn(store, register());
  const asked: string[] = [];
  const clock = () => at;
  const chase = chaseDue({ ledger: hub.ledger, clock, pause });
  return {
    ...hub,
    asked,
    chase: () => chase(id),
    look: sweepReferral({
      ...{ rows: hub.rows, clock, project: hub.project },
      again: async (referral) => {
        asked.push(referral);
      },
      chase: async (referral) => (await chase(referral)).length,
    }),
    due: () => dueReferrals(hub.views, behindLines(hub))(at),
  };
};

test('a deadline that passed is chased once, by two sweeps at once too, and moves to the next human', async () => {
  const { ledger, project, look, rows, due } = clockwork(answerDue);
  await write(ledger, opened());
  await project(id);
  expect(await due()).toEqual([id]);
  await Promise.all([look(id), look(id), look(id)]);
  expect((await ledger.history(id)).map((v) => v.action)).toEqual(['request', 'chase']);
  await project(id);
  expect(await due()).toEqual([]);
  const [row] = (await rows.read(id)).filter((r) => r.sk === 'CWS01');
  expect(row?.owed).toBe('2026-11-09T17:00:00.000Z');
});

test('a chase is the hub’s own, and its request is named by what was due', async () => {
  const { ledger, chase } = clockwork(answerDue);
  await write(ledger, opened());
  expect((await chase()).map((o) => o.what)).toEqual(['answer-request']);
  const [, version] = await ledger.history(id);
  expect(version).toMatchObject({
    actor: { client: 'handover', organisation: 'handover' },
    events: [{ type: 'chased', task: `Task/${id}.t1` }],
    request: { id: `chase.answer-request.${id}.t1.${answerDue}` },
  });
});

test('nothing is chased before its time', async () => {
  const { ledger, chase } = clockwork('2026-11-04T16:59:59.999Z');
  await write(ledger, opened());
  expect(await chase()).toEqual([]);
  expect(await ledger.history(id)).toHaveLength(1);
});

test('a row that is due though nothing is owed is put right, so that it does not come up for ever', async () => {
  const { ledger, project, look, rows, due } = clockwork('2026-11-03T12:00:00.000Z');
  await write(ledger, opened());
  await project(id);
  const from = (await rows.read(id)).find((r) => r.sk === 'CWS01');
  const early = '2026-11-03T09:00:00.000Z';
  await rows.write({ referral: id, sk: 'CWS01', from, set: { owed: early, due: early } });
  expect(await due()).toEqual([id]);
  await look(id);
  expect(await due()).toEqual([]);
  expect((await ledger.history(id)).map((v) => v.action)).toEqual(['request']);
});

test('a message whose next try is due goes to the delivery queue; one that waits does not', async () => {
  const recipient = await startRecipient(status(500));
  const { told, deliver, row } = wayOut(store, { practice: recipient, recipients: [recipient] });
  await told(booked());
  await deliver();
  const next = (await row('L99901#M#0000002'))?.next ?? '';
  await recipient.stop();
  const before = clockwork(new Date(Date.parse(next) - 1).toISOString());
  await before.look(id);
  expect(before.asked).toEqual([]);
  const then = clockwork(next);
  await then.look(id);
  expect(then.asked).toEqual([id]);
});
