import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { idsIn } from './hub.ts';
import { askOnward, idsOf, onwardBundle, startWorld, type World } from './world.ts';

/** Issue 5 item 5, over FHIR: who reports, who says how it stands, and what each is shown of it. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const report = (task: string, code: string, more: object = {}): object => ({
  ...{ resourceType: 'Communication', status: 'in-progress' },
  category: [{ coding: [{ system: systems.recordKind, code: 'circumstance' }] }],
  topic: { coding: [{ system: systems.circumstance, code }] },
  about: [{ reference: `Task/${task}` }],
  ...more,
});
const post = (as: string, body: object) => world.ask('POST', '/Communication', { as, body });
const read = (as: string, id: string) => world.ask('GET', `/Communication/${id}`, { as });
const codes = (body: { issue?: { details: { coding: { code: string }[] } }[] }) =>
  (body.issue ?? []).map((i) => i.details.coding[0]?.code);
const owes = async (task: string) =>
  obligations((await world.ledger.load(task.split('.')[0] ?? ''))?.referral ?? never()).map((o) => o.what);
const never = () => {
  throw new Error('no such referral');
};

/** A group was asked and has accepted. */
const withGroup = async () => {
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  const asked = await world.ask('POST', '', { as: 'CWS01', body: onwardBundle(ids, { owner: 'walking-group' }) });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  return { t1: ids.Task ?? '', t2: idsIn(asked.body).Task ?? '', patient: ids.Patient ?? '' };
};

test('a group reports over FHIR, reads its own report and nobody else’s; the coordinator confirms and everything is withdrawn', async () => {
  const { t1, t2 } = await withGroup();
  const made = await post('walking-group', report(t2, 'died', { sender: { display: 'Walk leader' } }));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body).toMatchObject({ status: 'in-progress', about: [{ reference: `Task/${t2}` }] });
  expect(made.body).not.toHaveProperty('subject');
  expect((await post('walking-group', report(t2, 'died'))).status).toBe(200);
  expect((await read('walking-group', made.body.id)).status).toBe(200);
  for (const other of ['L99901', 'mens-shed']) expect((await read(other, made.body.id)).status).toBe(404);
  expect(await owes(t1)).toContain('confirm-circumstance');
  await world.projectAll();
  const found = await world.ask('GET', `/Communication?about=Task/${t2}`, { as: 'CWS01' });
  expect(idsOf(found.body)).toContain(made.body.id);

  const confirmed = await world.change('CWS01', `/Communication/${made.body.id}`, { status: 'completed' });
  const listed = confirmed.body.about.map((a: { reference: string }) => a.reference);
  expect(listed).toEqual([`Task/${t2}`, `Task/${t2}`]);
  const task = await world.ask('GET', `/Task/${t2}`, { as: 'CWS01' });
  expect(task.body.status).toBe('cancelled');
  expect((await read('walking-group', made.body.id)).body).toEqual(made.body);
  const history = await world.ask('GET', `/Communication/${made.body.id}/_history`, { as: 'walking-group' });
  expect(history.body).toMatchObject({ total: 1, entry: [{ resource: made.body }] });
  const headers = { 'If-Match': 'W/"1"' };
  const body = { ...made.body, status: 'entered-in-error' };
  const tried = await world.ask('PUT', `/Communication/${made.body.id}`, { as: 'walking-group', headers, body });
  expect(tried.status).toBe(403);
  expect(await owes(t1)).toContain('close-referral');
  const patient = await world.ask('GET', `/Patient/${t1.split('.')[0]}.p1`, { as: 'L99901' });
  expect(patient.body).not.toHaveProperty('deceasedBoolean');
});

test('who PUTs the end of an onward Task with moved-or-died has reported it; the coordinator says which it was', async () => {
  const { t1, t2 } = await withGroup();
  const statusReason = {
    coding: [{ system: systems.statusReason, code: 'moved-or-died' }],
    text: 'A neighbour said so',
  };
  await world.change('CWS01', `/Task/${t2}`, { status: 'cancelled', statusReason });
  expect(await owes(t1)).toContain('confirm-circumstance');
  const died = await post('CWS01', report(t1, 'died', { status: 'completed' }));
  expect(died.status, JSON.stringify(died.body)).toBe(201);
  expect(await owes(t1)).toEqual(['close-referral']);
});

test('what does not fit is refused with its place', async () => {
  const { t1, t2 } = await withGroup();
  const refused: [string, object, number, string][] = [
    ['L99901', report(t1, 'lost'), 400, 'unknown-code'],
    ['L99901', report(t1, 'died', { topic: undefined }), 422, 'missing-element'],
    ['L99901', report(t1, 'died', { payload: [{ contentString: 'Her son rang' }] }), 422, 'invalid-input'],
    ['L99901', report(t1, 'died', { sender: { display: 'Her\nson' } }), 422, 'invalid-input'],
    ['L99901', report(t1, 'died', { subject: { reference: 'Patient/somebody-else' } }), 422, 'wrong-parent'],
    ['L99901', report(t1, 'died', { status: 'entered-in-error' }), 422, 'invalid-input'],
    ['L99902', report(t1, 'died'), 404, 'not-found'],
    ['walking-group', report(t1, 'died'), 404, 'not-found'],
    ['mens-shed', report(t2, 'died'), 404, 'not-found'],
    ['CWS01', report(t1, 'in-hospital', { status: 'completed' }), 422, 'review-date-missing'],
  ];
  for (const [as, body, status, code] of refused) {
    const answer = await post(as, body);
    expect([answer.status, codes(answer.body)], JSON.stringify(body)).toEqual([status, [code]]);
  }
  expect(await owes(t1)).not.toContain('confirm-circumstance');
});

