import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { guardedRequest } from '../../../functions/delivery/guarded-request.ts';

/** Somebody who answers with these very bytes, and hangs up or does not. */
const answering = async (bytes: string | undefined): Promise<URL> => {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    if (bytes === undefined) socket.once('data', () => socket.destroy());
    else socket.once('data', () => socket.write(bytes));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const address = server.address();
  return new URL(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/events`);
};

const asked = async (bytes: string | undefined, timeoutMs = 500) =>
  guardedRequest(
    { method: 'POST', url: await answering(bytes), headers: {}, body: '{}' },
    { timeoutMs, mostBytes: 1000 },
  );

test.each([
  ['switches to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'],
  ['only says that it goes on', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['says what is no HTTP', '\0garbage\r\n\r\n'],
  ['says half of an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
  ['says nothing', ''],
  ['hangs up', undefined],
])('a recipient that %s has not answered, and nobody waits for it any longer', async (_, bytes) => {
  expect(await asked(bytes)).toMatchObject({ kind: 'unanswered' });
});

test('of an answer without an end no more is read than is wanted', async () => {
  const answer = await asked(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(100_000)}`, 5_000);
  expect(answer).toMatchObject({ kind: 'answered', status: 200 });
  expect(answer).toMatchObject({ body: undefined });
});
