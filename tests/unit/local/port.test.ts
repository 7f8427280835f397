import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, portOf } from '../../../infra/local/port.ts';

test('without PORT the hub listens where the README says', () => {
  expect(portOf(undefined)).toBe(8080);
});

test('0 is any free port', () => {
  expect([portOf('0'), portOf('9090'), portOf('65535')]).toEqual([0, 9090, 65_535]);
});

test.each(['abc', '80000', '', ' ', '-1', '8080.5', '0x50', '1e3'])('PORT="%s" is refused in one sentence', (given) => {
  expect(() => portOf(given)).toThrow(`PORT is "${given}"; it must be a number from 0`);
});

test('a port for a process to be is free, and none that an outgoing connection could be given meanwhile', async () => {
  const port = await freePort();
  expect(port).toBeLessThan(32_768);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await new Promise((closed) => server.close(closed));
});
