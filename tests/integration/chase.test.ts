import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { extensions } from '../../contracts/systems.ts';
import { sweepReferral } from '../../functions/delivery/sweep-referral.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import type { Ledger } from '../../functions/usecases/ports.ts';
import { dueReferrals } from '../../functions/views/due-rows.ts';
import { reviewOn } from '../unit/domain/acts.ts';
import {
  booked,
  coordinator,
  day,
  id,
  type Made,
  move,
  next,
  onwardTo,
  opened,
  shed,
} from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { startRecipient, status } from './recipient.ts';
import { wayOut } from './way-out.ts';
import { behindLines, chaseOn, emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

/** Two working days after Monday 2 November 2026, 17:00 in England. */
const answerDue = '2026-11-04T17:00:00.000Z';

const clockwork = (at: string) => {
  const hub = hubOn(store, register());
  const asked: string[] = [];
  const clock = () => at;
  const chase = chaseOn(hub.ledger, clock);
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

test('a chase is the hub’s own, and its request is named by what was due, as of when', async () => {
  const { ledger, chase } = clockwork(answerDue);
  await write(ledger, opened());
  expect((await chase()).map((o) => o.what)).toEqual(['answer-request']);
  const [, version] = await ledger.history(id);
  expect(version).toMatchObject({
    actor: { client: 'handover', organisation: 'handover' },
    events: [{ type: 'chased', task: `Task/${id}.t1` }],
    request: { id: `chase.answer-request.${id}.t1.${answerDue}.1` },
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

describe('a group that has no room, where the person chose another for that case', () => {
  const drafted = (): Action => {
    const asked = onwardTo('walking-group');
    if (asked.kind !== 'request-onward') throw new Error('no onward request');
    const extension = [
      ...(asked.task.extension ?? []),
      reviewOn(day(9).slice(0, 10)),
      { url: extensions.nextAfter, valueReference: { reference: `Task/${id}.t2` } },
    ];
    return { ...asked, task: { ...asked.task, status: 'draft', extension } };
  };
  const no: Action = {
    kind: 'update-task',
    task: `${id}.t2`,
    to: 'rejected',
    reason: { text: 'Full', code: 'no-capacity' },
  };
  const steps: readonly (readonly [Actor, Action, string])[] = [
    [coordinator, move('accepted'), day(1)],
    [coordinator, onwardTo('mens-shed'), day(1, 10)],
    [coordinator, drafted(), day(1, 11)],
    [shed, no, day(2)],
  ];
  const declined = () => steps.reduce<Made>((made, [actor, action, at]) => next(made, actor, action, at), opened());
  const task = async (ledger: Ledger) =>
    (await ledger.load(id))?.referral.onward.find((o) => o.task.id === `${id}.t3`)?.task;

  test('is followed by that one: the hub asks it, once', async () => {
    const { ledger, project, look } = clockwork(day(2, 10));
    await write(ledger, declined());
    await project(id);
    await Promise.all([look(id), look(id)]);
    expect((await task(ledger))?.status).toBe('requested');
    expect((await ledger.history(id)).map((v) => v.action)).toEqual([
      ...['request', 'update-task', 'request-onward', 'request-onward', 'update-task', 'move-on'],
    ]);
  });

  test('is left to the next sweep where others write at the same moment, and nobody is reminded', async () => {
    const { ledger } = clockwork(day(2, 10));
    await write(ledger, declined());
    const crowded: Ledger = {
      ...ledger,
      append: async (next, ...more) =>
        next.action === 'move-on' ? { kind: 'conflict' } : ledger.append(next, ...more),
    };
    const clock = () => day(2, 10);
    await chaseOn(crowded, clock)(id);
    expect((await ledger.history(id)).at(-1)?.action).toBe('update-task');
    await chaseOn(ledger, clock)(id);
    expect((await task(ledger))?.status).toBe('requested');
  });

  test('is not followed by one that said it is full, until it reopens or the word is too old: that is the coordinator’s', async () => {
    const { ledger } = clockwork(day(2, 10));
    await write(ledger, declined());
    const full = async (of: string) => ({ of, state: 'full' as const, saidAt: day(2, 9) });
    await chaseOn(ledger, () => day(2, 10), { room: full })(id);
    const left = await task(ledger);
    expect([left?.status, left?.extension]).toEqual([
      'draft',
      expect.arrayContaining([{ url: extensions.notMovedOn, valueCode: 'unknown-partner' }]),
    ]);
    const newest = await ledger.load(id);
    expect(newest && obligations(newest.referral).find(({ task: t }) => t === `${id}.t3`)?.what).toBe('ask-next');
  });

  test.each([
    ['reopened', 'has-room', day(2, 9)],
    ['said so more than 30 days ago', 'full', '2026-09-01T09:00:00.000Z'],
  ] as const)('is followed by one that was full and %s', async (_, state, saidAt) => {
    const { ledger } = clockwork(day(2, 10));
    await write(ledger, declined());
    await chaseOn(ledger, () => day(2, 10), { room: async (of) => ({ of, state, saidAt }) })(id);
    expect((await task(ledger))?.status).toBe('requested');
  });

  test('is the coordinator’s to follow, at once and with the reason, where that one is switched off', async () => {
    const { ledger } = clockwork(day(2, 10));
    await write(ledger, declined());
    const participants = register({ 'walking-group': { active: false } });
    const chase = chaseOn(ledger, () => day(2, 10), { participants });
    expect((await chase(id)).map(({ what }) => what)).toEqual(['move-on']);
    expect((await task(ledger))?.status).toBe('draft');
    expect((await task(ledger))?.extension).toContainEqual({
      url: extensions.notMovedOn,
      valueCode: 'unknown-partner',
    });
    await chase(id);
    expect((await ledger.history(id)).at(-1)?.action).toBe('move-on');
    const newest = await ledger.load(id);
    expect(newest && obligations(newest.referral).find(({ task: t }) => t === `${id}.t3`)?.what).toBe('ask-next');
  });
});
