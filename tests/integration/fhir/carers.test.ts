import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { idsIn } from './hub.ts';
import { codeOf, startWorld, type World } from './world.ts';

/** Issue 6 item 9, over FHIR: a carer and whom they care for, each with a referral of their own. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const example = readFileSync(new URL('../../../contracts/examples/carer-referral.json', import.meta.url), 'utf8');
const communication = (kind: string, more: object) => ({
  ...{ resourceType: 'Communication', status: 'completed' },
  category: [{ coding: [{ system: systems.recordKind, code: kind }] }],
  ...more,
});
const post = (as: string, body: object) => world.ask('POST', '/Communication', { as, body });
const links = (one: string, other: string, as = 'cared-for') =>
  communication('linked', {
    topic: { coding: [{ system: systems.relationship, code: as }] },
    about: [{ reference: `Task/${one}` }, { reference: `Task/${other}` }],
  });
const owes = async (task: string): Promise<string[]> =>
  obligations((await world.ledger.load(task.split('.')[0] ?? ''))?.referral ?? never()).map(({ what }) => what);
const never = () => {
  throw new Error('no such referral');
};

test('two referrals at once, of two practices, are linked by the coordinator; a death of either tells it to look at the other', async () => {
  const sent = await world.ask('POST', '', { as: 'L99901', body: example });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const { Task: carer = '' } = idsIn(sent.body);
  const { Task: caredFor = '' } = await world.send('L99902');

  // Nobody but who coordinates both, and nobody learns which of them is there.
  for (const as of ['L99901', 'L99902', 'walking-group'])
    expect((await post(as, links(carer, caredFor))).status).toBe(404);
  expect((await post('CWS01', links(carer, `${'0'.repeat(26)}.t1`))).status).toBe(404);
  expect(codeOf(await post('CWS01', links(carer, caredFor, 'cousin')))).toBe('unknown-code');
  expect(codeOf(await post('CWS01', communication('linked', { about: [{ reference: `Task/${carer}` }] })))).toBe(
    'missing-element',
  );
  const linked = await post('CWS01', links(carer, caredFor));
  expect(linked.status, JSON.stringify(linked.body)).toBe(201);
  expect(linked.body.topic.coding[0].code).toBe('cared-for');
  // A repeat is answered with that link, whatever was linked since.
  const { Task: another = '' } = await world.send('L99902');
  expect((await post('CWS01', links(carer, another))).status).toBe(201);
  const again = await post('CWS01', links(carer, caredFor));
  expect([again.status, again.body.id]).toEqual([200, linked.body.id]);
  expect((await world.ask('GET', `/Communication/${linked.body.id}`, { as: 'L99901' })).status).toBe(404);

  const died = (task: string) =>
    communication('circumstance', {
      topic: { coding: [{ system: systems.circumstance, code: 'died' }] },
      about: [{ reference: `Task/${task}` }],
    });
  expect((await post('CWS01', died(caredFor))).status).toBe(201);
  expect(await owes(caredFor)).toContain('look-at-linked');
  // The carer's own goes on as it was.
  expect(await owes(carer)).toEqual(['answer-request']);
  const state = (await world.ledger.load(caredFor.split('.')[0] ?? ''))?.referral ?? never();
  const link = state.communications.find((c) => c.identifier?.[0]?.system === systems.reference)?.id ?? '';
  const read = (await world.ask('GET', `/Communication/${link}`, { as: 'CWS01' })).body;
  expect(read.topic.coding[0].code).toBe('carer');
  const looked = communication('acknowledgement', {
    inResponseTo: [{ reference: `Communication/${link}` }],
    sender: { display: 'Priya Shah' },
  });
  expect((await post('CWS01', looked)).status).toBe(201);
  expect(await owes(caredFor)).not.toContain('look-at-linked');
});

test('nothing of whom they care for reaches the practice of the other, nor counts for the carer', async () => {
  const named = example.replace('2026-000131', '2026-000132').replace('Her husband', 'MARKER Adeyemi');
  const sent = await world.ask('POST', '', { as: 'L99901', body: named });
  const { Task: carer = '', RelatedPerson: related = '' } = idsIn(sent.body);
  const { Task: caredFor = '' } = await world.send('L99902');
  await post('CWS01', links(carer, caredFor));
  await world.projectAll();
  const paths = [
    `/Task/${caredFor}`,
    `/Task?_id=${caredFor}&_include=Task:patient`,
    '/Communication?recipient=Organization/L99902',
  ];
  for (const path of paths) {
    const { body } = await world.ask('GET', path, { as: 'L99902' });
    expect(JSON.stringify(body)).not.toContain('MARKER');
    expect(JSON.stringify(body)).not.toContain(carer.split('.')[0]);
  }
  expect((await world.ask('GET', `/RelatedPerson/${related}`, { as: 'L99902' })).status).toBe(404);
  expect((await world.ask('GET', `/RelatedPerson/${related}`, { as: 'CWS01' })).body.name[0].text).toBe(
    'MARKER Adeyemi',
  );
});
