import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accept,
  askGroup,
  attend,
  book,
  complete,
  join,
  missMeeting,
  nameMeeting,
} from '../../infra/local/demo/acts.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { ask, have, tell } from '../../infra/local/demo/programs.ts';
import { freePort } from '../../infra/local/port.ts';
import { callerAs, tokenOf } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import {
  businessStatusOf,
  groupSees,
  practiceHears,
  type Sent,
  send,
  serviceSees,
  serviceSeesStatus,
} from './journey.ts';
import { done } from './operator.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
/** Where the example of a receiver will listen. */
let receiver: string;
beforeAll(async () => {
  receiver = `http://127.0.0.1:${await freePort()}`;
  hub = await startJourneys({ endpoints: { receiver } });
});
afterAll(() => hub?.stop());

const accepted = async (): Promise<Sent> => {
  const sent = await send(hub, referralFor());
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  await accept(hub, sent.reference);
  return sent;
};

test('a group with a webhook is told that an invitation waits: the example of a receiver checks who it is from, and fetches it', async () => {
  const registered = await done(hub, 'organisation', 'webhook', 'mens-shed', receiver);
  const environment = {
    WEBHOOK_SECRET: /^whsec_\S+$/m.exec(registered)?.[0],
    TOKEN: await tokenOf(hub, 'mens-shed'),
    PORT: new URL(receiver).port,
  };
  const file = new URL('../../contracts/examples/webhook-receiver.mjs', import.meta.url);
  const program = spawn(process.execPath, [fileURLToPath(file)], { env: environment });
  let said = '';
  program.stdout.on('data', (chunk) => {
    said += chunk;
  });
  try {
    await eventually('it listens', () => fetch(receiver, { method: 'POST' }).catch(() => undefined));
    expect((await fetch(receiver, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(await done(hub, 'organisation', 'test', 'mens-shed')).toContain(
      'took the test message: infrastructure-ack, HTTP 204',
    );
    expect(await done(hub, 'organisation', 'new-secret', 'mens-shed')).toContain('two secrets sign');
    const { reference } = await accepted();
    await have(hub.wellbeing, 'ask-partner', { reference, partner: 'mens-shed' });
    const fetched = await eventually('it has fetched the invitation', async () =>
      said.includes('\n') ? said : undefined,
    );
    expect(JSON.parse(fetched)).toMatchObject({ status: 200, invitation: { reference, status: 'new' } });
  } finally {
    program.kill();
  }
});

describe('a group', () => {
  test('says for a whole session at once who came; whom it does not expect has an answer of their own', async () => {
    const session = `tuesday-${randomUUID().slice(0, 8)}`;
    const start = new Date();
    const times = { start: start.toISOString(), end: new Date(start.getTime() + 3_600_000).toISOString() };
    const people = [await accepted(), await accepted()];
    const invited: string[] = [];
    for (const sent of people) {
      await askGroup(hub, sent.reference);
      await join(hub, sent.reference);
      const meeting = { ...times, session, mode: 'in-person', place: 'Village hall', signedUpBy: 'Tom' };
      await have(hub.group, 'first-meeting', { reference: sent.reference, ...meeting });
      invited.push((await groupSees(hub.group, sent, 'accepted')).id);
    }
    const [first, second] = people;
    const results = [
      { invitation: invited[0], result: 'came' },
      { invitation: invited[1], result: 'could-not-come' },
      { invitation: `${'0'.repeat(26)}.t2`, result: 'came' },
    ];
    const answer = await have(hub.group, 'session-attendance', { session, results });
    expect(answer.body).toMatchObject({ results: [{ status: 200 }, { status: 200 }, { status: 404 }] });
    if (!first || !second) throw new Error('Two people were referred');
    await practiceHears(hub, first, 'first-meeting');
    await serviceSees(hub, second, 't2', (t) => businessStatusOf(t) === 'session-cancelled', 'as not come');
  });

  test('corrects what it said: the service and the practice hear of the correction', async () => {
    const sent = await accepted();
    await book(hub, sent.reference);
    await attend(hub, sent.reference);
    await practiceHears(hub, sent, 'first-meeting');
    await missMeeting(hub, sent.reference);
    const corrected = await practiceHears(hub, sent, 'correction');
    expect(corrected.communication.payload?.[0]?.contentString).toMatch(/^Action for the practice: /);
    await serviceSees(hub, sent, 't2', (t) => businessStatusOf(t) === 'did-not-attend', 'corrected');
  });

  test('saying twice that somebody came says it once', async () => {
    const sent = await accepted();
    await book(hub, sent.reference);
    await attend(hub, sent.reference);
    const { version } = await groupSees(hub.group, sent, 'under-way');
    await attend(hub, sent.reference);
    expect((await groupSees(hub.group, sent, 'under-way')).version).toBe(version);
  });

  test('cannot say that somebody came to a meeting that has not begun', async () => {
    const sent = await accepted();
    await askGroup(hub, sent.reference);
    await join(hub, sent.reference);
    await nameMeeting(hub, sent.reference, new Date(Date.now() + 86_400_000));
    const early = await tell(hub.group, 'attendance', { reference: sent.reference, result: 'came' });
    expect(early.status).toBe(422);
    expect(early.body).toMatchObject({ errors: [{ code: 'not-yet' }] });
  });
});

describe('the wellbeing service', () => {
  test('finds its work by asking, too, page after page', async () => {
    const sent = [await send(hub, referralFor()), await send(hub, referralFor()), await send(hub, referralFor())];
    for (const one of sent) await serviceSeesStatus(hub, one, 't1', 'requested');
    const service = await callerAs(hub, 'wellbeing-service', 'CWS01');
    const found: string[] = [];
    let next: string | undefined = '/FHIR/R4/Task?owner=Organization/CWS01&status=requested&_count=2';
    for (let page = 0; next !== undefined && page < 20; page += 1) {
      const { body, status }: { body: unknown; status: number } = await service({ method: 'GET', path: next });
      expect(status).toBe(200);
      found.push(...tasksOf(body).map((t) => t.id));
      const links: { relation: string; url: string }[] = Object(body).link;
      next = links.find((l) => l.relation === 'next')?.url.slice(hub.url.length);
    }
    expect(found).toEqual(expect.arrayContaining(sent.map((s) => `${s.id}.t1`)));
    expect(new Set(found).size).toBe(found.length);
  });

  test('asks no group before a named professional has read the risks', async () => {
    const reasonCode = [{ text: 'She says that she wants to end her life' }];
    const sent = await send(hub, referralFor({ request: { reasonCode } }));
    const { reference } = sent;
    await serviceSeesStatus(hub, sent, 't1', 'requested');
    await accept(hub, reference);
    const refused = await tell(hub.wellbeing, 'ask-partner', { reference, partner: 'walking-group' });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ issue: [{ details: { coding: [{ code: 'person-first' }] } }] });
    await have(hub.wellbeing, 'record', { reference, kind: 'risks-read', by: 'Dr Amara Cole' });
    await askGroup(hub, reference);
    await groupSees(hub.group, sent, 'new');
  });

  test('pauses only with a reason and a day to look again, and goes on', async () => {
    const { reference, ...sent } = await accepted();
    const hold = { reference, status: 'on-hold', reason: 'On holiday until Monday' };
    expect((await tell(hub.wellbeing, 'change', hold)).status).toBe(422);
    const reviewDate = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await have(hub.wellbeing, 'change', { ...hold, reviewDate });
    await serviceSeesStatus(hub, { reference, ...sent }, 't1', 'on-hold');
    await have(hub.wellbeing, 'change', { reference, status: 'in-progress' });
    await complete(hub, reference);
    await practiceHears(hub, { reference, ...sent }, 'closing');
  });

  test('closes with the need when there is no service for it; the practice has something to do', async () => {
    const sent = await accepted();
    const { reference } = sent;
    const none = { reference, status: 'completed', outcome: 'no-service-available' };
    expect((await tell(hub.wellbeing, 'change', none)).status).toBe(422);
    await have(hub.wellbeing, 'change', { ...none, need: 'A choir with step-free access' });
    const told = await practiceHears(hub, sent, 'closing');
    expect(told.communication.payload?.[0]?.contentString).toMatch(/^Action for the practice: /);
    expect(JSON.stringify(await ask(hub.practice, 'inbox'))).not.toContain('choir');
  });
});
