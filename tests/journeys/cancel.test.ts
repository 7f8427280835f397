import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../contracts/systems.ts';
import { accept, askGroup, attend, book, join, nameMeeting, takeOn } from '../../infra/local/demo/acts.ts';
import { have, tell } from '../../infra/local/demo/programs.ts';
import { callerAs } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import {
  allQuiet,
  businessStatusOf,
  groupSees,
  practiceHears,
  send,
  serviceSees,
  serviceSeesStatus,
  topicsAbout,
} from './journey.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys();
});
afterAll(() => hub?.stop());

const newReferral = async () => {
  const sent = await send(hub, referralFor());
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  return sent;
};
const tomorrow = (hours = 0) => new Date(Date.now() + 86_400_000 + hours * 3_600_000);
const withdraw = (reference: string, reason = 'Sent for the wrong person') =>
  tell(hub.practice, 'cancel', { reference, reason });

describe('before anybody accepted', () => {
  test('the practice withdraws its request: the Task is cancelled, the service is told, the practice hears nothing', async () => {
    const sent = await newReferral();
    expect((await withdraw(sent.reference)).status).toBe(200);
    const task = await serviceSeesStatus(hub, sent, 't1', 'cancelled');
    expect(task.statusReason?.text).toBe('Sent for the wrong person');
    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, sent.reference)).toEqual([]);

    const late = await tell(hub.wellbeing, 'change', { reference: sent.reference, status: 'accepted' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ issue: [{ details: { coding: [{ code: 'ended' }] } }] });
  });

  test('the practice recalls a request that should not have been made: it leaves the worklist as an error', async () => {
    const sent = await newReferral();
    const recalled = { reference: sent.reference, reason: 'Not this patient', status: 'entered-in-error' };
    expect((await tell(hub.practice, 'cancel', recalled)).status).toBe(200);
    await serviceSeesStatus(hub, sent, 't1', 'entered-in-error');
  });

  test('the practice recalls it after groups were asked: nobody’s invitation only vanishes', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await takeOn(hub, reference);
    // One that has not answered yet.
    await askGroup(hub, reference);
    await groupSees(hub.group, sent, 'new');
    // And one that has accepted and named a meeting.
    await have(hub.wellbeing, 'ask-partner', { reference, partner: 'mens-shed' });
    const shed = await callerAs(hub, 'mens-shed', 'mens-shed');
    const path = `/partner/v1/invitations/${sent.id}.t3`;
    const does = (what: string, body?: object) =>
      shed({
        method: 'POST',
        path: `${path}/${what}`,
        headers: { 'idempotency-key': randomUUID() },
        ...(body ? { body } : {}),
      });
    expect((await does('accept')).status).toBe(200);
    const [start, end] = [tomorrow().toISOString(), tomorrow(1).toISOString()];
    const meeting = { start, end, mode: 'in-person', place: 'The shed', signedUpBy: 'Ken' };
    expect((await does('first-meeting', meeting)).body).toMatchObject({ status: 'accepted', person: {} });

    const recalled = { reference, reason: 'Not this patient', status: 'entered-in-error' };
    expect((await tell(hub.practice, 'cancel', recalled)).status).toBe(200);
    const withdrawn = await shed({ method: 'GET', path });
    expect(withdrawn.body).toMatchObject({ status: 'withdrawn', meetings: [{ status: 'called-off' }] });
    expect(withdrawn.body).not.toHaveProperty('person');

    expect((await groupSees(hub.group, sent, 'withdrawn')).person).toBeUndefined();
    await serviceSeesStatus(hub, sent, 't2', 'cancelled');
    await serviceSeesStatus(hub, sent, 't3', 'cancelled');
  });

  test('the service declines, and the practice hears that it must decide with the person', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await have(hub.wellbeing, 'change', { reference, status: 'rejected', reason: 'Full', reasonCode: 'no-capacity' });
    const told = await practiceHears(hub, sent, 'refused');
    expect(told.communication.payload?.[0]?.contentString).toMatch(/^Action for the practice: /);
  });

  test('the service takes back an onward request that nobody answered: the group sees it withdrawn', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await accept(hub, reference);
    await have(hub.wellbeing, 'ask-partner', { reference, partner: 'walking-group' });
    await groupSees(hub.group, sent, 'new');
    await have(hub.wellbeing, 'change', { reference, task: 't2', status: 'cancelled', reason: 'She moved house' });
    expect((await groupSees(hub.group, sent, 'withdrawn')).person).toBeUndefined();
    expect((await tell(hub.group, 'accept', { reference })).status).toBe(409);
  });
});

