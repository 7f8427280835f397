import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, attend, book, complete, missMeeting } from '../../infra/local/demo/acts.ts';
import { ask, have, tell } from '../../infra/local/demo/programs.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import {
  allQuiet,
  businessStatusOf,
  groupSees,
  practiceHears,
  send,
  serviceSees,
  serviceSeesStatus,
  toldAbout,
  topicsAbout,
} from './journey.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
beforeAll(async () => {
  hub = await startJourneys();
});
afterAll(() => hub?.stop());

const example = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../contracts/examples/${name}.json`, import.meta.url), 'utf8'));

describe('the whole loop', () => {
  test('a referral goes to the coordinator, to a group, to its first meeting and back to the practice', async () => {
    const sent = await send(hub, await example('referral'));
    await serviceSeesStatus(hub, sent, 't1', 'requested');

    await accept(hub, sent.reference);
    await practiceHears(hub, sent, 'first-conversation');

    await book(hub, sent.reference);
    await serviceSees(hub, sent, 't2', (t) => businessStatusOf(t) === 'session-scheduled', 'with a meeting');

    await attend(hub, sent.reference);
    await practiceHears(hub, sent, 'first-meeting');
    await serviceSeesStatus(hub, sent, 't2', 'in-progress');

    await complete(hub, sent.reference);
    const closing = await practiceHears(hub, sent, 'closing');
    await serviceSeesStatus(hub, sent, 't1', 'completed');

    const [first, ...rest] = closing.communication.payload?.map((p) => p.contentString) ?? [];
    expect(first).toBe('No action for the practice.');
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.length).toBeLessThanOrEqual(2);
    expect(closing.communication.recipient?.[0]?.reference).toBe('Organization/L99901');

    const read = await have(hub.practice, 'read', { organisation: 'L99901', path: `/FHIR/R4/Task/${sent.id}.t1` });
    expect(read.body).toMatchObject({
      status: 'completed',
      output: [{ valueCodeableConcept: { coding: [{ code: 'connected-and-attended' }] } }],
    });
    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, sent.reference)).toEqual(['first-conversation', 'first-meeting', 'closing']);
  });

  test('what the group sees of the person is a name to call, an initial and what to do', async () => {
    const sent = await send(hub, await example('smallest-referral'));
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, sent.reference);
    await book(hub, sent.reference);
    const seen = await groupSees(hub.group, sent, 'accepted');
    expect(seen.person).toEqual({
      name: 'Nora',
      initial: 'O',
      needs: [],
      contact: { how: 'through-the-hub', prohibited: false },
    });
    const everything = JSON.stringify(await ask(hub.group, 'inbox'));
    for (const never of ["O'Brien", '01632', '07700', '9990123454', '1948-03-05', 'GL3', 'Lonely', 'no car']) {
      expect(everything).not.toContain(never);
    }
    expect(seen.meetings).toMatchObject([{ place: 'Chosen Hill car park' }]);
  });
});

describe('another partner', () => {
  test('a group that declines sends the person back to the coordinator, who asks another one', async () => {
    const sent = await send(hub, referralFor());
    const { reference } = sent;
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, reference);
    await have(hub.wellbeing, 'ask-partner', { reference, partner: 'walking-group' });
    await groupSees(hub.group, sent, 'new');
    await have(hub.group, 'decline', { reference, reason: 'too-complex' });

    const declined = await serviceSeesStatus(hub, sent, 't2', 'rejected');
    expect(businessStatusOf(declined)).toBe('declined-not-suitable');
    expect(declined.statusReason?.coding?.[0]?.code).toBe('too-complex');
    await serviceSeesStatus(hub, sent, 't1', 'in-progress');

    await have(hub.wellbeing, 'ask-partner', { reference, partner: 'mens-shed', activity: 'mens-shed' });
    await groupSees(hub.mensShed, sent, 'new');
    const other = { ...hub, group: hub.mensShed };
    await have(hub.mensShed, 'accept', { reference });
    await book(other, reference);
    await attend(other, reference);
    await complete(other, reference);
    await practiceHears(hub, sent, 'closing');
    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, reference)).toEqual(['first-conversation', 'first-meeting', 'closing']);
  });

  test('nobody is asked without a permission of the person for that group', async () => {
    const sent = await send(hub, referralFor());
    const { reference } = sent;
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, reference);
    const refused = await tell(hub.wellbeing, 'ask-partner', { reference, partner: 'mens-shed', permission: false });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ issue: [{ details: { coding: [{ code: 'permission-missing' }] } }] });
  });
});

describe('somebody who could not come', () => {
  test('is followed up, comes to the next meeting, and the practice hears of one meeting only', async () => {
    const sent = await send(hub, referralFor());
    const { reference } = sent;
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, reference);
    await book(hub, reference);
    const closing = { reference, status: 'completed', outcome: 'connected-and-attended' };
    const tooEarly = await tell(hub.wellbeing, 'change', closing);
    expect(tooEarly.status).toBe(422);
    expect(JSON.stringify(tooEarly.body)).toMatch(/onward-open|hot-handover/);

    await missMeeting(hub, reference);
    const missed = await serviceSees(hub, sent, 't2', (t) => businessStatusOf(t) === 'did-not-attend', 'as missed');
    expect(missed.status).toBe('accepted');

    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, reference)).toEqual(['first-conversation']);

    await have(hub.wellbeing, 'record', { reference, task: 't2', kind: 'conversation' });
    await book(hub, reference);
    await attend(hub, reference);
    await practiceHears(hub, sent, 'first-meeting');
    await complete(hub, reference);
    await practiceHears(hub, sent, 'closing');
    await allQuiet(hub);
    expect(await topicsAbout(hub.practice, reference)).toEqual(['first-conversation', 'first-meeting', 'closing']);
  });

  test('never came: the referral ends all the same, and says so', async () => {
    const sent = await send(hub, referralFor());
    const { reference } = sent;
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, reference);
    await book(hub, reference);
    await missMeeting(hub, reference);
    await have(hub.wellbeing, 'record', { reference, task: 't2', kind: 'conversation' });
    await complete(hub, reference);
    const closing = await practiceHears(hub, sent, 'closing');
    expect(closing.communication.reasonCode?.flatMap((c) => c.coding ?? []).map((c) => c.code)).toContain(
      'connected-not-attended',
    );
    expect(JSON.stringify(closing.communication.payload)).not.toMatch(/DNA|no-show|did not engage/i);
    expect(await toldAbout(hub.practice, reference)).toHaveLength(2);
  });
});
