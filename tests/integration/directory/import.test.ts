import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { shardOf } from '../../../functions/directory/keys.ts';
import { holding } from '../../../functions/directory/rebuild.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { council, directoryOn, inPages, json, service } from './councils.ts';

const stores: TestDynamodb[] = [];
let directory: ReturnType<typeof directoryOn>;
beforeEach(async () => {
  const store = await startDynamodb();
  stores.push(store);
  directory = directoryOn(store);
});
afterAll(() => Promise.all(stores.map(({ stop }) => stop())));

const many = (count: number) => Array.from({ length: count }, (_, n) => service(n));
/** Calls until its run has ended: by the clock of these tests one call is a few dozen services. */
const readWhole = async (name: string): Promise<void> => {
  await directory.call();
  for (let calls = 0; (await feed(name))?.run && calls < 20; calls += 1) await directory.call();
};
const feed = async (name: string) => (await directory.feeds.all()).find((one) => one.name === name);

test('a directory in pages is read to its end, and what is not listed any more is gone', async () => {
  let all = many(120);
  const { url } = await council(inPages(() => all));
  await directory.register('council', `${url}/v3`);
  await readWhole('council');
  expect(await directory.openNow()).toHaveLength(120);
  expect(await feed('council')).toMatchObject({
    success: { kept: 120, quarantined: 0 },
    tried: { outcome: 'complete' },
  });
  all = [service(0, { name: 'Another walk' }), ...many(100).slice(1)];
  directory.later(21);
  await readWhole('council');
  expect(await directory.openNow()).toHaveLength(100);
  expect((await directory.catalogue()).entries.find((one) => one.service === 's119')).toMatchObject({ gone: true });
  expect(await directory.entries.find('d.s0')).toMatchObject({ version: 2, service: { name: 'Another walk' } });
  expect(await directory.entries.find('d.s1')).toMatchObject({ version: 1 });
});

test('it is asked once a day, and not in between', async () => {
  const { url, asked } = await council(inPages(() => many(2)));
  await directory.register('council', url);
  for (const hours of [0, 1, 18]) {
    directory.later(hours);
    await directory.call();
  }
  expect(asked).toHaveLength(1);
  directory.later(3);
  await directory.call();
  expect(asked).toHaveLength(2);
});

test('what cannot be read is left out and reported with its place; the rest comes in', async () => {
  const { url } = await council(inPages(() => [service(1), { id: 'bad', name: false }, 'x', service(1), service(2)]));
  await directory.register('council', url);
  await directory.call();
  expect((await directory.openNow()).sort()).toEqual(['s1', 's2']);
  expect(await directory.reports.of('council')).toMatchObject([
    { page: 1, item: 1, id: 'bad', faults: [{ at: 'name', why: 'wrong-type' }, ...Array(2).fill(expect.anything())] },
    { page: 1, item: 2, faults: [{ at: '', why: 'wrong-type' }] },
  ]);
});

describe('an id that one directory lists twice', () => {
  test.each([
    ['on one page', 1],
    ['on two pages', 60],
  ])('%s: the first stands, the other is reported, and nothing has changed tomorrow', async (_, at) => {
    const second = service(1, { name: 'Another walk' });
    const { url } = await council(inPages(() => [service(1), ...many(at + 1).slice(2), second]));
    await directory.register('council', url);
    await readWhole('council');
    const read = await directory.entries.find('d.s1');
    expect([read?.service.name, read?.version]).toEqual(['Walk 1', 1]);
    expect((await directory.openNow()).filter((id) => id === 's1')).toHaveLength(1);
    expect(await directory.reports.of('council')).toMatchObject([
      { id: 's1', faults: [{ at: 'id', why: 'listed-twice' }] },
    ]);
    directory.later(21);
    await readWhole('council');
    expect(await directory.entries.find('d.s1')).toMatchObject({ version: 1, changed: read?.changed });
  });

  test('in the same words is one service and no fault', async () => {
    const { url } = await council(inPages(() => [service(1), service(1)]));
    await directory.register('council', url);
    await readWhole('council');
    expect([await directory.openNow(), await directory.reports.of('council')]).toEqual([['s1'], []]);
  });
});

test('an item that is larger than any service is left out and reported; the rest of its page comes in', async () => {
  // Words that cannot be packed, as many and as long as are read of one item.
  const notes = Array.from({ length: 100 }, () => ({ byday: 'TU', notes: randomBytes(1_400).toString('base64') }));
  const { url } = await council(inPages(() => [service(1, { schedules: notes }), service(2)]));
  await directory.register('council', url);
  await readWhole('council');
  expect(await directory.openNow()).toEqual(['s2']);
  expect(await directory.reports.of('council')).toMatchObject([{ id: 's1', faults: [{ why: 'too-large' }] }]);
});