test('the practice reports, may not say how it stands, and hears nothing of what was called off', async () => {
  const { t1, t2 } = await withGroup();
  const { body: made } = await post('L99901', report(t1, 'in-hospital'));
  const standing = await read('L99901', made.id);
  const put = await world.ask('PUT', `/Communication/${made.id}`, {
    ...{ as: 'L99901', body: { ...standing.body, status: 'completed' } },
    headers: { 'If-Match': `W/"${standing.body.meta.versionId}"` },
  });
  expect([put.status, codes(put.body)]).toEqual([403, ['not-yours-to-change']]);
  const until = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const extension = [{ url: extensions.reviewDate, valueDate: until }];
  await world.change('CWS01', `/Communication/${made.id}`, { status: 'completed', extension });
  expect((await world.ask('GET', `/Task/${t1}`, { as: 'L99901' })).body.status).toBe('on-hold');
  expect((await world.ask('GET', `/Task/${t2}`, { as: 'CWS01' })).body.status).toBe('requested');
  expect(JSON.stringify((await read('L99901', made.id)).body)).not.toContain(t2);
  await world.change('CWS01', `/Communication/${made.id}`, { status: 'stopped' });
});

test.each(['before', 'after'])(
  'a message that waits for the right practice is not there to be fetched, made %s it became known',
  async (made) => {
    const { t1 } = await withGroup();
    if (made === 'before') await world.record(t1, 'conversation');
    const { body: known } = await post('CWS01', report(t1, 'other-practice', { status: 'completed' }));
    if (made === 'after') await world.record(t1, 'conversation');
    await world.projectAll();
    const fetched = async () => {
      const found = await world.ask('GET', '/Communication?recipient=Organization/L99901', { as: 'L99901' });
      return (found.body.entry ?? [])
        .map(
          (e: { resource: { topic?: { coding: { code: string }[] }; about: { reference: string }[] } }) => e.resource,
        )
        .filter((r: { about: { reference: string }[] }) => r.about[0]?.reference === `Task/${t1}`)
        .map((r: { topic?: { coding: { code: string }[] } }) => r.topic?.coding[0]?.code);
    };
    expect(await fetched()).toEqual(['other-practice']);
    await world.change('CWS01', `/Communication/${known.id}`, { status: 'entered-in-error' });
    await world.projectAll();
    expect((await fetched()).sort()).toEqual(['first-conversation', 'other-practice']);
  },
);

describe('whoever stops something with the code moved-or-died has reported it', () => {
  const gone = { system: systems.statusReason, code: 'moved-or-died' };
  const theirs = { system: 'https://practice.example/why', code: '7' };
  const toStop = (task: string, more: object) => ({
    ...{ resourceType: 'Task', status: 'requested', intent: 'order', focus: { reference: `Task/${task}` } },
    code: { coding: [{ system: systems.taskCode, code: 'abort' }] },
    ...more,
  });
  const ask = (task: string, more: object) => world.ask('POST', '/Task', { as: 'L99901', body: toStop(task, more) });

  test.each([
    ['reasonCode', 'with words', 'Her neighbour told us'],
    ['reasonCode', 'alone', undefined],
    ['statusReason', 'alone', undefined],
  ])('a request to stop, in %s, %s', async (element, _, text) => {
    const { t1 } = await withGroup();
    await world.change('CWS01', `/Task/${t1}`, { status: 'in-progress' });
    const asked = await ask(t1, { [element]: { coding: [theirs, gone], ...(text ? { text } : {}) } });
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect(asked.body.reasonCode).toEqual({ coding: [gone, theirs], text: text ?? '7' });
    expect(await owes(t1)).toContain('confirm-circumstance');
  });

  test('which is refused where it says nothing at all', async () => {
    const { t1 } = await withGroup();
    await world.change('CWS01', `/Task/${t1}`, { status: 'in-progress' });
    expect(codes((await ask(t1, {})).body)).toEqual(['reason-missing']);
  });

  test.each([
    ['with words', 'Her neighbour told us'],
    ['alone', undefined],
  ])('a meeting that is called off, %s', async (_, text) => {
    const ids = await world.send('L99901');
    await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
    const { Task: t2 = '' } = await askOnward(world, ids);
    await world.change('CWS01', `/Task/${t2}`, { status: 'accepted' });
    const start = Date.now() + 86_400_000;
    const [from, to] = [start, start + 3_600_000].map((ms) => new Date(ms).toISOString());
    const named = await world.ask('POST', '/Appointment', {
      as: 'CWS01',
      body: {
        ...{ resourceType: 'Appointment', status: 'booked', start: from, end: to },
        supportingInformation: [{ reference: `Task/${t2}` }],
        extension: [
          { url: extensions.signedUpBy, valueString: 'Jo' },
          { url: extensions.meetingMode, valueCode: 'in-person' },
        ],
        participant: [{ actor: { type: 'Location', display: 'The park' }, status: 'accepted' }],
      },
    });
    expect(named.status, JSON.stringify(named.body)).toBe(201);
    const off = { status: 'cancelled', cancelationReason: { coding: [gone, theirs], ...(text ? { text } : {}) } };
    const { body } = await world.change('CWS01', `/Appointment/${named.body.id}`, off);
    expect(body.cancelationReason).toEqual({ coding: [gone, theirs], text: text ?? 'moved-or-died' });
    expect(await owes(ids.Task ?? '')).toContain('confirm-circumstance');
  });
});
