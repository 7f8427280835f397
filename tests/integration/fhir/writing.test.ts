import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { attempt, codeOf, startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const get: World['get'] = (...asked) => world.get(...asked);

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
