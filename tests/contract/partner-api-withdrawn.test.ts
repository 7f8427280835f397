import type { Consent } from 'fhir/r4.js';
import { afterAll, expect, test } from 'vitest';
import { invitation } from '../../contracts/partner-api/schemas.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { startHub } from './partner-api-hub.ts';
import { after, before, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
const { invite, post, get } = hub;
const { at, expected } = storyOf(hub);

const idOf = (invitationId: string): string => invitationId.split('.')[0] ?? '';
const referralOf = async (id: string) => {
  const loaded = await hub.ledger.load(idOf(id));
  if (!loaded) throw new Error(`No ${id}`);
  return loaded.referral;
};
const objection: Consent = {
  ...{ resourceType: 'Consent', status: 'active', scope: {}, category: [] },
  provision: {
    ...{ type: 'deny' },
    actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/walking-group' } }],
  },
};
const withdraws: Action = { kind: 'record-permission', consent: objection };
const calls = async (id: string) =>
  obligations(await referralOf(id))
    .filter((o) => o.what === 'recall-copy')
    .map((o) => o.task);

test.each([
  ['by itself', (id: string) => get(`/invitations/${id}`)],
  ['in a list', () => get('/invitations')],
])('that a group has read an invitation %s is kept, once', async (_, read) => {
  at(before);
  const id = await invite();
  const { version } = await referralOf(id);
  expect((await read(id)).status).toBe(200);
  expect((await referralOf(id)).version).toBe(version + 1);
  const first = await get(`/invitations/${id}`);
  await read(id);
  expect((await referralOf(id)).version).toBe(version + 1);
  expect(invitation.parse(first.body).version).toBe(version);
});

test('so is that a group first saw whom it is about in the answer to something that it said', async () => {
  at(before);
  const id = await invite();
  const said = await post(`/invitations/${id}/notes`, { text: 'We shall look into it.' });
  expect(said.body).toHaveProperty('person');
  await hub.does(idOf(id), withdraws);
  expect(await calls(id)).toEqual([id]);
});

test('withdrawn: it reads so, of nobody, and the coordinator owes a call to who had read it', async () => {
  at(before);
  const [read, unread] = [await invite(), await invite()];
  await get(`/invitations/${read}`);
  for (const id of [read, unread]) await hub.does(idOf(id), withdraws);
  for (const id of [read, unread]) {
    const seen = invitation.parse((await get(`/invitations/${id}`)).body);
    expect(seen).toMatchObject({ status: 'withdrawn', permissionWithdrawn: true });
    expect(seen).not.toHaveProperty('person');
  }
  expect([await calls(read), await calls(unread)]).toEqual([[read], []]);
});

test('a group that has begun is left a name until it has answered, and no more of the person', async () => {
  at(before);
  await hub.register({
    ...{ actor: hub.operator, organisation: 'walking-group', name: 'Tuesday Walking Group', kind: 'voluntary' },
    tier: 'contact',
  });
  const id = await invite();
  await post(`/invitations/${id}/accept`);
  await hub.does(
    idOf(id),
    { kind: 'update-task', task: id, to: 'in-progress' },
    { client: 'w', organisation: 'walking-group' },
  );
  await hub.does(idOf(id), withdraws);
  const asked = invitation.parse((await get(`/invitations/${id}`)).body);
  expect(asked).toMatchObject({ status: 'under-way', askedToStop: true, permissionWithdrawn: true });
  expect(Object.keys(asked.person?.contact ?? {}).sort()).toEqual(['how', 'prohibited']);
  const stopped = await post(`/invitations/${id}/stop`, { reason: 'asked-to-stop' });
  expect(stopped.status, JSON.stringify(stopped.body)).toBe(200);
  expect((await get(`/invitations/${id}`)).body).not.toHaveProperty('person');
  expect(await calls(id)).toEqual([id]);
});

test.each([
  ['recalled', { kind: 'update-task', task: '', to: 'entered-in-error', reason: { text: 'Wrong person' } } as const],
  ['withdrawn', withdraws],
])('a request sent again after it was %s shows what a read shows, of nobody, and writes nothing', async (_, action) => {
  at(before);
  const id = await invite();
  const opened = () =>
    post(`/invitations/${id}/opened`, { by: 'Walk leader' }, { headers: { 'idempotency-key': `opened-${id}` } });
  expect((await opened()).body).toHaveProperty('person');
  await hub.does(idOf(id), action.kind === 'update-task' ? { ...action, task: id } : action);
  const { version } = await referralOf(id);
  at('2026-11-24T11:00:00.000Z');
  const again = await opened();
  expect(again.status).toBe(200);
  expect(again.body).not.toHaveProperty('person');
  expect(again.body).toEqual((await get(`/invitations/${id}`)).body);
  expect((await referralOf(id)).version).toBe(version);
});

test('a request sent again after the time for corrections shows nobody either', async () => {
  const id = await expected();
  at(after);
  const said = () =>
    post(`/invitations/${id}/attendance`, { result: 'came' }, { headers: { 'idempotency-key': `came-${id}` } });
  expect((await said()).body).toHaveProperty('person');
  await post(`/invitations/${id}/finish`);
  at('2027-02-25T13:00:00.000Z');
  expect((await said()).body).not.toHaveProperty('person');
});
