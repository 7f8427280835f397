import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { idsIn } from './hub.ts';
import { onwardBundle, startWorld, type World } from './world.ts';

/** Issue 5 over FHIR: who has opened it, and whose case it is. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

interface Extension {
  url: string;
}
const opening = (task: string, more: object = {}): object => ({
  ...{ resourceType: 'Communication', status: 'completed' },
  category: [{ coding: [{ system: systems.recordKind, code: 'opened' }] }],
  about: [{ reference: `Task/${task}` }],
  sender: { display: 'Jo Bloggs' },
  ...more,
});
const post = (as: string, body: object, headers = {}) => world.ask('POST', '/Communication', { as, body, headers });
const read = (as: string, path: string) => world.ask('GET', path, { as });
const assignee = (value: string, display?: string) => ({
  url: extensions.assignee,
  valueReference: { identifier: { system: systems.staff, value }, ...(display ? { display } : {}) },
});
const codes = (body: { issue?: { details: { coding: { code: string }[] } }[] }) =>
  (body.issue ?? []).map((i) => i.details.coding[0]?.code);

const put = async (as: string, task: string, change: (extension: Extension[]) => object[], more: object = {}) => {
  const { body } = await read(as, `/Task/${task}`);
  const sent = { ...body, extension: change(body.extension ?? []), ...more };
  return world.ask('PUT', `/Task/${task}`, { as, body: sent, headers: { 'If-Match': `W/"${body.meta.versionId}"` } });
};

test('each side says that somebody opened it; again with nothing new is 200 and no version', async () => {
  const ids = await world.send('L99901');
  const t1 = ids.Task ?? '';
  const first = await post('CWS01', opening(t1));
  expect(first.status, JSON.stringify(first.body)).toBe(201);
  expect(first.body).toMatchObject({ sender: { reference: 'Organization/CWS01', display: 'Jo Bloggs' } });
  const again = await post('CWS01', opening(t1, { sender: { display: 'Ama Mensah' } }));
  expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  expect((await post('L99901', opening(t1))).status).toBe(201);
  expect((await read('L99901', `/Communication/${first.body.id}`)).status).toBe(404);
  expect((await read('CWS01', `/Communication/${first.body.id}`)).body.sender.display).toBe('Jo Bloggs');
  expect((await world.ledger.load(t1.split('.')[0] ?? ''))?.referral.version).toBe(3);
  const headers = { 'X-Request-Id': 'b1a7d1c0-0000-4000-8000-000000000001' };
  const elsewhere = (await world.send('L99901')).Task ?? '';
  const [one, repeat] = [
    await post('CWS01', opening(elsewhere), headers),
    await post('CWS01', opening(elsewhere), headers),
  ];
  expect([one.status, repeat.body.id]).toEqual([201, one.body.id]);
});

test('a group opens its own request and reads that back; the referral is not there for it', async () => {
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  const asked = await world.ask('POST', '', { as: 'CWS01', body: onwardBundle(ids, { owner: 'walking-group' }) });
  const t2 = idsIn(asked.body).Task ?? '';
  const made = await post('walking-group', opening(t2, { sender: { display: 'Walk leader' } }));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(Object.keys(made.body).sort()).toEqual(
    ['about', 'category', 'id', 'meta', 'resourceType', 'sender', 'sent', 'status'].sort(),
  );
  expect((await read('walking-group', `/Communication/${made.body.id}`)).status).toBe(200);
  expect((await read('CWS01', `/Communication/${made.body.id}`)).body.sender.display).toBe('Walk leader');
  expect((await post('walking-group', opening(ids.Task ?? ''))).status).toBe(404);
  expect((await post('L99901', opening(t2))).status).toBe(404);
  expect((await post('mens-shed', opening(t2))).status).toBe(404);
});

test.each([
  ['without a name', { sender: undefined }, 'missing-element'],
  ['with words in it', { payload: [{ contentString: 'Seen' }] }, 'invalid-input'],
  ['that did not happen', { status: 'not-done', statusReason: { text: 'x' } }, 'invalid-input'],
])('an opening %s is refused', async (_, more, code) => {
  const { Task: t1 = '' } = await world.send('L99901');
  const answer = await post('CWS01', opening(t1, more));
  expect([answer.status >= 400, codes(answer.body)]).toEqual([true, [code]]);
});

test('the coordinator says whose case it is, by PUT or PATCH, together with a move or alone; nobody else sees it', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  const seen = async (as: string) => JSON.stringify((await read(as, `/Task/${t1}`)).body).includes(extensions.assignee);
  const taken = await put('CWS01', t1, (e) => [...e, assignee('jb', 'Jo Bloggs')], { status: 'accepted' });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  expect(taken.body).toMatchObject({ status: 'accepted', meta: { versionId: '2' } });
  expect([await seen('CWS01'), await seen('L99901')]).toEqual([true, false]);
  const n = taken.body.extension.findIndex((e: Extension) => e.url === extensions.assignee);
  const patched = await world.ask('PATCH', `/Task/${t1}`, {
    as: 'CWS01',
    body: [{ op: 'replace', path: `/extension/${n}`, value: assignee('am') }],
    headers: { 'If-Match': 'W/"2"', 'Content-Type': 'application/json-patch+json' },
  });
  expect(patched.status, JSON.stringify(patched.body)).toBe(200);
  expect(patched.body.extension).toContainEqual(assignee('am'));
  const same = await put('CWS01', t1, (e) => e);
  expect(same.body.meta.versionId).toBe('3');
  const nobody = await put('CWS01', t1, (e) => e.filter(({ url }) => url !== extensions.assignee));
  expect([nobody.status, await seen('CWS01')]).toEqual([200, false]);
});

test('a request comes to the local team of its practice; its coordinator alone sees that, and moves it to another', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  const team = (value: string, display: string) => ({
    url: extensions.localTeam,
    valueReference: { identifier: { system: systems.team, value }, display },
  });
  const seen = async (as: string) => (await read(as, `/Task/${t1}`)).body.extension ?? [];
  expect(await seen('CWS01')).toContainEqual(team('tewkesbury', 'Tewkesbury'));
  expect(JSON.stringify(await seen('L99901'))).not.toContain('tewkesbury');
  const others = (e: Extension[]) => e.filter(({ url }) => url !== extensions.localTeam);
  const moved = await put('CWS01', t1, (e) => [...others(e), team('forest', 'Forest')]);
  expect([moved.status, moved.body.extension]).toEqual([
    200,
    expect.arrayContaining([team('forest', 'Forest of Dean')]),
  ]);
  const nowhere = await put('CWS01', t1, others);
  expect([nowhere.status, codes(nowhere.body)]).toEqual([422, ['invalid-input']]);
  const unknown = await put('CWS01', t1, (e) => [...others(e), team('bristol', 'Bristol')]);
  expect([unknown.status, codes(unknown.body)]).toEqual([422, ['invalid-input']]);
});

test('nobody else sets it, on nothing else, and never half', async () => {
  const ids = await world.send('L99901');
  const t1 = ids.Task ?? '';
  const byPractice = await put('L99901', t1, (e) => [...e, assignee('jb')]);
  expect([byPractice.status, codes(byPractice.body)]).toEqual([403, ['not-yours-to-change']]);
  await world.change('CWS01', `/Task/${t1}`, { status: 'accepted' });
  const asked = await world.ask('POST', '', { as: 'CWS01', body: onwardBundle(ids, { owner: 'walking-group' }) });
  const onT2 = await put('CWS01', idsIn(asked.body).Task ?? '', (e) => [...e, assignee('jb')]);
  expect(codes(onT2.body)).toEqual(['wrong-parent']);
  const half = { url: extensions.assignee, valueReference: { display: 'Jo Bloggs' } };
  for (const wrong of [[half], [assignee('jb'), assignee('am')], [assignee('j b')]]) {
    const answer = await put('CWS01', t1, (e) => [...e, ...wrong]);
    expect([answer.status, codes(answer.body)]).toEqual([422, ['invalid-input']]);
  }
});

test('a Task that is only assigned costs what any change costs', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  const { body } = await read('CWS01', `/Task/${t1}`);
  const sent = { ...body, extension: [...body.extension, assignee('jb')] };
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  const cost = await world.costOf(() => world.ask('PUT', `/Task/${t1}`, { as: 'CWS01', body: sent, headers }));
  expect(cost).toEqual(['Query', 'PutItem']);
});
