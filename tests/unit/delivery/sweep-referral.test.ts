import { expect, test } from 'vitest';
import { sweepChanged, sweepReferral } from '../../../functions/delivery/sweep-referral.ts';
import type { Row } from '../../../functions/views/row.ts';
import { booked, day } from '../views/made-referral.ts';
import { type Step, wayOutInMemory } from './way-out-in-memory.ts';

const plainly: Step = (does) => does();
const now = day(20);
const inSeconds = (n: number): string => new Date(Date.parse(now) + n * 1000).toISOString();

/** In how many seconds the sweeps have a referral looked at whose one message stands like this. */
const looksAt = async (more: Partial<Row>) => {
  const way = wayOutInMemory(booked(), () => ({ kind: 'not-sent', reason: 'never' }));
  for (let n = 0; n < 10; n += 1) way.write();
  await way.project(plainly);
  const row = (await way.rows.read('')).find(({ message }) => message !== undefined);
  if (!row) throw new Error('Nobody is told anything');
  const rows = { ...way.rows, read: async () => [{ ...row, ...more }] };
  const asked: number[][] = [[], []];
  const again = (n: number) => async (_: string, seconds: number) => {
    asked[n]?.push(seconds);
  };
  const nothing = { chase: async () => 0, project: async () => undefined };
  await sweepReferral({ rows, clock: () => now, again: again(0), ...nothing })('');
  await sweepChanged({ rows, clock: () => now, again: again(1) })('');
  expect(asked[0]).toEqual(asked[1]);
  return asked[0];
};

test('what nobody is sending is looked at now', async () => {
  expect(await looksAt({})).toEqual([0]);
});

test('what somebody is sending is looked at once their lease has ended: they may be gone by then, and nobody else comes by', async () => {
  expect(await looksAt({ lease: inSeconds(41.2) })).toEqual([42]);
  expect(await looksAt({ lease: inSeconds(-1) })).toEqual([0]);
});

test('what has arrived, and what has its time, is not', async () => {
  expect(await looksAt({ told: 99 })).toEqual([]);
  expect(await looksAt({ next: inSeconds(60) })).toEqual([]);
});
