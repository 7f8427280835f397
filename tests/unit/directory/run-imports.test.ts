import { describe, expect, test } from 'vitest';
import type { EntryStore } from '../../../functions/directory/entries.ts';
import type { Feed, FeedStore } from '../../../functions/directory/feeds.ts';
import type { FeedSource, Fetched } from '../../../functions/directory/fetch-feed.ts';
import { runImports } from '../../../functions/directory/run-imports.ts';

type Service = Parameters<EntryStore['keep']>[3];

/** Directories in memory, and a clock that goes on by what a page takes to come. */
const imports = (source: Partial<FeedSource>, names: readonly string[], pageMs = 0) => {
  let at = Date.parse('2026-11-23T10:00:00.000Z');
  const feeds = new Map<string, Feed>(
    names.map((name) => [
      name,
      { name, url: `https://${name}.example`, publisher: '', licence: '', active: true, added: '', turn: 1 },
    ]),
  );
  const kept = new Map<string, Service>();
  const store: FeedStore = {
    all: async () => [...feeds.values()],
    write: async (next) => {
      if (feeds.get(next.name)?.turn !== next.turn) return false;
      feeds.set(next.name, { ...next, turn: next.turn + 1 });
      return true;
    },
  };
  const catalogues: string[] = [];
  const asked: string[] = [];
  const clock = () => new Date(at).toISOString();
  const call = runImports({
    ...{ feeds: store, clock, ended: () => undefined },
    entries: {
      find: async (key) => {
        const service = kept.get(key.replace(/^d\./, ''));
        return service && { key, feed: names[0] ?? '', run: '', changed: '', version: 1, hash: '', service };
      },
      former: async () => [],
      keep: async (_, __, ___, service) => {
        kept.set(service.id, service);
        return 'kept';
      },
    },
    reports: { add: async () => undefined, of: async () => [] },
    source: {
      detail: async () => ({ kind: 'gone' }),
      page: async (url, page, perPage) => {
        asked.push(new URL(url).hostname.split('.')[0] ?? '');
        at += pageMs;
        return source.page?.(url, page, perPage) ?? { kind: 'gone' };
      },
      ...(source.detail ? { detail: source.detail } : {}),
    },
    rebuild: async () => {
      catalogues.push(clock());
    },
  });
  const wait = (hours: number): void => {
    at += hours * 3_600_000;
  };
  return { call, feeds, kept, catalogues, asked, clock, wait };
};

const answer = (body: object): Fetched => ({ kind: 'body', body, bytes: 100, hash: JSON.stringify(body) });
const listed = (n: number) => ({ id: `s${n}`, name: `Walk ${n}`, status: 'active', description: 'A walk.' });
const onePage = (count: number) => async () =>
  answer({ contents: Array.from({ length: count }, (_, n) => listed(n)), total_pages: 1, last_page: true });
const place = { service_at_locations: [{ location: { id: 'l', addresses: [{ postal_code: 'GL3 2JH' }] } }] };

test('a service whose own page cannot be had is read as it is listed, and costs no other its place', async () => {
  const { call, kept } = imports(
    {
      page: onePage(12),
      detail: async (_, id) =>
        ['s1', 's6'].includes(id) ? { kind: 'gone' } : answer({ ...listed(Number(id.slice(1))), ...place }),
    },
    ['council'],
  );
  await call();
  const without = [...kept.values()].filter((one) => one.service_at_locations === undefined).map(({ id }) => id);
  expect([kept.size, without]).toEqual([12, ['s1', 's6']]);
});

test('a moment in which no service can be asked for costs none of them its place', async () => {
  let isDown = false;
  const { call, kept, feeds, wait } = imports(
    {
      page: onePage(12),
      detail: async (_, id) =>
        isDown ? { kind: 'failed', outcome: 'unreachable' } : answer({ ...listed(Number(id.slice(1))), ...place }),
    },
    ['council'],
  );
  await call();
  isDown = true;
  wait(24);
  await call();
  expect(feeds.get('council')?.tried?.at).toBe('2026-11-24T10:00:00.000Z');
  expect([...kept.values()].filter((one) => one.service_at_locations === undefined)).toEqual([]);
});

test('a small directory that answers with nothing has taken nothing out until somebody looks at it', async () => {
  let count = 9;
  const { call, feeds, wait } = imports({ page: async () => onePage(count)() }, ['council']);
  await call();
  count = 0;
  wait(24);
  await call();
  expect(feeds.get('council')).toMatchObject({ tried: { outcome: 'shrunk' }, success: { kept: 9 } });
  count = 3;
  wait(24);
  await call();
  expect(feeds.get('council')?.tried?.outcome).toBe('complete');
});

