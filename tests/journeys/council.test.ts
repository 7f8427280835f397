import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ukCore } from '../../contracts/request-item.ts';
import { systems } from '../../contracts/systems.ts';
import { accept, attend, book, complete } from '../../infra/local/demo/acts.ts';
import { council } from '../../infra/local/demo/peers.ts';
import { have, tell } from '../../infra/local/demo/programs.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { allQuiet, sentIn, serviceSeesStatus, toldAbout, topicsAbout } from './journey.ts';
import { done, pass } from './operator.ts';
import { referralFor } from './people.ts';

let hub: JourneyHub;
let program: string;
beforeAll(async () => {
  // At first it has no endpoint: it sends, and asks.
  hub = await startJourneys({ more: [{ ...council, receivesFor: [] }] });
  program = hub.programs['county-council'] ?? '';
});
afterAll(() => hub?.stop());

const send = async (bundle: object) =>
  sentIn((await have(program, 'send', { organisation: 'COU01', bundle })).body, 'COU01');
const read = (path: string) => tell(program, 'read', { organisation: 'COU01', path: `/FHIR/R4/${path}` });
const wholeLoop = async (reference: string): Promise<void> => {
  await accept(hub, reference);
  await book(hub, reference);
  await attend(hub, reference);
  await complete(hub, reference);
};
const never = /attended|outcome|walking|session|meeting|connected/i;

/** A social worker, for whom the agreement with the council vouches. */
const byProfessional = () =>
  send(
    referralFor({
      organisation: 'COU01',
      request: {
        extension: [
          {
            url: ukCore.sourceOfRequest,
            valueCodeableConcept: { coding: [{ system: systems.referrerKind, code: 'professional' }] },
          },
        ],
      },
    }),
  );
const agrees = async (hears: 'status' | 'outcome'): Promise<void> => {
  const says = ['--until', '2099-03-31', '--hears', hears, '--refers-as', 'professional'];
  await done(hub, 'organisation', 'agreement', 'COU01', 'DSA-2026-014', ...says);
  await pass(hub, 31);
};

test('a council officer without an endpoint sends, asks how it stands, and gets a receipt that stays as it is', async () => {
  const example = new URL('../../contracts/examples/council-referral.json', import.meta.url);
  const sent = await send(JSON.parse(await readFile(example, 'utf8')));
  expect(sent.reference).toMatch(/^HO-[1-9A-Z]{4}-[1-9A-Z]{4}$/);
  const t1 = await serviceSeesStatus(hub, sent, 't1', 'requested');
  expect(JSON.stringify(t1.extension)).toContain('council-officer');
  expect((await read(`Task/${sent.id}.t1`)).body).toMatchObject({ status: 'requested' });

  await wholeLoop(sent.reference);
  await allQuiet(hub);
  const seen = await read(`Task/${sent.id}.t1`);
  expect(seen.body).toMatchObject({ status: 'requested', meta: { versionId: '1' } });
  const told = await read(`Communication?about=Task/${sent.id}.t1`);
  expect(told.status).toBe(200);
  expect(JSON.stringify(told.body)).not.toContain('Your referral');
  for (const { body } of [seen, told, await read(`Task/${sent.id}.t1/_history`)]) {
    expect(JSON.stringify(body).replaceAll('first-conversation', '')).not.toMatch(never);
  }
  expect((await read(`Task/${sent.id}.t2`)).status).toBe(404);
  expect(await topicsAbout(program, sent.reference)).toEqual([]);
});

test('a registered professional of a council with an endpoint is sent the status, and nothing about the meeting', async () => {
  expect(await done(hub, 'organisation', 'endpoint', 'COU01', program)).toContain('gets its messages at');
  expect(await done(hub, 'organisation', 'test', 'COU01')).toContain('took the test message');
  await agrees('status');
  const sent = await byProfessional();
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  await wholeLoop(sent.reference);
  await allQuiet(hub);
  expect(await topicsAbout(program, sent.reference)).toEqual(['first-conversation', 'closing']);
  const words = (await toldAbout(program, sent.reference)).map((m) =>
    m.communication.payload?.map((p) => p.contentString),
  );
  expect(words).toEqual([
    ['No action for you.', 'The Community Wellbeing Service is working on your referral.'],
    ['No action for you.', 'Your referral has ended.'],
  ]);
});

test('a council whose agreement says so hears how it went', async () => {
  await agrees('outcome');
  const sent = await byProfessional();
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  await wholeLoop(sent.reference);
  await allQuiet(hub);
  expect(await topicsAbout(program, sent.reference)).toEqual(['first-conversation', 'first-meeting', 'closing']);
});

test('a registered professional of a council withdraws their request', async () => {
  const sent = await byProfessional();
  await serviceSeesStatus(hub, sent, 't1', 'requested');
  expect((await tell(program, 'cancel', { reference: sent.reference, reason: 'He moved away' })).status).toBe(200);
  await serviceSeesStatus(hub, sent, 't1', 'cancelled');
});
