import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relations } from '../../../contracts/systems.ts';
import type { Row } from '../../../functions/views/row.ts';
import { askOnward, idsOf, linkIn, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const ask = (path: string, as: string, headers: Record<string, string> = {}) => world.ask('GET', path, { as, headers });
const get = async (path: string, as = 'CWS01') => {
  const answer = await ask(path, as);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const rejected = { status: 'rejected', statusReason: { text: 'No room', coding: [] as object[] } };
const messageRow = async (task = ''): Promise<Row | undefined> =>
  (await world.rows.read(task.slice(0, 26))).find((row) => row.message !== undefined);

/** A referral that the coordinator declined: the practice is owed one message. */
const declined = async (): Promise<Record<string, string>> => {
  const ids = await world.send('L99901');
  const { coding: _, ...statusReason } = rejected.statusReason;
  await world.change('CWS01', `/Task/${ids.Task}`, { ...rejected, statusReason });
  return ids;
};

describe('a practice without an endpoint', () => {
  test('finds its messages by asking, each in the words that it would have been sent; that is delivery', async () => {
    const ids = await declined();
    await world.projectAll();
    expect(await messageRow(ids.Task)).toMatchObject({ polled: true });
    expect((await messageRow(ids.Task))?.told).toBeUndefined();
    const since = '_lastUpdated=ge2020-01-01';
    const found = await get(`/Communication?recipient=Organization/L99901&${since}`, 'L99901');
    const [message] = found.entry.map((e: { resource: object }) => e.resource);
    expect(message.payload[0].contentString).toMatch(/^(No action|Action) /);
    expect(message).toEqual(await get(`/Communication/${message.id}`, 'L99901'));
    expect(await messageRow(ids.Task)).toMatchObject({ told: 2, outcome: 'infrastructure-ack', polled: true });
    for (const question of [
      `about=Task/${ids.Task}`,
      `based-on=ServiceRequest/${ids.ServiceRequest}`,
      `_id=${message.id}`,
    ])
      expect(idsOf(await get(`/Communication?${question}`, 'L99901'))).toEqual([message.id]);
    const poll = linkIn(found, relations.nextPoll) ?? '';
    expect(idsOf(await get(poll, 'L99901'))).toEqual([message.id]);
    expect(idsOf(await get('/Communication?recipient=L99902', 'L99902'))).toEqual([]);
  });

  test.each([
    ['HEAD', {}],
    ['GET', { 'If-None-Match': '*' }],
    ['GET', { 'If-Modified-Since': 'Fri, 31 Dec 2099 00:00:00 GMT' }],
  ])('has fetched nothing where it was handed nothing: %s with %o', async (method, headers) => {
    const ids = await declined();
    await world.projectAll();
    const message = (await messageRow(ids.Task))?.message;
    const paths = [`/Communication/${message}`, `/Bundle/${message}`, `/Task/${ids.Task}`];
    const searches = [`/Communication?_id=${message}`, `/Task?_id=${ids.Task}`];
    for (const path of method === 'HEAD' ? [...paths, ...searches] : paths) {
      const answer = await world.ask(method, path, { as: 'L99901', headers });
      expect([answer.status, answer.body]).toEqual([method === 'HEAD' ? 200 : 304, undefined]);
    }
    expect((await messageRow(ids.Task))?.told).toBeUndefined();
    await get(`/Bundle/${message}`, 'L99901');
    expect(await messageRow(ids.Task)).toMatchObject({ told: 2, outcome: 'infrastructure-ack' });
  });

  test('has been told of the end when it reads the ended Task, and not by what is still open', async () => {
    const ids = await world.send('L99901');
    await get(`/Task/${ids.Task}`, 'L99901');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'rejected', statusReason: { text: 'No room' } });
    await world.projectAll();
    await get(`/Task/${ids.Task}/_history/1`, 'L99901');
    await get('/Task?status=rejected', 'L99901');
    await get(`/Task/${ids.Task}`, 'CWS01');
    expect((await messageRow(ids.Task))?.told).toBeUndefined();
    await get(`/Task/${ids.Task}`, 'L99901');
    expect(await messageRow(ids.Task)).toMatchObject({ told: 2, outcome: 'infrastructure-ack' });
    const before = await messageRow(ids.Task);
    await get(`/Task/${ids.Task}`, 'L99901');
    expect(await messageRow(ids.Task)).toEqual(before);
  });

  test('may read before the projection has run: the row is made so, and the projection keeps it', async () => {
    const ids = await declined();
    await get(`/Task/${ids.Task}`, 'L99901');
    await world.projectAll();
    expect(await messageRow(ids.Task)).toMatchObject({ told: 2, polled: true, version: 3 });
  });

  test('costs a batch read where it is shown a message of its own; the first time its delivery is recorded', async () => {
    const ids = await declined();
    await world.projectAll();
    const read = (as: string) => world.costOf(() => get(`/Task/${ids.Task}`, as));
    expect(await read('CWS01')).toEqual(['Query']);
    expect(await read('L99901')).toEqual(['Query', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']);
    expect(await read('L99901')).toEqual(['Query', 'BatchGetItem']);
    const open = await world.send('L99901');
    expect(await world.costOf(() => get(`/Task/${open.Task}`, 'L99901'))).toEqual(['Query']);
  });
});

describe('conditional reading', () => {
  test.each([
    ['If-None-Match', (tag: string) => tag, 304],
    ['If-None-Match', (tag: string) => tag.slice(2), 304],
    ['If-None-Match', (tag: string) => `W/"99", ${tag}`, 304],
    ['If-None-Match', () => '*', 304],
    ['If-None-Match', () => 'W/"99"', 200],
    ['If-Modified-Since', (_: string, modified: string) => modified, 304],
    ['If-Modified-Since', () => 'Tue, 01 Jan 2999 00:00:00 GMT', 304],
    ['If-Modified-Since', () => 'Wed, 01 Jan 2020 00:00:00 GMT', 200],
    ['If-Modified-Since', () => 'yesterday', 200],
  ])('%s (case %#) is answered as HTTP says', async (header, value, status) => {
    const ids = await world.send('L99901');
    for (const path of [`/Task/${ids.Task}`, `/Task/${ids.Task}/_history/1`, `/Patient/${ids.Patient}`]) {
      const { headers } = await ask(path, 'CWS01');
      const again = await ask(path, 'CWS01', {
        [header]: value(String(headers.etag), String(headers['last-modified'])),
      });
      expect([again.status, again.headers.etag]).toEqual([status, headers.etag]);
      if (status === 304) expect(again.body).toBeUndefined();
    }
  });

  test('the tag decides where both are sent', async () => {
    const ids = await world.send('L99901');
    const headers = { 'If-None-Match': 'W/"99"', 'If-Modified-Since': 'Tue, 01 Jan 2999 00:00:00 GMT' };
    expect((await ask(`/Task/${ids.Task}`, 'CWS01', headers)).status).toBe(200);
  });
});

describe('versions', () => {
  test('of any resource are read one by one, each as it was, by those who may see it now', async () => {
    const ids = await world.send('L99901');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
    await askOnward(world, ids);
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'in-progress' });
    const statusAt = async (version: number | string, as = 'CWS01') => {
      const { status, body } = await ask(`/Task/${ids.Task}/_history/${version}`, as);
      return status === 200 ? body.status : status;
    };
    expect(await Promise.all([1, 2, 3, 4].map((v) => statusAt(v)))).toEqual([
      'requested',
      'accepted',
      404,
      'in-progress',
    ]);
    expect(await Promise.all(['5', '0', '-1', '1e0', '99999999', 'x'].map((v) => statusAt(v)))).toEqual(
      Array(6).fill(404),
    );
    expect(await statusAt(1, 'L99902')).toBe(404);
    expect((await get(`/Task/${ids.Task}/_history/2`, 'L99901')).output).toBeUndefined();
    expect((await get(`/Patient/${ids.Patient}/_history/1`, 'L99901')).name[0].family).toBe('Okafor');
    expect((await ask(`/ServiceRequest/${ids.Task?.replace('t1', 's2')}/_history/3`, 'L99901')).status).toBe(404);
    expect(await world.costOf(() => statusAt(4))).toEqual(['Query']);
    expect(await world.costOf(() => statusAt(2))).toEqual(['Query', 'Query']);
  });

  test('are listed newest first, page by page, each once, and from an instant on', async () => {
    const ids = await world.send('L99901');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'in-progress' });
    const seen: string[] = [];
    let next: string | undefined = `/Task/${ids.Task}/_history?_count=1`;
    while (next !== undefined) {
      const page: Awaited<ReturnType<typeof get>> = await get(next);
      expect(page.entry).toHaveLength(1);
      seen.push(...page.entry.map((e: { resource: { meta: { versionId: string } } }) => e.resource.meta.versionId));
      next = linkIn(page, 'next');
    }
    expect(seen).toEqual(['3', '2', '1']);
    const all = await get(`/Task/${ids.Task}/_history`);
    expect([all.total, all.entry.at(-1).request.method, all.entry[0].request.method]).toEqual([3, 'POST', 'PUT']);
    const since = await get(`/Task/${ids.Task}/_history?_since=${all.entry[1].resource.meta.lastUpdated}`);
    expect(since.entry.map((e: { request: { method: string } }) => e.request.method)).toEqual(['PUT', 'PUT']);
    expect(since.entry.at(-1).response.status).toBe('200');
    const whole = await get(`/Task/${ids.Task}/_history?_since=${all.entry[2].resource.meta.lastUpdated}`);
    expect([whole.entry.length, whole.entry.at(-1).request.method]).toEqual([3, 'POST']);
    expect(await get(`/Patient/${ids.Patient}/_history`)).toMatchObject({ type: 'history', total: 1 });
    expect(await get(`/ServiceRequest/${ids.ServiceRequest}/_history`)).toMatchObject({ total: 1 });
    expect(await world.costOf(() => get(`/Task/${ids.Task}/_history`))).toEqual(['Query', 'Query']);
  });

  test.each(['_count=0', '_since=yesterday', '_page=bm90IG91cnM', '_at=2026', '_list=x'])(
    '?%s of a history is refused',
    async (question) => {
      const ids = await world.send('L99901');
      expect((await ask(`/Task/${ids.Task}/_history?${question}`, 'CWS01')).status).toBe(400);
    },
  );

  test('of a long history come over several pages, and none is missing', async () => {
    const ids = await world.send('L99901');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
    for (let n = 0; n < 70; n += 1) {
      const body = {
        resourceType: 'Communication',
        status: 'completed',
        category: [
          {
            coding: [
              { system: 'https://fhir.handover.example/CodeSystem/communication-kind', code: 'contact-attempt' },
            ],
          },
        ],
        about: [{ reference: `Task/${ids.Task}` }],
      };
      expect((await world.ask('POST', '/Communication', { as: 'CWS01', body })).status).toBe(201);
    }
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'in-progress' });
    const first = await get(`/Task/${ids.Task}/_history`);
    expect(first.total).toBeUndefined();
    const second = await get(linkIn(first, 'next') ?? '');
    const versions = [...first.entry, ...second.entry].map((e) => e.resource.meta.versionId);
    expect([versions, linkIn(second, 'next')]).toEqual([['73', '2', '1'], undefined]);
  });
});
