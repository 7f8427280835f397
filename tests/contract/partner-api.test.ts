import { afterAll, expect, test } from 'vitest';
import { invitation, problem } from '../../contracts/partner-api/schemas.ts';
import { as, startHub } from './partner-api-hub.ts';
import { after, before, meeting, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
const { invite, post, get, does } = hub;
const { at, expected } = storyOf(hub);

const key = (value: string) => ({ headers: { 'idempotency-key': value } });

test('a group is invited, accepts, names the first meeting, says that the person came, and is done', async () => {
  at(before);
  const id = await invite();
  const seen = invitation.parse((await get(`/invitations/${id}`)).body);
  expect(seen).toMatchObject({ id, status: 'new', person: { name: 'Peggy', initial: 'O' }, meetings: [] });
  const accepted = await post(`/invitations/${id}/accept`);
  expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted', version: 4 } });
  expect(accepted.headers.etag).toBe('W/"4"');
  const named = invitation.parse((await post(`/invitations/${id}/first-meeting`, meeting)).body);
  expect(named.meetings).toMatchObject([{ status: 'planned', place: 'Main gate', session: 'tuesday-2026-11-24' }]);
  at(after);
  const came = invitation.parse((await post(`/invitations/${id}/attendance`, { result: 'came' })).body);
  expect(came).toMatchObject({ status: 'under-way', firstMeeting: 'came', meetings: [{ status: 'came' }] });
  expect((await post(`/invitations/${id}/finish`)).body).toMatchObject({ status: 'finished', firstMeeting: 'came' });
  expect(invitation.parse((await get(`/invitations/${id}`)).body).status).toBe('finished');
});

test('a group writes a note to the link worker: it reads its own again, signed and dated, and nobody else’s', async () => {
  at(before);
  const id = await invite();
  const text = 'We meet at the other gate this winter';
  const noted = invitation.parse((await post(`/invitations/${id}/notes`, { text })).body);
  expect(noted).toMatchObject({ status: 'new', notes: [{ text, at: expect.stringMatching(/Z$/) }] });
  for (const wrong of [{}, { text: ' ' }, { text: 'x'.repeat(501) }, { text, by: 'me' }])
    expect((await post(`/invitations/${id}/notes`, wrong)).status).toBeGreaterThanOrEqual(400);
  await post(`/invitations/${id}/decline`, { reason: 'no-capacity' });
  expect((await post(`/invitations/${id}/notes`, { text })).status).toBe(409);
  expect((await get(`/invitations/${id}`)).body).not.toHaveProperty('notes');
});

test('a group says who opened it, and again only when there is something new', async () => {
  at(before);
  const id = await invite();
  const opened = async (by: unknown) => post(`/invitations/${id}/opened`, { by });
  const first = await opened('Walk leader');
  expect(first).toMatchObject({ status: 200, body: { id, status: 'new' } });
  expect(JSON.stringify(first.body)).not.toContain('Walk leader');
  const versions = async () => (await hub.ledger.load(id.split('.')[0] ?? ''))?.head.version;
  const version = await versions();
  expect((await opened('Somebody else')).status).toBe(200);
  expect(await versions()).toBe(version);
  for (const wrong of ['', 'x', '--', 7, undefined, 'a\nb'])
    expect((await opened(wrong)).status).toBeGreaterThanOrEqual(400);
  expect((await post(`/invitations/${id}/opened`, { by: 'Walk leader' }, as('mens-shed'))).status).toBe(404);
});

test('a group declines with a reason, and then no longer sees the person', async () => {
  const id = await invite();
  const declined = await post(`/invitations/${id}/decline`, { reason: 'no-capacity' });
  expect(declined.body).toMatchObject({ id, status: 'declined' });
  expect(declined.body).not.toHaveProperty('person');
  const again = await post(`/invitations/${id}/accept`);
  expect([again.status, problem.parse(again.body).title]).toEqual([409, 'The invitation or meeting is over.']);
});

test('attendance is corrected by saying it again, and not before the meeting', async () => {
  const id = await expected();
  const early = await post(`/invitations/${id}/attendance`, { result: 'came' });
  expect([early.status, early.body.errors[0].code]).toEqual([422, 'not-yet']);
  at(after);
  const said = async (result: string) => (await post(`/invitations/${id}/attendance`, { result })).body.firstMeeting;
  for (const result of ['not-sure', 'did-not-come', 'came', 'could-not-come']) {
    expect(await said(result)).toBe(result);
  }
  const unsure = await post(`/invitations/${id}/attendance`, { result: 'not-sure' });
  expect([unsure.status, unsure.body.errors[0].code]).toEqual([422, 'result-known']);
});

test('nothing is corrected any more once the time for it has passed', async () => {
  const id = await expected();
  at(after);
  await post(`/invitations/${id}/attendance`, { result: 'came' });
  await post(`/invitations/${id}/finish`);
  at('2026-12-24T11:00:00.000Z');
  expect((await post(`/invitations/${id}/attendance`, { result: 'did-not-come' })).status).toBe(200);
  at('2026-12-25T13:00:00.000Z');
  const late = await post(`/invitations/${id}/attendance`, { result: 'came' });
  expect([late.status, late.body.errors[0].code]).toEqual([422, 'too-late']);
  expect((await get(`/invitations/${id}`)).body).not.toHaveProperty('person');
});

test('a meeting whose date cannot be is refused at the field that says it', async () => {
  const id = await expected();
  const far = { ...meeting, start: '2027-12-30T10:00:00Z', end: '2027-12-30T11:00:00Z' };
  const errors = async (body: object) => {
    const { errors } = (await post(`/invitations/${id}/first-meeting`, body)).body;
    return errors.map((e: { code: string; pointer?: string; detail?: string }) => [e.code, e.pointer, e.detail]);
  };
  expect(await errors(far)).toEqual([['invalid-input', '/start', 'a meeting is within 366 days of today']]);
  const backwards = { ...meeting, start: meeting.end, end: meeting.start };
  expect((await errors(backwards)).map(([, pointer]: string[]) => pointer)).toEqual(['/end']);
});

test('the first meeting is moved by naming it again, a further one is added, moved and called off', async () => {
  const id = await expected();
  const moved = await post(`/invitations/${id}/first-meeting`, { ...meeting, start: '2026-11-24T10:30:00Z' });
  expect(moved.body.meetings).toMatchObject([{ start: '2026-11-24T10:30:00.000Z' }]);
  const week = {
    ...meeting,
    start: '2026-12-01T10:00:00Z',
    end: '2026-12-01T11:00:00Z',
    session: 'tuesday-2026-12-01',
  };
  const two = (await post(`/invitations/${id}/meetings`, week)).body.meetings;
  expect(two).toHaveLength(2);
  const path = `/invitations/${id}/meetings/${two[1].id}`;
  const put = await post(path, { ...week, place: 'Hall' }, { method: 'PUT' });
  expect(put.body.meetings[1]).toMatchObject({ id: two[1].id, place: 'Hall' });
  const off = await post(path, undefined, { method: 'DELETE' });
  expect(off.body.meetings[1]).toMatchObject({ status: 'called-off' });
});

test('a repeated request is done once, and answered with what stands; the same key with another body is refused', async () => {
  const id = await expected();
  at(after);
  const first = await post(`/invitations/${id}/attendance`, { result: 'came' }, key('first-time-0001'));
  const twice = await post(`/invitations/${id}/attendance`, { result: 'came' }, key('first-time-0001'));
  expect([twice.status, twice.text]).toEqual([200, first.text]);
  const finished = await post(`/invitations/${id}/finish`);
  const again = await post(`/invitations/${id}/attendance`, { result: 'came' }, key('first-time-0001'));
  expect([again.status, again.text]).toEqual([200, finished.text]);
  const other = await post(`/invitations/${id}/attendance`, { result: 'not-sure' }, key('first-time-0001'));
  expect([other.status, other.body.errors[0].code]).toEqual([422, 'request-id-reused']);
  const bad = await post(`/invitations/${id}/attendance`, { result: 'came' }, key('a/b'));
  expect([bad.status, bad.body.errors[0].code]).toEqual([400, 'invalid-header']);
});

test('If-Match refuses what was not seen', async () => {
  const id = await invite();
  const path = `/invitations/${id}/accept`;
  expect((await post(path, undefined, { headers: { 'if-match': 'W/"1"' } })).status).toBe(412);
  expect((await post(path, undefined, { headers: { 'if-match': 'seven' } })).status).toBe(400);
  expect((await post(path, undefined, { headers: { 'if-match': 'W/"2"' } })).status).toBe(200);
});

test('a group stops, and a group that is asked to stop says so', async () => {
  const early = await expected();
  // Nobody asked, so nobody is told that somebody did.
  expect((await post(`/invitations/${early}/stop`, { reason: 'asked-to-stop' })).status).toBe(422);
  expect((await post(`/invitations/${early}/stop`, { reason: 'no-room' })).body.status).toBe('withdrawn');
  const id = await expected();
  at(after);
  await post(`/invitations/${id}/attendance`, { result: 'came' });
  await does(id.slice(0, 26), { kind: 'request-abort', task: id, reason: { text: 'The person moved away' } });
  expect((await get(`/invitations/${id}`)).body.askedToStop).toBe(true);
  expect((await post(`/invitations/${id.slice(0, 26)}.t3/accept`)).status).toBe(404);
  const stopped = await post(`/invitations/${id}/stop`, { reason: 'asked-to-stop' });
  expect(stopped.body).toMatchObject({ status: 'withdrawn', askedToStop: false });
  const late = await expected();
  at(after);
  await post(`/invitations/${late}/attendance`, { result: 'came' });
  expect((await post(`/invitations/${late}/stop`, { reason: 'asked-to-stop' })).status).toBe(422);
  expect((await post(`/invitations/${late}/stop`, { reason: 'lost-touch' })).body.status).toBe('stopped');
});

test('what the coordinator recalls is withdrawn, and nobody is named any more', async () => {
  const id = await invite();
  await does(id.slice(0, 26), {
    ...{ kind: 'update-task', task: id, to: 'entered-in-error' },
    reason: { text: 'Sent to the wrong group' },
  });
  const { body } = await get(`/invitations/${id}`);
  expect(body.status).toBe('withdrawn');
  expect(body).not.toHaveProperty('person');
});

test('nothing that was answered here was an exception', () => {
  expect(hub.faults).toEqual([]);
});
