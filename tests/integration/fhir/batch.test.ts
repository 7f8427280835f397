import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askOnward, attempt, codeOf, startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const get: World['get'] = (...asked) => world.get(...asked);

const batch = (entry: unknown) => ({ resourceType: 'Bundle', type: 'batch', entry });

const put = (resource: { id: string; resourceType: string }, changes: object, version = '1') => ({
  resource: { ...resource, ...changes },
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ifMatch: `W/"${version}"` },
});
const read = (url: string, more: object = {}) => ({ request: { method: 'GET', url, ...more } });
const statuses = (body: { entry: { response: { status: string } }[] }) => body.entry.map((e) => e.response.status);

describe('a batch', () => {
  test('answers no more than a function can send: what is left is to be asked again', async () => {
    const { ServiceRequest } = await world.send('L99901', {
      request: { note: [{ text: 'He likes to walk. '.repeat(8000) }] },
    });
    const { body } = await world.ask('POST', '', {
      as: 'L99901',
      body: batch(Array.from({ length: 60 }, () => read(`ServiceRequest/${ServiceRequest}`))),
    });
    const answered = statuses(body).filter((one) => one === '200 OK').length;
    expect(answered).toBeGreaterThan(10);
    expect(answered).toBeLessThan(30);
    expect(statuses(body).at(-1)).toMatch(/^503/);
  });

  test('answers each entry by itself, over several referrals; one that fails does not touch the others', async () => {
    const [one, two] = [await world.send('L99901'), await world.send('L99901')];
    const task = await get(`/Task/${one.Task}`);
    const sent = batch([
      put(task, { status: 'accepted' }),
      put(task, { status: 'accepted' }),
      attempt(two.Task),
      { resource: { resourceType: 'Communication', colour: 'red' }, request: { method: 'POST', url: 'Communication' } },
      read(`Task/${one.Task}`),
      read(`Task/${one.Task}/_history/1`, { ifNoneMatch: 'W/"1"' }),
      read(`https://hub.example/FHIR/R4/Task?_id=${one.Task}`),
      read(`/Task?colour=red`),
      read('Basic/1'),
      { request: { method: 'DELETE', url: `Task/${one.Task}` } },
      { request: { method: 'POST', url: '/' }, resource: batch([]) },
      read('../../metadata'),
    ]);
    const { status, body } = await world.ask('POST', '', { as: 'CWS01', body: sent });
    expect([status, body.type]).toEqual([200, 'batch-response']);
    expect(statuses(body)).toEqual([
      ...[
        '200 OK',
        '412 Precondition Failed',
        '201 Created',
        '400 Bad Request',
        '200 OK',
        '304 Not Modified',
        '200 OK',
      ],
      ...['400 Bad Request', '404 Not Found', '405 Method Not Allowed', '404 Not Found', '404 Not Found'],
    ]);
    expect(body.entry[2].response.location).toMatch(/Communication\/.*\/_history\/2$/);
    expect([body.entry[4].resource.status, body.entry[4].response.etag]).toEqual(['accepted', 'W/"2"']);
    expect(body.entry[6].resource.total).toBe(1);
    expect(body.entry[1].response.outcome.issue[0].details.coding[0].code).toBe('stale-version');
  });

  test('that is sent again does nothing twice, and each entry has a request id of its own', async () => {
    const ids = await world.send('L99901');
    const sent = batch([attempt(ids.Task), attempt(ids.Task)]);
    const headers = { 'X-Request-Id': randomUUID() };
    const first = await world.ask('POST', '', { as: 'CWS01', body: sent, headers });
    const again = await world.ask('POST', '', { as: 'CWS01', body: sent, headers });
    expect(again.body).toEqual(first.body);
    const history = await world.ledger.history(ids.Task?.slice(0, 26) ?? '');
    expect(history.map((v) => v.request.id).slice(1)).toEqual([0, 1].map((n) => `${headers['X-Request-Id']}/${n}`));
  });

  test('sees nothing of others', async () => {
    const ids = await world.send('L99901');
    const all = batch([read(`Task/${ids.Task}`), read(`Task?_id=${ids.Task}`), attempt(ids.Task)]);
    const { body } = await world.ask('POST', '', { as: 'L99902', body: all });
    expect(statuses(body)).toEqual(['404 Not Found', '200 OK', '404 Not Found']);
    expect(JSON.stringify(body.entry[1].resource.entry)).toBe('[]');
  });

  test('answers an entry whose address is only an extension by itself, and carries the others out', async () => {
    const ids = await world.send('L99901');
    const absent = { extension: [{ url: 'https://practice.example/absent', valueCode: 'masked' }] };
    const all = batch([attempt(ids.Task), { request: { method: 'GET', _url: absent } }, read(`Task/${ids.Task}`)]);
    const { body } = await world.ask('POST', '', { as: 'CWS01', body: all });
    expect(statuses(body)).toEqual(['201 Created', '400 Bad Request', '200 OK']);
    expect(body.entry[1].response.outcome.issue[0].expression).toEqual(['Bundle.entry[1].request.url']);
  });

  test.each([
    ['more than a hundred entries', batch(Array(101).fill(read('Task'))), 413],
    ['an entry without a request', batch([{ resource: { resourceType: 'Task' } }]), 400],
    ['entries that are none', batch('x'), 400],
    ['an entry that is none', batch(['x']), 400],
    ['a method that HTTP has not', batch([{ request: { method: 'STEAL', url: 'Task' } }]), 400],
    ['an element that R4 has not', { ...batch([read('Task')]), colour: 'red' }, 400],
  ])('with %s is refused whole', async (_, body, status) => {
    expect((await world.ask('POST', '', { as: 'CWS01', body })).status).toBe(status);
  });
});

