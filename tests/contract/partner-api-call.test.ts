import { afterAll, expect, test } from 'vitest';
import { invitation } from '../../contracts/partner-api/schemas.ts';
import { startHub } from './partner-api-hub.ts';
import { before, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
const { invite, post, get } = hub;
const { at } = storyOf(hub);

test('a group asks that the person is called: the answer says who reads it by when, and what to do in danger', async () => {
  at(before);
  const id = await invite();
  await post(`/invitations/${id}/accept`);
  const asked = await post(`/invitations/${id}/please-call`, { urgency: 'urgent', askedBy: 'person' });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const [call, ...more] = invitation.parse(asked.body).calls ?? [];
  expect(more).toEqual([]);
  expect(call).toMatchObject({ urgency: 'urgent', askedBy: 'person', read: false });
  expect(call?.readBy).toMatch(/^2026-11-23T10:00:00/);
  expect(call?.says).toMatch(/reads this by Monday 23 November 2026 at 10:00.*link worker.*999.*111/s);
  // Which practice it is, is the person's own business.
  expect(asked.text).not.toMatch(/L99901|Churchdown Surgery/);
  const again = await post(`/invitations/${id}/please-call`, { urgency: 'not-urgent', askedBy: 'group' });
  expect(invitation.parse(again.body).calls).toHaveLength(1);
  expect(invitation.parse((await get(`/invitations/${id}`)).body).calls).toEqual([call]);
});

test('it is codes, of an invitation that is its own: no advice, no words, no other urgency', async () => {
  at(before);
  const id = await invite();
  for (const body of [
    {},
    { urgency: 'urgent' },
    { urgency: 'stat', askedBy: 'person' },
    { urgency: 'urgent', askedBy: 'person', advice: 'Rest' },
  ])
    expect((await post(`/invitations/${id}/please-call`, body)).status).toBeGreaterThanOrEqual(400);
  expect((await get(`/invitations/${id}`)).body).not.toHaveProperty('calls');
  await post(`/invitations/${id}/decline`, { reason: 'no-capacity' });
  expect((await post(`/invitations/${id}/please-call`, { urgency: 'urgent', askedBy: 'group' })).status).toBe(409);
});
