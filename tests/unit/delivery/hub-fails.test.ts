import { expect, test } from 'vitest';
import { gaps } from '../../../functions/delivery/steps.ts';
import { waitingFor } from '../../../functions/views/keys.ts';
import { booked, day } from '../views/made-referral.ts';
import { linesInMemory, type Step, wayOutInMemory } from './way-out-in-memory.ts';

const plainly: Step = (does) => does();

test('what the hub itself fails at each time takes its steps where the sweep finds it, and a person has it in the end', async () => {
  const lines = linesInMemory();
  let at = Date.parse(day(20));
  const clock = () => new Date(at).toISOString();
  const way = wayOutInMemory(
    booked(),
    () => {
      throw new TypeError('Invalid character in header content');
    },
    { clock, lines, again: () => undefined },
  );
  for (let n = 0; n < 10; n += 1) way.write();
  await way.project(plainly);
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await expect(way.deliver(plainly)).rejects.toThrow('Invalid character');
    const listed = (await lines.list()).map(({ organisation }) => waitingFor(organisation));
    const tried = (await way.rows.read('')).filter(
      ({ outcome }) => outcome !== undefined && outcome !== 'withdrawn' && outcome !== 'sent',
    );
    expect(tried.length).toBeGreaterThan(0);
    const behind = tried.map(({ item }) => String(item.dueShard)).filter((part) => part.startsWith('W#'));
    if (attempt < 10) expect(behind.length).toBeGreaterThan(0);
    expect(listed).toEqual(expect.arrayContaining(behind));
    for (const row of tried) {
      expect(row.lease).toBeUndefined();
      expect(row).toMatchObject(
        attempt < 10 ? { outcome: 'unknown', attempts: attempt, next: expect.any(String) } : { outcome: 'by-hand' },
      );
    }
    at += (gaps[attempt - 1] ?? 0) * 1000;
  }
});
