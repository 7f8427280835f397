import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { capacityStore } from '../../../functions/directory/capacity-store.ts';
import { catalogueReader } from '../../../functions/directory/catalogue.ts';
import { entryStore } from '../../../functions/directory/entries.ts';
import { type Feed, feedStore } from '../../../functions/directory/feeds.ts';
import { feedSource } from '../../../functions/directory/fetch-feed.ts';
import { loadServices } from '../../../functions/directory/load.ts';
import { rebuild } from '../../../functions/directory/rebuild.ts';
import { reports } from '../../../functions/directory/reports.ts';
import { runImports } from '../../../functions/directory/run-imports.ts';
import { sayings } from '../../../functions/directory/sayings.ts';
import type { TestDynamodb } from '../dynamodb.ts';

type Answering = (url: URL, response: ServerResponse, request: IncomingMessage) => void;

/** A council's server on this machine, which answers whatever a test has it answer; and what it was asked. */
export const council = async (answer: Answering) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://council.example');
    asked.push(`${url.pathname}${url.search}`);
    response.on('error', () => undefined);
    answer(url, response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `http://127.0.0.1:${address.port}`, asked };
};

export const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

/** Whole services, in pages as version 3 has them. */
export const inPages =
  (all: () => readonly unknown[]): Answering =>
  (url, response) => {
    const [size, page] = [Number(url.searchParams.get('per_page')), Number(url.searchParams.get('page'))];
    const contents = all().slice((page - 1) * size, page * size);
    json(response, { total_pages: Math.ceil(all().length / size), last_page: page * size >= all().length, contents });
  };

export const service = (n: number, more: object = {}): object => ({
  ...{ id: `s${n}`, name: `Walk ${n}`, status: 'active', description: 'A walk.', assured_date: '2026-11-01' },
  ...{ schedules: [{ byday: 'TU' }], organization: { id: 'o1', name: 'Walkers' } },
  ...more,
});

/** The directory on DynamoDB Local, with a clock that goes on a second each time that somebody looks at it. */
export const directoryOn = (dynamodb: TestDynamodb) => {
  const table = { client: dynamodb.client, table: dynamodb.directoryTable };
  const feeds = feedStore(table);
  let at = Date.parse('2026-11-22T10:00:00.000Z');
  const clock = () => {
    at += 1_000;
    return new Date(at).toISOString();
  };
  const ended: string[] = [];
  const entries = entryStore(table);
  const origins: string[] = [];
  return {
    ...{ table, feeds, entries, ended, clock, reports: reports(table), catalogue: catalogueReader(table) },
    ...{ say: sayings(table).say, capacity: capacityStore(table), load: loadServices({ feeds, entries, clock }) },
    later: (hours: number) => {
      at += hours * 3_600_000;
    },
    rebuild: async () => rebuild(table, await feeds.all(), clock()),
    register: async (name: string, url: string, more: Partial<Feed> = {}) => {
      if (url.startsWith('http://127')) origins.push(new URL(url).origin);
      const feed = { name, url, publisher: name, licence: 'OGL', active: true, added: clock(), turn: 0, ...more };
      if (!(await feeds.write(feed))) throw new Error('It is there already');
    },
    /** One call of the scheduled function. */
    call: () =>
      runImports({
        ...{ feeds, entries, reports: reports(table), clock },
        // A server that says nothing is waited for a fifth of a second here, not ten.
        source: feedSource({ allowedPrivateOrigins: origins, guards: { timeoutMs: 200 } }),
        rebuild: async (must) => {
          if (must) await rebuild(table, await feeds.all(), clock());
        },
        ended: (feed, outcome) => ended.push(`${feed} ${outcome}`),
      })(),
    openNow: async () =>
      (await catalogueReader(table)()).entries.filter(({ open }) => open).map(({ service: id }) => id),
  };
};
