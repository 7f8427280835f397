import { once } from 'node:events';
import { createServer } from 'node:http';
import { demoServices, openReferralOf } from './services.ts';

export interface DemoCouncil {
  readonly url: string;
  stop(): Promise<void>;
}

/** A council's directory on this machine: what `directory-import` reads here, page by page. */
export const startDemoCouncil = async (now = Date.now()): Promise<DemoCouncil> => {
  const all = demoServices.map((one) => openReferralOf(one, now));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://council.example');
    const size = Math.max(1, Math.min(100, Number(url.searchParams.get('per_page') ?? 10) || 10));
    const page = Math.max(1, Number(url.searchParams.get('page') ?? 1) || 1);
    const contents = all.slice((page - 1) * size, page * size);
    const pages = Math.ceil(all.length / size);
    const isList = url.pathname === '/v3/services';
    response.writeHead(isList ? 200 : 404, { 'content-type': 'application/json' });
    const body = {
      ...{ total_items: all.length, total_pages: pages, page_number: page, size: contents.length },
      ...{ first_page: page === 1, last_page: page >= pages, empty: contents.length === 0, contents },
    };
    response.end(JSON.stringify(isList ? body : {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
