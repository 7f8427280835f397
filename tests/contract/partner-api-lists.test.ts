import { afterAll, expect, test } from 'vitest';
import { invitationList, sessionList, sessionResults } from '../../contracts/partner-api/schemas.ts';
import { as, startHub } from './partner-api-hub.ts';
import { after, before, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
afterAll(() => expect(hub.faults).toEqual([]));
const { invite, post, get } = hub;
const { at, expected } = storyOf(hub);

const key = (value: string) => ({ headers: { 'idempotency-key': value } });

test('the list holds what is mine, newest first, page after page', async () => {
  const group = 'mens-shed';
  const made: string[] = [];
  for (let n = 0; n < 30; n += 1) {
    at(`2026-11-23T10:00:${String(n).padStart(2, '0')}.000Z`);
    made.unshift(await invite(group));
  }
  const first = invitationList.parse((await get('/invitations', as(group))).body);
  expect(first.invitations.map((i) => i.id)).toEqual(made.slice(0, 25));
  const next = new URL(first.next ?? '', 'http://x');
  const query = { cursor: next.searchParams.getAll('cursor') };
  const second = invitationList.parse((await get('/invitations', { ...as(group), query })).body);
  expect(second.invitations.map((i) => i.id)).toEqual(made.slice(25));
  expect(second.next).toBeUndefined();

  await post(`/invitations/${made[3]}/accept`, undefined, as(group));
  await hub.project(made[3]?.slice(0, 26) ?? '');
  const list = async (status: string) =>
    (await get('/invitations', { ...as(group), query: { status: [status] } })).body;
  expect((await list('accepted')).invitations.map((i: { id: string }) => i.id)).toEqual([made[3]]);
  expect((await list('finished')).invitations).toEqual([]);

  const refused = async (asked: Record<string, string[]>, who = as(group)) =>
    (await get('/invitations', { ...who, query: asked })).body.errors?.[0].code;
  expect(await refused(query, as('walking-group'))).toBe('invalid-parameter');
  expect(await refused({ ...query, status: ['new'] })).toBe('invalid-parameter');
  expect(await refused({ cursor: ['x'] })).toBe('invalid-parameter');
  expect(await refused({ status: ['requested'] })).toBe('invalid-parameter');
  expect(await refused({ status: ['new', 'accepted'] })).toBe('invalid-parameter');
  expect(await refused({ page: ['2'] })).toBe('unknown-parameter');
});

test('what is new is asked again and again: nobody whom the group has answered is read for it', async () => {
  const group = 'singers';
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    at(`2026-11-23T11:00:${String(n).padStart(2, '0')}.000Z`);
    made.unshift(await invite(group));
  }
  const news = async () => {
    hub.read.length = 0;
    const { body } = await get('/invitations', { ...as(group), query: { status: ['new'] } });
    return { ids: invitationList.parse(body).invitations.map(({ id }) => id), read: hub.read.length };
  };
  expect(await news()).toEqual({ ids: made, read: 5 });
  for (const id of made.slice(1)) await post(`/invitations/${id}/accept`, undefined, as(group));
  // The ledger has the word while the rows are behind.
  expect(await news()).toEqual({ ids: made.slice(0, 1), read: 5 });
  for (const id of made.slice(1)) await hub.project(id.slice(0, 26));
  expect(await news()).toEqual({ ids: made.slice(0, 1), read: 1 });
});

test('a whole session is listed and confirmed at once; a repeat changes nothing', async () => {
  const session = 'thursday-2026-11-26';
  const one = await expected(session);
  const two = await expected(session, 'walking-group', {
    resourceType: 'Patient',
    name: [{ given: ['Олена'], family: "О'Ковальчук" }],
  });
  const elsewhere = await expected('friday-2026-11-27');
  for (const id of [one, two, elsewhere]) await hub.project(id.slice(0, 26));
  const listed = sessionList.parse((await get('/sessions', { query: { from: ['2026-11-24'] } })).body);
  const found = listed.sessions.find((s) => s.session === session);
  expect(found?.expected.map((e) => [e.invitation, e.name, e.initial]).sort()).toEqual(
    [
      [one, 'Peggy', 'O'],
      [two, 'Олена', 'О'],
    ].sort(),
  );
  const later = sessionList.parse((await get('/sessions', { query: { from: ['2026-11-25'] } })).body);
  expect(later.sessions.filter((s) => s.session === session)).toEqual([]);
  expect((await get('/sessions', { query: { from: ['tomorrow'] } })).status).toBe(400);

  at(after);
  const body = {
    results: [
      { invitation: one, result: 'came' },
      { invitation: two, result: 'did-not-come' },
      { invitation: elsewhere, result: 'came' },
    ],
  };
  const answer = await post(`/sessions/${session}/attendance`, body, key('session-key-1'));
  expect(sessionResults.parse(answer.body).results.map((r) => [r.status, r.result ?? r.problem?.detail])).toEqual([
    [200, 'came'],
    [200, 'did-not-come'],
    [422, 'This person is not expected in this session.'],
  ]);
  const version = (await get(`/invitations/${two}`)).body.version;
  const again = await post(`/sessions/${session}/attendance`, body, key('session-key-1'));
  expect(again.body.results.map((r: { status: number }) => r.status)).toEqual([200, 200, 422]);
  expect((await get(`/invitations/${two}`)).body.version).toBe(version);
  expect((await get(`/invitations/${two}`)).body.firstMeeting).toBe('did-not-come');
});

test('two sessions of one name are two: listed apart, and who came to one says nothing of the other', async () => {
  const group = 'mens-shed';
  const session = 'woodwork';
  const named = async (start: string): Promise<string> => {
    at(before);
    const id = await invite(group);
    await post(`/invitations/${id}/accept`, undefined, as(group));
    const meeting = { start, end: start.replace('T10', 'T11'), mode: 'in-person', session, signedUpBy: 'Steward' };
    expect((await post(`/invitations/${id}/first-meeting`, meeting, as(group))).status).toBe(200);
    await hub.project(id.slice(0, 26));
    return id;
  };
  const [first, second] = ['2026-11-24T10:00:00.000Z', '2026-12-01T10:00:00.000Z'];
  const [one, two] = [await named(first), await named(second)];
  const listed = sessionList
    .parse((await get('/sessions', as(group))).body)
    .sessions.filter((s) => s.session === session);
  expect(listed.map((s) => [s.start, s.expected.map((e) => e.invitation)])).toEqual([
    [first, [one]],
    [second, [two]],
  ]);

  at('2026-12-01T12:00:00.000Z');
  const results = [one, two].map((invitation) => ({ invitation, result: 'came' }));
  const say = (body: object) => post(`/sessions/${session}/attendance`, body, as(group));
  const vague = await say({ results });
  expect([vague.status, vague.body.errors]).toEqual([
    422,
    [{ code: 'missing-element', says: 'A required field is missing.', detail: expect.any(String), pointer: '/start' }],
  ]);
  const told = await say({ start: '2026-12-01T10:00:00+00:00', results });
  expect(sessionResults.parse(told.body).results.map((r) => r.status)).toEqual([422, 200]);
  const known = async (id: string) => (await get(`/invitations/${id}`, as(group))).body.firstMeeting;
  expect([await known(one), await known(two)]).toEqual([undefined, 'came']);
});

test.each(['2026-02-31', '2026-13-01', '20261124', '2026-11-24T10:00:00Z', ''])(
  'sessions from %s are refused',
  async (from) => {
    const answer = await get('/sessions', { query: { from: [from] } });
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'invalid-parameter']);
  },
);