const transaction = (entry: unknown) => ({ resourceType: 'Bundle', type: 'transaction', entry });

describe('a transaction of updates', () => {
  const inWork = async () => {
    const ids = await world.send('L99901');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
    const onward = await askOnward(world, ids);
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'in-progress' });
    return { t1: await get(`/Task/${ids.Task}`), t2: await get(`/Task/${onward.Task}`) };
  };
  const rejected = { status: 'rejected', statusReason: { text: 'Nobody answered' } };
  const failed = { status: 'failed', statusReason: { text: 'Moved away' } };

  test('is one version: all of it, each upon what the one before it left', async () => {
    const { t1, t2 } = await inWork();
    const sent = transaction([put(t2, rejected, t2.meta.versionId), put(t1, failed, t1.meta.versionId)]);
    let answer = await world.ask('GET', '/metadata', { as: 'CWS01' });
    const cost = await world.costOf(async () => {
      answer = await world.ask('POST', '', { as: 'CWS01', body: sent });
    });
    expect([answer.status, answer.body.type, cost]).toEqual([200, 'transaction-response', ['Query', 'PutItem']]);
    expect(answer.body.entry.map((e: { resource: { status: string } }) => e.resource.status)).toEqual([
      'rejected',
      'failed',
    ]);
    expect(new Set(answer.body.entry.map((e: { response: { etag: string } }) => e.response.etag)).size).toBe(1);
  });

  test('is nothing where one of them may not be', async () => {
    const { t1, t2 } = await inWork();
    for (const wrong of [
      [put(t2, rejected, t2.meta.versionId), put(t1, { status: 'requested' }, t1.meta.versionId)],
      [put(t2, rejected, t2.meta.versionId), put(t1, failed, '1')],
      [put(t2, rejected, t2.meta.versionId), put(t1, { focus: { reference: 'ServiceRequest/x' } }, t1.meta.versionId)],
    ])
      expect([412, 422]).toContain((await world.ask('POST', '', { as: 'CWS01', body: transaction(wrong) })).status);
    expect([await get(`/Task/${t1.id}`), await get(`/Task/${t2.id}`)]).toEqual([t1, t2]);
  });

  test('that is refused says all that is wrong, each at its entry', async () => {
    const { t1, t2 } = await inWork();
    const said = async (entries: unknown[]) => {
      const { body } = await world.ask('POST', '', { as: 'CWS01', body: transaction(entries) });
      return body.issue.map((i: { details: { coding: { code: string }[] }; expression: string[] }) =>
        [i.details.coding[0]?.code, ...i.expression].join(' '),
      );
    };
    const [v1, v2] = [t1.meta.versionId, t2.meta.versionId];
    const at = (n: number, path: string) => `Bundle.entry[${n}].${path}`;
    expect(await said([put(t2, { status: 'ready' }, v2), put(t1, { focus: t1.for, intent: 'plan' }, v1)])).toEqual([
      `unknown-code ${at(0, 'resource.status')}`,
      `immutable-element ${at(1, 'resource.focus')}`,
      `immutable-element ${at(1, 'resource.intent')}`,
    ]);
    // What the transition table refuses, of two Tasks, is said of the right one.
    expect(await said([put(t2, rejected, v2), put(t1, { status: 'requested' }, v1)])).toEqual([
      `illegal-transition ${at(1, 'resource.status')}`,
    ]);
    expect(await said([put(t2, { status: 'rejected' }, v2), put(t1, { status: 'failed' }, v1)])).toEqual([
      `reason-missing ${at(0, 'resource.statusReason.text')}`,
      `reason-missing ${at(1, 'resource.statusReason.text')}`,
    ]);
    expect(await said([put(t2, rejected, v2), put(t1, failed, '1')])).toEqual([
      `stale-version ${at(1, 'request.ifMatch')}`,
    ]);
  });

  test('touches one referral, each resource once, with its version, and creates nothing', async () => {
    const { t1, t2 } = await inWork();
    const other = await inWork();
    const refused = async (entries: unknown[]) => {
      const answer = await world.ask('POST', '', { as: 'CWS01', body: transaction(entries) });
      return [answer.status, codeOf(answer)];
    };
    const one = put(t2, rejected, t2.meta.versionId);
    expect(await refused([one, put(other.t1, failed, other.t1.meta.versionId)])).toEqual([422, 'two-referrals']);
    expect(await refused([one, one])).toEqual([422, 'invalid-input']);
    expect(await refused([one, attempt(t1.id)])).toEqual([422, 'invalid-input']);
    expect(await refused([one, read(`Task/${t1.id}`)])).toEqual([422, 'invalid-input']);
    expect(await refused([{ ...one, request: { method: 'PUT', url: `Task/${t2.id}` } }])).toEqual([
      400,
      'if-match-missing',
    ]);
    expect(await refused([{ ...one, request: { ...one.request, url: `Task/${t1.id}` } }])).toEqual([
      422,
      'invalid-input',
    ]);
  });
});
