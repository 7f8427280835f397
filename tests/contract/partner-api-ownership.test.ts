import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem } from '../../contracts/partner-api/schemas.ts';
import { partnerRoutes } from '../../functions/partner/routes.ts';
import { as, startHub } from './partner-api-hub.ts';

const hub = await startHub();
afterAll(hub.stop);

const requestId = '3f0c6f2a-6d5b-4d4e-8f7a-0123456789ab';
const meeting = {
  start: '2026-11-24T10:00:00Z',
  end: '2026-11-24T11:30:00Z',
  mode: 'in-person',
  session: 'tuesday',
  signedUpBy: 'Leader',
};
/** A body with which each route would do something for the owner. */
const bodies: Record<string, unknown> = {
  decline: { reason: 'no-capacity' },
  notes: { text: 'We meet at the other gate' },
  'first-meeting': meeting,
  meetings: meeting,
  '{meeting}': meeting,
  attendance: { result: 'could-not-come' },
  stop: { reason: 'no-room' },
  report: { what: 'moved' },
  'please-call': { urgency: 'urgent', askedBy: 'person' },
  opened: { by: 'Leader' },
  'waiting-list': { lookAgain: '2026-12-07' },
};
const routes = partnerRoutes(hub.ports).filter(({ path }) => path.includes('{id}'));
const absent = 'zzzzzzzzzzzzzzzzzzzzzzzzzz.t2';
let invitation = '';

const send = (route: (typeof routes)[number], id: string, group: string, role: Record<string, string> = {}) => {
  const body =
    route.method === 'GET' || route.method === 'DELETE' ? undefined : bodies[route.path.split('/').at(-1) ?? ''];
  return hub.send({
    ...as(group),
    method: route.method,
    path: route.path.replace('{id}', id).replace('{meeting}', `${id.slice(0, 26)}.a1`),
    headers: { 'content-type': 'application/json', 'x-request-id': requestId, 'x-correlation-id': requestId, ...role },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

beforeAll(async () => {
  invitation = await hub.invite('walking-group');
  await hub.post(`/invitations/${invitation}/accept`);
  await hub.post(`/invitations/${invitation}/first-meeting`, { ...meeting, session: 'other' });
});

/** The table of contracts/authority, read once more: a companion looks, reports, and asks that the person is called. */
const ofCompanions = /\{id\}$|\/report$|\/please-call$/;

const strangers = ['mens-shed', 'L99901'];
for (const route of routes) {
  test.each(strangers)(
    `${route.method} ${route.path}: %s hears what it would hear if nothing were there`,
    async (group) => {
      const version = (await hub.ledger.load(invitation.slice(0, 26)))?.head.version;
      const theirs = await send(route, invitation, group);
      const none = await send(route, absent, group);
      expect(theirs.status).toBe(404);
      expect(theirs.text).toBe(none.text);
      // What is left of the quota counts the requests, whatever they are.
      expect({ ...theirs.headers, ratelimit: '' }).toEqual({ ...none.headers, ratelimit: '' });
      expect(problem.parse(theirs.body).errors).toEqual([
        { code: 'not-found', says: 'There is nothing here that your organisation may see.' },
      ]);
      expect((await hub.ledger.load(invitation.slice(0, 26)))?.head.version).toBe(version);
    },
  );

  test(`${route.method} ${route.path}: the group that was asked is let in, and nobody without a token`, async () => {
    const mine = await send(route, await prepared(route.path), 'walking-group');
    expect(mine.status).toBe(200);
    const nobody = await hub.send({ client: '', method: route.method, path: route.path });
    expect(nobody.status).toBe(401);
  });

  const isLetIn = ofCompanions.test(route.path);
  test(`${route.method} ${route.path}: a companion is ${isLetIn ? 'let in, to the end' : 'refused'}`, async () => {
    const role = { 'handover-role': 'companion' };
    const answer = await send(route, await prepared(route.path), 'walking-group', role);
    expect(answer.status, answer.text).toBe(isLetIn ? 200 : 403);
  });
}

/** An invitation at the stage at which the route is of use. */
const prepared = async (path: string): Promise<string> => {
  const id = await hub.invite('walking-group');
  if (/accept$|decline$|\{id\}$/.test(path)) return id;
  await hub.post(`/invitations/${id}/accept`);
  if (/attendance$|finish$|\{meeting\}$/.test(path)) await hub.post(`/invitations/${id}/first-meeting`, meeting);
  if (path.endsWith('finish')) await hub.post(`/invitations/${id}/attendance`, { result: 'could-not-come' });
  return id;
};

test('the coordinator’s own Tasks and requests to stop are no invitations, whoever asks', async () => {
  const referral = invitation.slice(0, 26);
  for (const id of [`${referral}.t1`, `${referral}.s2`, `${referral}.t9`, referral, 'x', '%2e%2e']) {
    for (const group of ['walking-group', 'CWS01', 'L99901']) {
      expect((await hub.post(`/invitations/${id}/accept`, undefined, as(group))).status).toBe(404);
    }
  }
});

test('a session is answered for each person apart, and somebody else’s person is not there', async () => {
  const mine = await hub.invite('walking-group');
  await hub.post(`/invitations/${mine}/accept`);
  await hub.post(`/invitations/${mine}/first-meeting`, meeting);
  const theirs = await hub.invite('mens-shed');
  const results = [mine, theirs, absent].map((id) => ({ invitation: id, result: 'could-not-come' }));
  const answer = await hub.post('/sessions/tuesday/attendance', { results });
  expect(answer.body.results.map((r: { status: number }) => r.status)).toEqual([200, 404, 404]);
  const [, other, none] = answer.body.results;
  expect({ ...other, invitation: '' }).toEqual({ ...none, invitation: '' });
});

test('an organisation that is switched off, or unknown, is let do nothing', async () => {
  await hub.register({
    ...{ actor: hub.operator, organisation: 'mens-shed', name: "Churchdown Men's Shed", kind: 'voluntary' },
    active: false,
  });
  for (const group of ['mens-shed', 'nobody-here']) {
    for (const path of ['/invitations', '/sessions', `/invitations/${absent}`]) {
      expect((await hub.get(path, as(group))).status).toBe(403);
    }
  }
});
