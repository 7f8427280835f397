import { afterAll, expect, test } from 'vitest';
import { invitation, problem } from '../../contracts/partner-api/schemas.ts';
import { startHub } from './partner-api-hub.ts';
import { before, meeting, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
const { invite, post, get } = hub;
const { at } = storyOf(hub);

test('a group says that the person is in hospital: from then on nobody is to ring them, and no meeting is named', async () => {
  at(before);
  const id = await invite();
  await post(`/invitations/${id}/accept`);
  const reported = await post(`/invitations/${id}/report`, { what: 'in-hospital' });
  expect(reported.status, JSON.stringify(reported.body)).toBe(200);
  const seen = invitation.parse(reported.body);
  expect(seen).toMatchObject({ cannotComeNow: true, reported: ['in-hospital'] });
  expect(seen.person?.contact.prohibited).toBe(true);
  const again = await post(`/invitations/${id}/report`, { what: 'in-hospital' });
  expect(again.body.version).toBe(seen.version);
  const named = await post(`/invitations/${id}/first-meeting`, meeting);
  expect([named.status, problem.parse(named.body).title]).toEqual([
    422,
    'The person cannot come now; please do not contact them.',
  ]);
});

test('what it may say is a list; anything else, and what is over, is refused', async () => {
  at(before);
  const id = await invite();
  for (const body of [{}, { what: 'lost' }, { what: 'died', because: 'Her son rang' }])
    expect((await post(`/invitations/${id}/report`, body)).status).toBeGreaterThanOrEqual(400);
  expect((await get(`/invitations/${id}`)).body).not.toHaveProperty('reported');
  await post(`/invitations/${id}/decline`, { reason: 'no-capacity' });
  expect((await post(`/invitations/${id}/report`, { what: 'died' })).status).toBe(409);
});

test('a group that stops because the person has moved or died has reported it', async () => {
  at(before);
  const id = await invite();
  await post(`/invitations/${id}/accept`);
  const stopped = await post(`/invitations/${id}/stop`, { reason: 'moved-or-died' });
  expect(stopped.status, JSON.stringify(stopped.body)).toBe(200);
  expect(invitation.parse(stopped.body)).toMatchObject({ status: 'withdrawn', reported: ['moved-or-died'] });
});
