import type { Evidence, Finding } from './book.ts';

/**
 * What a client was told is done stands in the ledger, once; what it was refused does not. Something that somebody had
 * recorded before (200, not 201) is not written again: then what the client was shown must stand there.
 */
export const acknowledgedOnce = ({ county, books, told }: Evidence): Finding => {
  const written = new Map<string, number>();
  for (const { entries } of books)
    for (const { request } of entries) written.set(request, (written.get(request) ?? 0) + 1);
  const parts = Map.groupBy(written.keys(), (id) => id.split('/')[0] ?? '');
  const faults: string[] = [];
  const acts = county.clients.flatMap((client) => client.acts);
  const said = new Set(books.flatMap(({ now }) => now.said.map(({ id }) => id)));
  for (const { client, requestId, method, path, status, shown } of acts) {
    const isSession = path.includes('/sessions/');
    const count = isSession ? (parts.get(requestId)?.length ?? 0) : (written.get(requestId) ?? 0);
    const done = status !== undefined && status < 300;
    // Without an id it is an OperationOutcome: the other side had said already that the message was read, and by whom is not shown.
    const stood =
      method === 'POST' &&
      path.endsWith('/Communication') &&
      status === 200 &&
      (shown === undefined || said.has(shown));
    const right = status === undefined || stood ? count <= 1 : count === (done ? 1 : 0);
    if (!right)
      faults.push(`${client} ${method} ${path}: answered ${status}, ${count} times in the ledger (${requestId})`);
  }
  for (const [id, count] of written) if (count > 1) faults.push(`request ${id} is ${count} times in the ledger`);
  const sent = told.filter((one) => one.sent);
  if (new Set(sent.map((one) => one.sent?.id)).size !== books.length)
    faults.push(`${sent.length} referrals were sent, ${books.length} are in the ledger`);
  const repeated = acts.filter(({ tries }) => tries > 1).length;
  return {
    figures: `${acts.length} actions of clients, ${repeated} of them asked more than once; ${written.size} requests in the ledger`,
    faults,
  };
};
