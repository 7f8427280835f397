import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { codeOf, idsOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const get: World['get'] = (...asked) => world.get(...asked);
const accepted = async (more: Parameters<World['send']>[1] = {}) => {
  const ids = await world.send('L99901', more);
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  return ids;
};
/** Puts back what was read, with changes, whatever the answer. */
const put = async (path: string, changes: object, as = 'CWS01') => {
  const body = await get(path, as);
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  return world.ask('PUT', path, { as, body: { ...body, ...changes }, headers });
};
const outcome = (code: string) => ({
  type: { coding: [{ system: systems.taskOutput, code: 'outcome' }] },
  valueCodeableConcept: { coding: [{ system: systems.outcome, code }] },
});

describe('the first conversation', () => {
  const messages = async (task: string | undefined) =>
    (await get(`/Communication?about=Task/${task}`, 'L99901')).entry.map(
      (e: { resource: { payload: { contentString: string }[]; reasonCode?: { coding: { code: string }[] }[] } }) => [
        e.resource.reasonCode?.[0]?.coding[0]?.code,
        e.resource.payload[1]?.contentString,
      ],
    );

  test('is answered as it was recorded, at no more cost than before, and the practice finds its message', async () => {
    const { Task } = await accepted();
    let answer: Awaited<ReturnType<World['record']>> | undefined;
    const cost = await world.costOf(async () => {
      answer = await world.record(Task, 'conversation', { note: [{ text: 'Her son drinks' }] });
    });
    expect(cost).toEqual(['Query', 'PutItem']);
    expect(answer?.body).toMatchObject({ category: [{ coding: [{ code: 'conversation' }] }], status: 'completed' });
    expect(await messages(Task)).toEqual([['held', 'The CWS01 has had a first conversation with the person.']]);
  });

  test('that was not possible is told once, and why is not', async () => {
    const { Task } = await accepted();
    const why = { status: 'not-done', statusReason: { text: 'Her telephone is dead' } };
    await world.record(Task, 'conversation', why);
    await world.record(Task, 'conversation');
    const found = await messages(Task);
    expect(found).toHaveLength(1);
    expect(found[0]?.[0]).toBe('not-possible');
    expect(JSON.stringify(await get(`/Communication?about=Task/${Task}`, 'L99901'))).not.toContain('telephone');
  });

  test('is not told when work begins', async () => {
    const { Task } = await accepted();
    await world.change('CWS01', `/Task/${Task}`, { status: 'in-progress' });
    expect(await messages(Task)).toEqual([]);
  });
});

test('a referral is not closed as advice when nobody spoke with the person; the refusal says so', async () => {
  const { Task } = await accepted();
  const output = [outcome('advice-only')];
  const refused = await put(`/Task/${Task}`, { status: 'completed', output });
  expect([refused.status, codeOf(refused)]).toEqual([422, 'outcome-untrue']);
  expect(refused.body.issue[0].diagnostics).toContain('no conversation with the person is recorded');
  await world.record(Task, 'conversation');
  expect((await put(`/Task/${Task}`, { status: 'completed', output })).status).toBe(200);
});

describe('risks', () => {
  const dangerous = { request: { reasonCode: [{ text: 'She says that she wants to end her life' }] } };
  const risksIn = (task: {
    input?: { type: { coding: { code: string }[] }; valueReference: { reference: string } }[];
  }) => (task.input ?? []).filter((i) => i.type.coding[0]?.code === 'needs-person-first').map((i) => i.valueReference);

  test('stand on the coordinator’s Task and list until they were read; nobody else finds them', async () => {
    const ids = await world.send('L99901', dangerous);
    const [flag] = risksIn(await get(`/Task/${ids.Task}`));
    expect(await get(`/${flag?.reference}`)).toMatchObject({ resourceType: 'Flag', status: 'active' });
    await world.projectAll();
    const listed = async (as: string, path: string) => {
      const page = await get(`/Task?${path}`, as);
      expect(idsOf(page)).toContain(ids.Task);
      const found = page.entry.find((e: { resource: { id: string } }) => e.resource.id === ids.Task);
      return risksIn(found.resource);
    };
    expect(await listed('CWS01', 'status=requested')).toEqual([flag]);
    expect(await listed('L99901', 'status=requested')).toEqual([]);
    expect(risksIn(await get(`/Task/${ids.Task}`, 'L99901'))).toEqual([]);
    expect(JSON.stringify(await get(`/Task/${ids.Task}`, 'L99901'))).not.toContain('person-first');

    await world.record(ids.Task, 'risks-read', { sender: { display: 'Dr Amara Cole' } });
    await world.projectAll();
    expect(await listed('CWS01', 'status=requested')).toEqual([]);
  });

  test.each([
    ['nobody’s name', { sender: { display: '.' } }, 'missing-element', 'Communication.sender.display'],
    ['a date before the hub had them', { sent: '2001-01-01T09:00:00Z' }, 'invalid-input', 'Communication.sent'],
  ])('are not read by %s', async (_, more, code, expression) => {
    const { Task } = await world.send('L99901', dangerous);
    const body = {
      ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${Task}` }] },
      category: [{ coding: [{ system: systems.recordKind, code: 'risks-read' }] }],
      ...{ sender: { display: 'Dr Amara Cole' }, ...more },
    };
    const refused = await world.ask('POST', '/Communication', { as: 'CWS01', body });
    expect([refused.status, codeOf(refused), refused.body.issue[0].expression]).toEqual([422, code, [expression]]);
  });
});

describe('a note of the owner', () => {
  test('is signed and dated by the hub, read by both sides, and never changed', async () => {
    const { Task } = await accepted();
    const note = [{ text: 'Rings after six', authorString: 'Somebody else', time: '2001-01-01T00:00:00Z' }];
    const noted = await put(`/Task/${Task}`, { note });
    expect(noted.body.note).toEqual([
      {
        text: 'Rings after six',
        authorReference: { reference: 'Organization/CWS01' },
        time: noted.body.meta.lastUpdated,
      },
    ]);
    for (const as of ['CWS01', 'L99901']) expect((await get(`/Task/${Task}`, as)).note).toEqual(noted.body.note);
    for (const changed of [undefined, [{ ...noted.body.note[0], text: 'Rings before six' }]]) {
      const refused = await put(`/Task/${Task}`, { note: changed });
      expect([refused.status, codeOf(refused)]).toEqual([422, 'immutable-element']);
    }
    const byReferrer = await put(`/Task/${Task}`, { note: [...noted.body.note, { text: 'Mine' }] }, 'L99901');
    expect([byReferrer.status, codeOf(byReferrer)]).toEqual([403, 'not-yours-to-change']);
  });
});

describe('received (standards.md 12.2)', () => {
  test('by the owner of a Task is read as requested and acknowledged', async () => {
    const { Task } = await world.send('L99901');
    const before = await get(`/Task/${Task}`);
    const answer = await put(`/Task/${Task}`, { status: 'received' });
    expect([answer.status, answer.body.status]).toEqual([200, 'requested']);
    const waits = before.businessStatus.coding[0].code === 'awaiting-information';
    expect(answer.body.businessStatus.coding[0].code).toBe(waits ? 'awaiting-information' : 'acknowledged');
  });

  test('is no way back from accepted, and ready says too little', async () => {
    const { Task } = await accepted();
    expect(codeOf(await put(`/Task/${Task}`, { status: 'received' }))).toBe('illegal-transition');
    const ready = await put(`/Task/${Task}`, { status: 'ready' });
    expect([ready.status, codeOf(ready)]).toEqual([400, 'unknown-code']);
  });
});

describe('the referrer’s request', () => {
  const ended = async () => {
    const ids = await accepted();
    await world.record(ids.Task, 'conversation');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'completed', output: [outcome('advice-only')] });
    return ids;
  };

  test('is completed by the hub with the Task that it made for it', async () => {
    const { ServiceRequest } = await ended();
    expect((await get(`/ServiceRequest/${ServiceRequest}`, 'L99901')).status).toBe('completed');
  });

  test('is completed by its author where the Task ended in another way, not before', async () => {
    const ids = await accepted();
    const path = `/ServiceRequest/${ids.ServiceRequest}`;
    const early = await put(path, { status: 'completed' }, 'L99901');
    expect([early.status, codeOf(early)]).toEqual([422, 'illegal-transition']);
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'failed', statusReason: { text: 'We lost touch' } });
    const done = await put(path, { status: 'completed' }, 'L99901');
    expect([done.status, done.body.status]).toEqual([200, 'completed']);
    expect((await put(path, { status: 'completed' }, 'L99901')).status).toBe(200);
  });
});