describe('a page with nothing on it', () => {
  /** Ten pages of two services each, of which the sixth is empty as long as it is down. */
  const ofTen = (isDown: () => boolean) => async (_: string, page: number) =>
    answer({ contents: page === 6 && isDown() ? [] : [listed(page * 2), listed(page * 2 + 1)], total_pages: 10 });

  test('in the middle of a directory is a fault of the moment: it is asked for again, and nothing after it is taken out', async () => {
    let downs = 1;
    const { call, kept, feeds } = imports({ page: ofTen(() => downs-- > 0) }, ['council']);
    await call();
    expect(feeds.get('council')).toMatchObject({ run: { page: 6, failures: 1 } });
    await call();
    expect([kept.size, feeds.get('council')?.tried?.outcome]).toEqual([20, 'complete']);
  });

  test('and stays so ends the run as one that does not answer', async () => {
    const { call, feeds } = imports({ page: ofTen(() => true) }, ['council']);
    for (let calls = 0; calls < 8; calls += 1) await call();
    expect(feeds.get('council')).toMatchObject({ tried: { outcome: 'unreachable' } });
    expect(feeds.get('council')?.success).toBeUndefined();
  });

  test('is the end of a directory that says nothing of pages, and of one that has no more', async () => {
    const to = (pages: object) => async (_: string, page: number) =>
      answer({ contents: page < 3 ? [listed(page)] : [], ...pages });
    for (const pages of [{}, { total_pages: 3 }, { total_pages: 0 }]) {
      const { call, kept, feeds } = imports({ page: to(pages) }, ['council']);
      await call();
      expect([kept.size > 0, feeds.get('council')?.tried?.outcome]).toEqual([true, 'complete']);
    }
  });
});

test('that a directory may list less than half holds until it was read to its end, however often it does not answer before', async () => {
  let count = 20;
  let isDown = false;
  const page = async () => (isDown ? ({ kind: 'failed', outcome: 'not-a-feed' } as const) : onePage(count)());
  const { call, feeds, wait } = imports({ page }, ['council']);
  const outcome = async () => {
    wait(24);
    await call();
    return feeds.get('council')?.tried?.outcome;
  };
  expect(await outcome()).toBe('complete');
  count = 3;
  expect(await outcome()).toBe('shrunk');
  feeds.set('council', { ...(feeds.get('council') ?? expect.fail()), mayShrink: true });
  isDown = true;
  expect(await outcome()).toBe('not-a-feed');
  isDown = false;
  expect(await outcome()).toBe('complete');
  count = 1;
  expect([await outcome(), feeds.get('council')?.success?.kept]).toEqual(['complete', 1]);
  expect(feeds.get('council')?.mayShrink).toBeUndefined();
});

test('a directory of lists alone is not asked for each of its services', async () => {
  const details: string[] = [];
  const { call, kept } = imports(
    {
      page: onePage(40),
      detail: async (_, id) => {
        details.push(id);
        return { kind: 'gone' };
      },
    },
    ['council'],
  );
  await call();
  expect([kept.size, details.length]).toEqual([40, 5]);
});

test('a directory that sends all of it as one page is read whole, also where it says nothing of pages', async () => {
  const all = { contents: Array.from({ length: 1_300 }, (_, n) => listed(n)) };
  const { call, kept, feeds } = imports({ page: async () => answer(all) }, ['council']);
  await call();
  expect([kept.size, feeds.get('council')?.tried?.outcome]).toEqual([1_300, 'complete']);
});

test('more slow directories than a call has time for: the catalogue is made all the same, and whoever waited comes first next time', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `c${n}`);
  const endless = async (_: string, page: number) =>
    answer({ contents: [{ ...listed(page), ...place }], total_pages: 900, last_page: false });
  const { call, catalogues, asked, clock } = imports({ page: endless }, names, 9_000);
  const seen = new Set<string>();
  for (let calls = 0; calls < 4; calls += 1) {
    const began = Date.parse(clock());
    await call();
    expect(Date.parse(clock()) - began).toBeLessThanOrEqual(9 * 60_000);
    for (const name of asked) seen.add(name);
  }
  expect(catalogues).toHaveLength(4);
  expect([...seen].sort()).toEqual(names.toSorted());
});
