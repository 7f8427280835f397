import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { askOnward, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const get = async (path: string, as = 'CWS01') => (await world.ask('GET', path, { as })).body;
const codeOf = (answer: { body: { issue: { details: { coding: { code: string }[] } }[] } }) =>
  answer.body.issue[0]?.details.coding[0]?.code;

const patch = async (path: string, operations: unknown, headers: Record<string, string> = {}, as = 'CWS01') => {
  const { body } = await world.ask('GET', path, { as });
  const usual = { 'Content-Type': 'application/json-patch+json', 'If-Match': `W/"${body?.meta?.versionId ?? 1}"` };
  return world.ask('PATCH', path, { as, body: operations, headers: { ...usual, ...headers } });
};
const accept = [{ op: 'replace', path: '/status', value: 'accepted' }];

describe('a patch', () => {
  test('is the same as putting back what it makes, at the same cost', async () => {
    const ids = await world.send('L99901');
    await get(`/Task/${ids.Task}`);
    let answer = await patch(`/Task/${ids.Task}`, [{ op: 'test', path: '/status', value: 'requested' }, ...accept]);
    expect([answer.status, answer.body.status, answer.headers.etag]).toEqual([200, 'accepted', 'W/"2"']);
    const note = { type: { coding: [{ system: systems.taskOutput, code: 'note' }] }, valueString: 'Rang twice' };
    const cost = await world.costOf(async () => {
      answer = await world.ask('PATCH', `/Task/${ids.Task}`, {
        as: 'CWS01',
        body: [{ op: 'add', path: '/output', value: [note] }],
        headers: { 'Content-Type': 'application/json-patch+json', 'If-Match': 'W/"2"' },
      });
    });
    expect([answer.status, answer.body.output.length, cost]).toEqual([200, 1, ['Query', 'PutItem']]);
    answer = await patch(`/Task/${ids.Task}`, [{ op: 'add', path: '/output/-', value: note }]);
    expect([answer.status, answer.body.output.length]).toEqual([200, 2]);
    answer = await patch(`/Task/${ids.Task}`, [{ op: 'add', path: '/status', value: 'accepted' }]);
    expect([answer.status, answer.headers.etag]).toEqual([200, 'W/"4"']);
  });

  test.each([
    ['no array', { op: 'add' }, 400, 'not-a-patch'],
    ['an operation that RFC 6902 has not', [{ op: 'increment', path: '/status', value: 1 }], 400, 'not-a-patch'],
    ['no value', [{ op: 'add', path: '/status' }], 400, 'not-a-patch'],
    ['no pointer', [{ op: 'add', path: 'status', value: 1 }], 400, 'not-a-patch'],
    ['a pointer with a broken escape', [{ op: 'remove', path: '/status~2' }], 400, 'not-a-patch'],
    ['a pointer into the prototype', [{ op: 'add', path: '/__proto__/status', value: 'accepted' }], 400, 'not-a-patch'],
    ['another', [{ op: 'replace', path: '/constructor/prototype/x', value: 1 }], 400, 'not-a-patch'],
    ['a copy from the prototype', [{ op: 'copy', from: '/__proto__', path: '/note' }], 400, 'not-a-patch'],
    ['a value with such a key', '[{"op":"add","path":"/note","value":{"__proto__":{"x":1}}}]', 400, 'unsafe-key'],
    ['a pointer without end', [{ op: 'remove', path: '/a'.repeat(400) }], 400, 'not-a-patch'],
    ['too many operations', Array(101).fill(accept[0]), 400, 'not-a-patch'],
    ['what is no JSON', '[{"op":', 400, 'not-json'],
    ['a test that does not hold', [{ op: 'test', path: '/status', value: 'accepted' }, ...accept], 422, 'patch-failed'],
    ['a place that is not there', [{ op: 'replace', path: '/owner/display', value: 'x' }], 422, 'patch-failed'],
    ['an item that is not there', [{ op: 'remove', path: '/extension/9' }], 422, 'patch-failed'],
    ['a leading zero', [{ op: 'remove', path: '/extension/00' }], 422, 'patch-failed'],
    ['a move into itself', [{ op: 'move', from: '/code', path: '/code/text' }], 422, 'patch-failed'],
    ['nothing of it left', [{ op: 'remove', path: '' }], 422, 'patch-failed'],
    ['no FHIR after it', [{ op: 'add', path: '/colour', value: 'red' }], 400, 'unknown-element'],
    ['no resource after it', [{ op: 'replace', path: '', value: 'x' }], 400, 'not-fhir'],
    ['another id after it', [{ op: 'replace', path: '/id', value: 'x' }], 422, 'invalid-input'],
    ['another type after it', [{ op: 'replace', path: '/resourceType', value: 'Patient' }], 400, undefined],
    [
      'what never changes',
      [{ op: 'replace', path: '/focus/reference', value: 'ServiceRequest/x' }],
      422,
      'immutable-element',
    ],
    [
      'what is not for a caller to change',
      [{ op: 'add', path: '/description', value: 'x' }],
      403,
      'not-yours-to-change',
    ],
    [
      'copies of copies',
      Array.from({ length: 60 }, (_, n) => ({ op: 'copy', from: '', path: `/x${n}` })),
      413,
      'too-large',
    ],
  ])('with %s changes nothing', async (_, operations, status, code) => {
    const ids = await world.send('L99901');
    const answer = await patch(`/Task/${ids.Task}`, operations);
    expect([answer.status, code === undefined ? undefined : codeOf(answer)], JSON.stringify(answer.body)).toEqual([
      status,
      code,
    ]);
    expect((await get(`/Task/${ids.Task}`)).meta.versionId).toBe('1');
  });

  test('needs If-Match with the version as it is, and its own content type', async () => {
    const ids = await world.send('L99901');
    const path = `/Task/${ids.Task}`;
    const type = { 'Content-Type': 'application/json-patch+json' };
    const without = await world.ask('PATCH', path, { as: 'CWS01', body: accept, headers: type });
    expect([without.status, codeOf(without)]).toEqual([400, 'if-match-missing']);
    expect((await patch(path, accept, { 'If-Match': 'W/"7"' })).status).toBe(412);
    for (const other of [
      'application/fhir+json',
      'application/json',
      'application/merge-patch+json',
      'application/xml-patch+xml',
    ])
      expect((await patch(path, accept, { 'Content-Type': other })).status).toBe(415);
    expect((await patch(path, accept, {}, 'L99902')).status).toBe(404);
    expect((await patch(`/Consent/${ids.Patient}`, accept)).status).toBe(405);
  });

  test('moves and copies as RFC 6902 says, and is all or nothing', async () => {
    const ids = await world.send('L99901');
    const half = [...accept, { op: 'test', path: '/status', value: 'requested' }];
    expect((await patch(`/Task/${ids.Task}`, half)).status).toBe(422);
    const roundabout = [
      { op: 'copy', from: '/status', path: '/statusReason' },
      { op: 'replace', path: '/statusReason', value: { text: 'No room' } },
      { op: 'add', path: '/description', value: 'rejected' },
      { op: 'remove', path: '/status' },
      { op: 'move', from: '/description', path: '/status' },
    ];
    const answer = await patch(`/Task/${ids.Task}`, roundabout);
    expect([answer.status, answer.body.status, answer.body.statusReason.text]).toEqual([200, 'rejected', 'No room']);
  });
});

const batch = (entry: unknown) => ({ resourceType: 'Bundle', type: 'batch', entry });
const attempt = (task = '') => ({
  resource: {
    ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task}` }] },
    category: [{ coding: [{ system: systems.recordKind, code: 'contact-attempt' }] }],
  },
  request: { method: 'POST', url: 'Communication' },
});
const put = (resource: { id: string; resourceType: string }, changes: object, version = '1') => ({
  resource: { ...resource, ...changes },
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ifMatch: `W/"${version}"` },
});
const read = (url: string, more: object = {}) => ({ request: { method: 'GET', url, ...more } });
const statuses = (body: { entry: { response: { status: string } }[] }) => body.entry.map((e) => e.response.status);

describe('a batch', () => {
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

describe('what comes back of a change', () => {
  test('is the resource, nothing, or an outcome, as preferred', async () => {
    const ids = await world.send('L99901');
    const prefer = async (value: string, method: 'PUT' | 'PATCH' | 'POST') => {
      const headers = { Prefer: value };
      if (method === 'POST')
        return world.ask('POST', '/Communication', { as: 'CWS01', body: attempt(ids.Task).resource, headers });
      if (method === 'PATCH') return patch(`/Task/${ids.Task}`, [], headers);
      const task = await get(`/Task/${ids.Task}`);
      const match = { 'If-Match': `W/"${task.meta.versionId}"` };
      return world.ask('PUT', `/Task/${ids.Task}`, { as: 'CWS01', body: task, headers: { ...headers, ...match } });
    };
    for (const method of ['PUT', 'PATCH', 'POST'] as const) {
      const whole = await prefer('return=representation', method);
      expect([whole.body.resourceType, whole.headers['preference-applied']]).toEqual([
        method === 'POST' ? 'Communication' : 'Task',
        'return=representation',
      ]);
      const minimal = await prefer('respond-async, return=minimal', method);
      expect([minimal.body, minimal.headers.etag !== undefined]).toEqual([undefined, true]);
      expect((await prefer('return=OperationOutcome', method)).body.resourceType).toBe('OperationOutcome');
      expect(
        (await prefer('return=everything; handling=lenient', method)).headers['preference-applied'],
      ).toBeUndefined();
    }
    expect((await prefer('return=minimal', 'POST')).headers.location).toMatch(/\/Communication\//);
  });
});