test('the person withdraws: within a minute, by the hub’s clock, no group is told or shown anything of them; who had read is to be rung', async () => {
  const sent = await newReferral();
  await takeOn(hub, sent.reference);
  await askGroup(hub, sent.reference);
  await groupSees(hub.group, sent, 'new');
  const service = await callerAs(hub, 'wellbeing-service', 'CWS01');
  const group = await callerAs(hub, 'walking-group', 'walking-group');
  const actor = [{ role: { text: 'recipient' }, reference: { reference: 'Organization/walking-group' } }];
  const objection = {
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'sharing' }, category: [{ text: 'sharing' }] },
    ...{ patient: { reference: `Patient/${sent.id}.p1` }, policyRule: { text: 'said so on the telephone' } },
    provision: { type: 'deny', actor },
  };
  const withdrawn = await service({ method: 'POST', path: '/FHIR/R4/Consent', body: objection });
  expect(withdrawn.status, withdrawn.text).toBe(201);
  const seen = await group({ method: 'GET', path: `/partner/v1/invitations/${sent.id}.t2` });
  const elapsed = Date.parse(seen.headers.get('date') ?? '') - Date.parse(withdrawn.headers.get('date') ?? '');
  expect(elapsed).toBeLessThan(60_000);
  expect(seen.body).toMatchObject({ status: 'withdrawn', permissionWithdrawn: true });
  expect(seen.body).not.toHaveProperty('person');
  expect((await groupSees(hub.group, sent, 'withdrawn')).person).toBeUndefined();
  const again = { reference: sent.reference, partner: 'walking-group', permission: false };
  expect((await tell(hub.wellbeing, 'ask-partner', again)).status).toBe(422);
  const rang = {
    ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${sent.id}.t2` }] },
    category: [{ coding: [{ system: systems.recordKind, code: 'copy-recalled' }] }],
    recipient: [{ display: 'Tom, walk leader' }],
  };
  expect((await service({ method: 'POST', path: '/FHIR/R4/Communication', body: rang })).status).toBe(201);
});

describe('while somebody works on it', () => {
  test('the practice asks to stop; the service accepts and cancels; the group, which only accepted, is withdrawn', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await accept(hub, reference);
    await askGroup(hub, reference);
    await join(hub, reference);
    await nameMeeting(hub, reference, new Date(Date.now() + 86_400_000));
    expect((await withdraw(reference, 'She went into hospital')).status).toBe(200);

    const abort = await serviceSeesStatus(hub, sent, 't3', 'requested');
    expect(abort.focus?.reference).toBe(`Task/${sent.id}.t1`);
    await serviceSees(hub, sent, 't1', (t) => businessStatusOf(t) === 'cancellation-requested', 'asked to stop');
    const unasked = { reference, status: 'cancelled', reason: 'Stopped' };
    expect((await tell(hub.wellbeing, 'change', unasked)).status).toBe(422);

    await have(hub.wellbeing, 'change', { reference, task: 't3', status: 'accepted' });
    await have(hub.wellbeing, 'change', { ...unasked, businessStatus: 'withdrawn' });
    await serviceSeesStatus(hub, sent, 't1', 'cancelled');
    await serviceSeesStatus(hub, sent, 't3', 'completed');
    await practiceHears(hub, sent, 'closing');
    const invitation = await groupSees(hub.group, sent, 'withdrawn');
    expect(invitation.meetings.map((m) => m.status)).toEqual(['called-off']);
  });

  test('the service says no to stopping, with a reason, and goes on', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await accept(hub, reference);
    expect((await withdraw(reference)).status).toBe(200);
    await serviceSeesStatus(hub, sent, 't2', 'requested');
    const no = { reference, task: 't2', status: 'rejected', reason: 'She wants to go on' };
    await have(hub.wellbeing, 'change', no);
    await serviceSeesStatus(hub, sent, 't2', 'rejected');
    await serviceSeesStatus(hub, sent, 't1', 'in-progress');
  });

  test('a group that has met the person is asked to stop, and says so itself', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await accept(hub, reference);
    await book(hub, reference);
    await attend(hub, reference);
    await practiceHears(hub, sent, 'first-meeting');
    await have(hub.wellbeing, 'ask-to-stop', { reference, task: 't2', reason: 'She would rather not' });
    expect((await groupSees(hub.group, sent, 'under-way')).askedToStop).toBe(true);
    await have(hub.group, 'stop', { reference, reason: 'asked-to-stop' });
    await groupSees(hub.group, sent, 'withdrawn');
    await serviceSeesStatus(hub, sent, 't2', 'cancelled');
    await serviceSeesStatus(hub, sent, 't3', 'completed');
  });

  test('the person withdraws: the service cancels at once, and the practice hears how it ended', async () => {
    const sent = await newReferral();
    const { reference } = sent;
    await accept(hub, reference);
    await have(hub.wellbeing, 'change', {
      ...{ reference, status: 'cancelled', businessStatus: 'withdrawn' },
      ...{ reason: 'She decided against it', reasonCode: 'declined-by-person' },
    });
    const told = await practiceHears(hub, sent, 'closing');
    expect(JSON.stringify(told.communication.payload)).toContain('decided against support');
  });
});
