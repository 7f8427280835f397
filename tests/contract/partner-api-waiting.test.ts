import { afterAll, expect, test } from 'vitest';
import { invitation, roomSaid, waitingList } from '../../contracts/partner-api/schemas.ts';
import { as, startHub } from './partner-api-hub.ts';
import { before, meeting, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
const { invite, post, get } = hub;
const { at } = storyOf(hub);
const wait = async (place?: number) => {
  const id = await invite();
  const body = { lookAgain: '2026-12-07', ...(place === undefined ? {} : { place }) };
  return { id, answer: await post(`/invitations/${id}/waiting-list`, body) };
};
const listed = async () => waitingList.parse((await get('/waiting-list')).body).waiting.map(({ id }) => id);

test('a group says yes and that the person waits: with a place, and a day on which somebody looks again', async () => {
  at(before);
  const { answer } = await wait(3);
  expect(answer.status, answer.text).toBe(200);
  expect(invitation.parse(answer.body)).toMatchObject({
    status: 'accepted',
    waiting: { place: 3, lookAgain: '2026-12-07', since: expect.stringMatching(/Z$/) },
  });
  expect(answer.body).not.toHaveProperty('due');
});

test('longer than 20 working days nobody waits unseen, and no place is nothing', async () => {
  const id = await invite();
  for (const wrong of [{}, { place: 1 }, { lookAgain: '2027-03-01' }, { lookAgain: '2026-12-07', place: 0 }])
    expect((await post(`/invitations/${id}/waiting-list`, wrong)).status).toBeGreaterThanOrEqual(400);
  expect((await get(`/invitations/${id}`)).body.status).toBe('new');
});

test('who is next stands first; a place that frees names them, and once it is said they wait no longer', async () => {
  const { id: second } = await wait(2);
  const { id: first } = await wait(1);
  const { id: last } = await wait();
  const list = await listed();
  expect([list[0], list[1], list.at(-1)]).toEqual([first, second, last]);
  expect((await get('/waiting-list', as('mens-shed'))).body.waiting).toEqual([]);

  const said = roomSaid.parse((await post('/room', { room: 'has-room' })).body);
  expect(said.next?.id).toBe(first);
  expect(hub.rooms.at(-1)).toMatchObject({ of: 'walking-group', state: 'has-room' });
  const free = invitation.parse((await post(`/invitations/${first}/place-free`)).body);
  expect(free).toMatchObject({ status: 'accepted', due: { what: 'Name the first meeting' } });
  expect(free).not.toHaveProperty('waiting');
  expect((await listed()).at(0)).toBe(second);
  const { referral } = (await hub.ledger.load(first.split('.')[0] ?? '')) ?? {};
  expect(JSON.stringify(referral?.onward[0]?.task.extension)).not.toMatch(/waiting-place|review-date/);
});

test('a first meeting ends the wait, too; what was never waited for is not accepted by a place that frees', async () => {
  const { id } = await wait(7);
  const named = invitation.parse((await post(`/invitations/${id}/first-meeting`, meeting)).body);
  expect(named).not.toHaveProperty('waiting');
  const untouched = await invite();
  expect((await post(`/invitations/${untouched}/place-free`)).body.status).toBe('new');
});

test('a group that is full says so until a day; anything else is no word about room', async () => {
  expect((await post('/room', { room: 'full', until: '2026-12-24' })).body).toEqual({ room: 'full' });
  expect(hub.rooms.at(-1)).toMatchObject({ state: 'full', until: '2026-12-24T17:00:00.000Z' });
  for (const wrong of [{}, { room: 'perhaps' }, { room: 'full', until: 'Christmas' }])
    expect((await post('/room', wrong)).status).toBeGreaterThanOrEqual(400);
});
