import { expect, test } from 'vitest';
import { hubClock } from '../../../infra/local/time/hub-clock.ts';

const hour = 3_600_000;
const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

test('what waits for an instant runs once time is advanced past it, and only once', async () => {
  const clock = hubClock();
  const ran: string[] = [];
  clock.at(clock.now() + hour, () => ran.push('in an hour'));
  clock.at(clock.now() + 3 * hour, () => ran.push('in three hours'));
  await moment();
  expect(ran).toEqual([]);
  clock.advance(2 * hour);
  await moment();
  clock.advance(0);
  await moment();
  expect(ran).toEqual(['in an hour']);
  clock.stop();
});

test('what was cancelled does not run, and no longer counts as next', async () => {
  const clock = hubClock();
  let ran = false;
  const cancel = clock.at(clock.now() + hour, () => {
    ran = true;
  });
  expect(clock.next()).toBeGreaterThan(Date.now());
  cancel();
  clock.advance(2 * hour);
  await moment();
  expect([ran, clock.next()]).toEqual([false, undefined]);
});

test('time goes on from the offset that was kept, and never back', () => {
  const clock = hubClock(hour);
  expect(clock.now()).toBeGreaterThanOrEqual(Date.now() + hour - 5);
  expect(() => clock.advance(-1)).toThrow('forward');
});
