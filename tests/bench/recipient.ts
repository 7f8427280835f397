import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** The servers of the practice and of the service in one: takes all, as FHIR wants it, and keeps when it first heard of each resource. */
export const takesAll = async () => {
  const heard = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const at = performance.now();
    for (const [, id = ''] of body.matchAll(/"id":"([0-9a-z]{26}\.[a-z]\d+)"/g)) if (!heard.has(id)) heard.set(id, at);
    const headers = { 'content-type': 'application/fhir+json', location: 'Communication/1/_history/1' };
    response.writeHead(201, headers).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** When something of it was first heard of, on this process's clock. */
    heard: (id: string): number | undefined => heard.get(id),
    stop: () => server.close().closeAllConnections(),
  };
};
