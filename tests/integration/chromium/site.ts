import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { now } from '../../../functions/runtime/clock.ts';
import { assetRoutes } from '../../../functions/web/assets.ts';
import { pageLanguage } from '../../../functions/web/language.ts';
import { context, event, type Sent } from '../../unit/http/event.ts';
import { openWindows, type Windows } from './windows.ts';

type Ask = (sent: Sent) => Promise<APIGatewayProxyResult>;

export interface Site extends Windows {
  /** Where its pages are: handlers of a test have it as their public address. */
  readonly origin: string;
  /** From now on these pages are there. */
  serves(ask: Ask): void;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
};

const sentIn = async (request: IncomingMessage, origin: string): Promise<Sent> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', origin);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    ...{ method: request.method ?? 'GET', path: pathname, headers: Object.fromEntries(headers) },
    query: Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)])),
    ...(request.method === 'POST' ? { body: await bodyOf(request) } : {}),
  };
};

/** Pages of handlers in this process, for a browser: what a hub would serve, on the store and with the clock of a test. */
export const openSite = async (): Promise<Site> => {
  let origin = '';
  let shown: Ask | undefined;
  const styles = api({
    ...{ routes: assetRoutes, language: pageLanguage(''), clock: now, limits: limitsOf(thisArea.quotas) },
    report: () => undefined,
  });
  const answerTo = async (sent: Sent): Promise<APIGatewayProxyResult> => {
    if (sent.path?.startsWith('/assets/')) return styles(event(sent), context);
    if (sent.path === '/favicon.ico' || !shown) return { statusCode: 404, body: '' };
    return shown(sent);
  };
  const server = createServer(async (request, response) => {
    const {
      statusCode,
      headers = {},
      body,
    } = await answerTo(await sentIn(request, origin)).catch((error) => ({
      ...{ statusCode: 500, headers: {}, body: String(error) },
    }));
    response.writeHead(
      statusCode,
      Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
    );
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  const windows = await openWindows(() => [origin]);
  return {
    ...windows,
    origin,
    serves: (ask) => {
      shown = ask;
    },
    stop: async () => {
      await windows.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
