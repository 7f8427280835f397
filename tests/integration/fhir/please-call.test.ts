import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { passesModulus11 } from '../../../functions/domain/request/nhs-number.ts';
import { standings } from './hub.ts';
import { codeOf, idsOf, startWorld, type World } from './world.ts';

/** Issue 6 item 8, over FHIR: the coordinator says that somebody is not well; who cares for them reads it and says so. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => standings.clear());
afterAll(() => world.stop());

const example = readFileSync(new URL('../../../contracts/examples/please-call.json', import.meta.url), 'utf8');
const asks = (task: string, more: object = {}): object => ({
  ...JSON.parse(example.replaceAll('0123456789abcdefghjkmnpqrs.t1', task)),
  ...more,
});
const post = (as: string, body: object) => world.ask('POST', '/Communication', { as, body });
const stateOf = async (task: string) => {
  const loaded = await world.ledger.load(task.split('.')[0] ?? '');
  if (!loaded) throw new Error('no such referral');
  return loaded.referral;
};
const owes = async (task: string) =>
  obligations(await stateOf(task)).flatMap(({ who, what }) => (what.startsWith('call-') ? [`${who} ${what}`] : []));
const messageOf = async (task: string): Promise<string> => {
  const { communications } = await stateOf(task);
  return communications.find((c) => c.topic?.coding?.[0]?.system === systems.practiceMessage && c.partOf)?.id ?? '';
};
/** Another person each time: with one number they would join one referral. */
let people = 0;
const nhsNumber = (): string => {
  people += 1;
  const found = [...'0123456789'].map((digit) => `99900${1000 + people}${digit}`).find(passesModulus11);
  return found ?? nhsNumber();
};
const traced = (value = nhsNumber()) => ({
  system: systems.nhsNumber,
  value,
  extension: [
    {
      url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
      valueCodeableConcept: {
        coding: [
          {
            system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
            code: 'number-present-and-verified',
          },
        ],
      },
    },
  ],
});
const withPractice = (code: string) => ({
  generalPractitioner: [{ identifier: { system: systems.odsOrganisation, value: code } }],
});
const readBy = (message: string, who: object) => ({
  ...{ resourceType: 'Communication', status: 'completed' },
  category: [{ coding: [{ system: systems.recordKind, code: 'acknowledgement' }] }],
  inResponseTo: [{ reference: `Communication/${message}` }],
  ...who,
});

test('the answer says who reads it by when and whom to ring in danger; the practice reads it, says so, and nothing is owed', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  const asked = await post('CWS01', asks(t1));
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  expect(asked.body).toMatchObject({ status: 'in-progress', priority: 'urgent' });
  expect(asked.body.payload[0].contentString).toMatch(/reads this by .*999.*111/s);
  expect((await post('CWS01', asks(t1))).status).toBe(200);
  expect(await owes(t1)).toEqual(['L99901 call-read-urgent']);

  const message = await messageOf(t1);
  const shown = await world.ask('GET', `/Communication/${message}`, { as: 'L99901' });
  expect(shown.body).toMatchObject({ priority: 'urgent', topic: { coding: [{ code: 'please-call' }] } });
  expect(shown.body.payload[0].contentString).toBe(
    'Action for the practice: urgent: please call the person today, and say who has read this.',
  );
  expect((await world.ask('GET', `/Communication/${asked.body.id}`, { as: 'L99901' })).status).toBe(404);
  const read = await post('L99901', readBy(message, { sender: { display: 'Dr Ann Lowe' } }));
  expect(read.status, JSON.stringify(read.body)).toBe(201);
  expect(await owes(t1)).toEqual([]);
  expect((await world.ask('GET', `/Communication/${asked.body.id}`, { as: 'CWS01' })).body.status).toBe('completed');
});

describe('the practice with which the person is registered, and which did not refer', () => {
  const sent = async (patient: object) => {
    standings.set('L99902', { endpoint: { url: 'https://other.example/R4' } });
    const { Task: t1 = '' } = await world.send('L99901', { patient });
    const asked = await post('CWS01', asks(t1));
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    return t1;
  };

  test('is told of the person by the NHS number and our reference; it sees that message, says who has read it, and nothing else', async () => {
    const number = traced();
    const t1 = await sent({ identifier: [number], ...withPractice('L99902') });
    expect(await owes(t1)).toEqual(['L99902 call-read-urgent']);
    const message = await messageOf(t1);
    const { body } = await world.ask('GET', `/Communication/${message}`, { as: 'L99902' });
    expect(body.subject).toEqual({ type: 'Patient', identifier: { system: systems.nhsNumber, value: number.value } });
    expect(body).not.toHaveProperty('basedOn');
    expect(JSON.stringify(body)).not.toMatch(/Okafor|Lonely|practice\.example/);
    await world.projectAll();
    expect(idsOf(await world.get('/Communication?recipient=Organization/L99902', 'L99902'))).toEqual([message]);
    expect((await world.ask('GET', `/Task/${t1}`, { as: 'L99902' })).status).toBe(404);
    expect((await world.ask('GET', `/Communication/${message}`, { as: 'L99901' })).status).toBe(404);
    expect((await post('L99901', readBy(message, { sender: { display: 'Jo Bloggs' } }))).status).toBe(404);
    expect((await post('L99902', asks(t1))).status).toBe(404);
    expect((await post('L99902', readBy(message, { sender: { display: 'Dr Ann Lowe' } }))).status).toBe(201);
    expect(await owes(t1)).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['is switched off', { active: false }, {}],
    ['is paused', { paused: { reason: 'operator', since: '2026-11-01T00:00:00.000Z' } }, {}],
    ['has an endpoint that is gone', { paused: { reason: 'endpoint-gone', since: '2026-11-01T00:00:00.000Z' } }, {}],
    ['is no practice', { kind: 'council' }, {}],
    ['fetches what is for it', { endpoint: undefined }, {}],
    ['cannot tell who is meant: the NHS number is not traced', {}, { identifier: undefined }],
    ['is registered nowhere', {}, withPractice('V81997')],
  ])('%s: the coordinator rings', async (_, standing, patient) => {
    standings.set('L99902', { endpoint: { url: 'https://other.example/R4' }, ...standing });
    const { Task: t1 = '' } = await world.send('L99901', {
      patient: { identifier: [traced()], ...withPractice('L99902'), ...patient },
    });
    await post('CWS01', asks(t1));
    expect(await owes(t1)).toEqual(['CWS01 call-ring-urgent']);
  });
});

test('it is codes: words, other codes and what cannot wait are refused, each with what is meant', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  const refused = async (more: object) => codeOf(await post('CWS01', asks(t1, more)));
  expect(await refused({ payload: [{ contentString: 'Tell her to rest' }] })).toBe('invalid-input');
  expect(await refused({ note: [{ text: 'Tell her to rest' }] })).toBe('invalid-input');
  expect(await refused({ topic: { coding: [{ system: systems.pleaseCall, code: 'stroke' }] } })).toBe('unknown-code');
  expect(await refused({ topic: undefined })).toBe('missing-element');
  for (const priority of ['stat', 'asap']) expect(await refused({ priority })).toBe('urgent-elsewhere');
  expect(await refused({ subject: { reference: 'Patient/somebody-else' } })).toBe('wrong-parent');
  expect((await post('mens-shed', asks(t1))).status).toBe(404);
  expect(await owes(t1)).toEqual([]);
});
