import { afterAll, describe, expect, test } from 'vitest';
import { invitation } from '../../contracts/partner-api/schemas.ts';
import { kindOf } from '../../functions/domain/coding.ts';
import { startHub } from './partner-api-hub.ts';
import { before, storyOf } from './partner-api-story.ts';

const hub = await startHub();
afterAll(hub.stop);
const { invite, post, get } = hub;
const { at, expected } = storyOf(hub);

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

describe('a companion of the person', () => {
  const companion = { headers: { 'handover-role': 'companion' } };
  const contactGroup = {
    ...{ actor: hub.operator, organisation: 'walking-group', name: 'Tuesday Walking Group' },
    ...({ kind: 'voluntary', tier: 'contact' } as const),
  };
  const nameAlone = { how: 'through-the-hub', prohibited: false };

  test('sees the name alone wherever they look, whatever their group has agreed to hear', async () => {
    await hub.register(contactGroup);
    const id = await expected('companions');
    const [mine, theirs] = [await get(`/invitations/${id}`), await get(`/invitations/${id}`, companion)];
    expect(mine.body.person.contact.telephone).toEqual(['07700 900001']);
    expect(theirs.status, theirs.text).toBe(200);
    expect(theirs.body.person).toMatchObject({ name: 'Peggy', contact: nameAlone });
    for (const { status, text } of [
      theirs,
      await get('/invitations', companion),
      await get('/sessions', companion),
      await post(`/invitations/${id}/report`, { what: 'in-hospital' }, companion),
    ]) {
      expect(status, text).toBe(200);
      expect(text).toContain(id);
      expect(text).not.toMatch(/07700|voicemail/);
    }
  });

  test('is shown an invitation that nobody of the group has looked at, and that is kept as a copy of the group', async () => {
    at(before);
    const id = await invite();
    expect((await get(`/invitations/${id}`, companion)).body.person).toMatchObject({ name: 'Peggy' });
    const { referral } = (await hub.ledger.load(id.slice(0, 26))) ?? {};
    expect(referral?.communications.map(kindOf)).toEqual(['copy']);
  });

  test('asks that the person is called', async () => {
    const id = await expected('called');
    const asked = await post(`/invitations/${id}/please-call`, { urgency: 'urgent', askedBy: 'group' }, companion);
    expect(asked.status, asked.text).toBe(200);
    expect(asked.body.calls).toHaveLength(1);
    expect(asked.body.person.contact).toEqual(nameAlone);
  });
});
