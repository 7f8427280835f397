import { expect, test } from 'vitest';
import { startedHub } from './hub.ts';

test('a hub that has just started rings nothing: no heart could have been heard yet', async () => {
  const hub = await startedHub();
  const states = await hub.states();
  expect(states.length).toBeGreaterThan(10);
  expect(states.filter(({ state }) => state === 'ALARM')).toEqual([]);
});