test('a run that is broken off goes on where it was', async () => {
  const { url, asked } = await council(inPages(() => many(150)));
  await directory.register('council', url);
  // Three readings of the clock for each service: 45 s of its time are a few of them.
  for (let calls = 0; (await feed('council'))?.tried === undefined && calls < 40; calls += 1) {
    await directory.call();
    expect((await feed('council'))?.run?.failures ?? 0).toBe(0);
  }
  expect(await directory.openNow()).toHaveLength(150);
  expect(asked.length).toBeGreaterThan(3);
  expect(await feed('council')).toMatchObject({ success: { kept: 150 } });
});

test('a directory that lists less than half of what it did takes nothing out until somebody accepts that', async () => {
  let all = many(20);
  const { url } = await council(inPages(() => all));
  await directory.register('council', url);
  await readWhole('council');
  all = many(3);
  directory.later(21);
  await readWhole('council');
  expect([await directory.openNow(), directory.ended.at(-1)]).toEqual([
    expect.objectContaining({ length: 20 }),
    'council shrunk',
  ]);
  const { tried: _, ...standing } = (await feed('council')) ?? expect.fail();
  await directory.feeds.write({ ...standing, mayShrink: true });
  await directory.call();
  expect(await directory.openNow()).toHaveLength(3);
});

test('no directory can take the place of what another lists', async () => {
  const first = await council(inPages(() => [service(1)]));
  const second = await council(inPages(() => [service(1, { name: 'Ours now' }), service(2)]));
  await directory.register('a-council', first.url);
  await directory.register('b-council', second.url);
  await directory.call();
  expect(await directory.entries.find('d.s1')).toMatchObject({ feed: 'a-council', service: { name: 'Walk 1' } });
  expect(await directory.reports.of('b-council')).toMatchObject([
    { id: 's1', faults: [{ why: 'belongs-to-another' }] },
  ]);
});

test('what was said by hand holds after the feed was read again, and all of it is known later', async () => {
  const { url } = await council(inPages(() => [service(1)]));
  await directory.register('council', url);
  await directory.call();
  const say = (by: 'group' | 'council', says: object) =>
    directory.say('d.s1', { by, who: 'somebody', at: directory.clock(), says });
  await say('group', { days: 'FR', partner: 'walking-group' });
  await say('council', { name: 'Corrected', needs: 'yoga,cafe' });
  directory.later(21);
  await directory.call();
  expect((await directory.catalogue()).entries).toMatchObject([
    { name: 'Corrected', days: ['FR'], needs: ['yoga', 'cafe'], partner: 'walking-group', checked: '2026-11-22' },
  ]);
  const held = await holding(directory.table, shardOf('d.s1'), 'd.s1');
  expect([held?.said.get('name')?.by, held?.said.get('days')?.by]).toEqual(['council', 'group']);
});

describe('a directory that turns hostile harms nothing but itself', () => {
  const page = (contents: unknown) => ({ contents, last_page: false, total_pages: 1_000_000 });
  const huge = Buffer.alloc(1_000_000, 'x');
  const hostile: Readonly<Record<string, Parameters<typeof council>[0]>> = {
    'too-large': (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(huge.length * 100) });
      let sent = 0;
      const more = (): void => {
        sent += 1;
        if (sent <= 100 && !response.destroyed) response.write(huge, () => setImmediate(more));
      };
      more();
    },
    endless: (at, response) => json(response, page([service(Number(at.searchParams.get('page')))])),
    again: (_, response) => json(response, page([service(1)])),
    deep: (_, response) => json(response, `${'['.repeat(900_000)}${']'.repeat(900_000)}`),
    html: (_, response) => json(response, '<html><body>Maintenance</body></html>'),
    types: (_, response) => json(response, { contents: { length: 1e9 }, content: 'x' }),
    bomb: (_, response) =>
      json(response, { contents: [service(7, { description: '<div>'.repeat(400_000) })], last_page: true }),
    silent: () => undefined,
    trickle: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    },
    elsewhere: (_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' });
      response.end();
    },
    broken: (_, response) => json(response, {}, 500),
  };

  test('each ends by itself, the next one is read, and no call fails', async () => {
    for (const [name, answer] of Object.entries(hostile)) {
      const { url } = await council(answer);
      await directory.register(name, url);
    }
    await directory.register('private', 'http://127.0.0.1:9');
    await directory.register('metadata', 'https://169.254.169.254/latest');
    const good = await council(inPages(() => [service(900)]));
    await directory.register('z-good', good.url);
    for (let calls = 0; calls < 10; calls += 1) {
      await directory.call();
      expect(await directory.openNow()).toContain('s900');
      directory.later(1.5);
    }
    const ended = Object.fromEntries((await directory.feeds.all()).map(({ name, tried }) => [name, tried?.outcome]));
    expect(ended).toMatchObject({
      ...{ 'too-large': 'too-large', endless: 'endless', again: 'endless', deep: 'not-a-feed', html: 'not-a-feed' },
      ...{
        types: 'not-a-feed',
        bomb: 'complete',
        silent: 'unreachable',
        trickle: 'unreachable',
        elsewhere: 'unreachable',
      },
      ...{ broken: 'unreachable', metadata: 'not-allowed', 'z-good': 'complete' },
    });
  }, 180_000);
});
