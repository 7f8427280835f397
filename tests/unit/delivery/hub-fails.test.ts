import { expect, test } from 'vitest';
import { booked } from '../views/made-referral.ts';
import { type Step, wayOutInMemory } from './way-out-in-memory.ts';

const plainly: Step = (does) => does();

test('what the hub itself fails at each time takes its steps, and a person has it in the end', async () => {
  const way = wayOutInMemory(booked(), () => {
    throw new TypeError('Invalid character in header content');
  });
  for (let n = 0; n < 10; n += 1) way.write();
  await way.project(plainly);
  await expect(way.deliver(plainly)).rejects.toThrow('Invalid character');
  const tried = (await way.rows.read('')).filter(({ attempts }) => attempts !== undefined);
  expect(tried.length).toBeGreaterThan(0);
  for (const row of tried) {
    expect(row).toMatchObject({ outcome: 'unknown', attempts: 1, next: expect.any(String) });
    expect(row.lease).toBeUndefined();
  }
});
