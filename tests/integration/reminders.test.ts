import { expect, test } from 'vitest';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { invitationView } from '../../mappings/partner/invitation.ts';
import { booked, ended, id, type Made, met, opened, group as walkingGroup } from '../unit/views/made-referral.ts';
import { ok, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

const first = 'L99901#M#0000002';

const recipients = recipientsOfFile();
const { listening } = recipients;

/** The hub 20 days into the story, with both endpoints and what it sent so far left out. */
const late = async (story: Made) => {
  const gp = await listening(ok);
  const cws = await listening(status(200, {}, JSON.stringify({ resourceType: 'Bundle' })));
  const group = await listening(ok);
  const changes = { 'walking-group': { endpoint: { url: group.endpoint } } };
  const hub = recipients.hub({ practice: gp, service: cws, changes });
  await hub.told(story);
  await hub.deliver();
  for (const one of [gp, cws, group]) one.received.splice(0);
  return {
    ...{ ...hub, gp, cws, group },
    remind: async () => {
      await hub.chased();
      await hub.deliver();
    },
  };
};

test('the coordinator is reminded with how things stand: what is overdue, and of which Task', async () => {
  const { cws, gp, remind } = await late(opened());
  await remind();
  expect(gp.received).toEqual([]);
  expect(cws.received).toHaveLength(1);
  expect(cws.received[0]?.body).toMatchObject({
    entry: [
      {
        resource: {
          resourceType: 'Communication',
          category: [{ coding: [{ code: 'chase' }] }],
          topic: { coding: [{ code: 'answer-request', display: 'Answer the request' }] },
          about: [{ reference: `Task/${id}.t1` }],
        },
        request: { method: 'PUT', url: expect.stringContaining(`Communication/${id}.m`) },
      },
    ],
  });
});

test('a partner with an endpoint is reminded by a message of its own, which says nothing about the person', async () => {
  const { group, remind } = await late(booked());
  await remind();
  expect(group.received.map((r) => r.path)).toEqual(['/FHIR/R4/Communication']);
  const body = group.received[0]?.body;
  expect(body).toMatchObject({
    about: [{ reference: `Task/${id}.t2`, identifier: { value: booked().referral.reference } }],
    recipient: [{ reference: 'Organization/walking-group' }],
    payload: [
      { contentString: 'Action for you: please say who came.' },
      { contentString: `It is about ${booked().referral.reference}.` },
    ],
  });
  expect(JSON.stringify(body)).not.toMatch(/Patient|subject|basedOn|9000000009|Brien|01452/);
});

test('the same reminder is sent once, whatever is looked at how often', async () => {
  const { group, cws, remind } = await late(booked());
  await remind();
  const before = [group.received.length, cws.received.length];
  await remind();
  await remind();
  expect([group.received.length, cws.received.length]).toEqual(before);
});

test('a practice that owes something is asked for it in the first line', async () => {
  const { gp, remind } = await late(ended(met(booked(), 'attended')));
  await remind();
  expect(gp.received).toHaveLength(1);
  expect(gp.received[0]?.body).toMatchObject({
    topic: { coding: [{ code: 'closing-acknowledged' }] },
    payload: [{ contentString: expect.stringMatching(/^Action for the practice: please /) }, {}],
  });
});

test('nobody is reminded of what was done meanwhile', async () => {
  const { group, ledger, chased, deliver, now, rows } = await late(booked());
  await chased();
  const acted = await actOnReferral({ ledger, clock: now, pause: async () => undefined })({
    referral: id,
    actor: walkingGroup,
    request: { id: 'came', correlation: 'came', bodyHash: 'came' },
    action: { kind: 'record-result', task: `${id}.t2`, result: 'attended' },
  });
  expect(acted.ok).toBe(true);
  await deliver();
  expect(group.received).toEqual([]);
  const reminders = (await rows.read(id)).filter((r) => r.sk.startsWith('walking-group#M'));
  expect(reminders).toEqual([expect.objectContaining({ outcome: 'withdrawn' })]);
});

test('a partner without an endpoint gets no row for it: its list says what is overdue', async () => {
  const hub = recipients.hub();
  await hub.told(booked());
  await hub.chased();
  expect((await hub.rows.read(id)).map((r) => r.sk)).toEqual([
    ...['CWS01', 'CWS01#P#0000003', 'L99901', first, 'walking-group'],
  ]);
  const { referral } = (await hub.ledger.load(id)) ?? {};
  const [onward] = referral?.onward ?? [];
  if (!referral || !onward) throw new Error('No onward request');
  const invitation = invitationView({ referral, onward, tier: 'name-only', now: hub.now() });
  expect(invitation.due).toEqual({ what: 'Say who came', overdue: true });
});
