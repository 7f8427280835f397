import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { idsOf, linkIn, startWorld, type World } from './world.ts';

let world: World;
let first: Record<string, string>;
let second: Record<string, string>;
const identifier = [{ system: 'https://practice.example/Id/referral', value: `own-${randomUUID()}` }];

beforeAll(async () => {
  world = await startWorld();
  first = await world.send('L99901', { request: { identifier } });
  second = await world.send('L99901');
  await world.send('L99902', { request: { requester: { reference: 'Organization/L99902' } } });
  await world.change('CWS01', `/Task/${second.Task}`, { status: 'accepted' });
  await world.projectAll();
});
afterAll(() => world?.stop());

const get = async (path: string, as = 'CWS01') => {
  const answer = await world.ask('GET', path, { as });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const referenceOf = async (id = '') => (await get(`/Task/${id}`)).identifier[0].value as string;

test('the coordinator finds its work by each parameter', async () => {
  const { Task: t1 = '', ServiceRequest: s1 = '', Patient: p1 = '' } = first;
  const reference = await referenceOf(t1);
  const questions = [
    `_id=${t1}`,
    `identifier=${systems.reference}|${reference}`,
    `identifier=${reference}`,
    `identifier=${reference.toLowerCase().replaceAll('-', ' ')}`,
    `identifier=${identifier[0]?.system}|${identifier[0]?.value}&requester=Organization/L99901`,
    `patient=Patient/${p1}`,
    `patient=${p1}`,
    `focus=ServiceRequest/${s1}`,
    'requester=Organization/L99901&status=requested',
    'requester=L99901&owner=https://hub.example/FHIR/R4/Organization/CWS01&status=requested',
    `requester=Organization/L99901&status:not=accepted&code=${systems.taskCode}|fulfill`,
    'requester=L99901&business-status=awaiting-information,submitted&status=requested,draft',
    'requester=L99901&status=requested&status=requested,accepted',
    'requester=L99901&status=requested&part-of:missing=true&owner:missing=false',
    'requester=L99901&status=requested&_lastUpdated=gt2020-01-01&_lastupdated=lt2999-01-01T00:00:00Z',
  ];
  for (const question of questions) expect([question, idsOf(await get(`/Task?${question}`))]).toEqual([question, [t1]]);
});

test('what nobody means is an empty answer', async () => {
  const questions = [
    'owner:missing=true&status=requested',
    'status=received',
    'status=requested&status=accepted',
    'owner=Organization/NOBODY',
    `_id=${first.Task?.replace(/^./, (c) => (c === '0' ? '1' : '0'))}`,
    '_id=nonsense',
    'part-of=Task/nonsense',
    'identifier=https://elsewhere.example|nothing',
    '_lastUpdated=lt2020-01-01',
    '_lastUpdated=gt2999-01-01',
    'code=http://other.example|fulfill',
    'code=|fulfill',
    `business-status=${systems.businessStatus}|waiting-list`,
  ];
  for (const question of questions) expect([question, idsOf(await get(`/Task?${question}`))]).toEqual([question, []]);
});

test('the referrer finds its own at once, before any projection, by its own identifier', async () => {
  const own = [{ system: 'https://practice.example/Id/referral', value: randomUUID() }];
  const sent = await world.send('L99901', { request: { identifier: own } });
  const token = `${own[0]?.system}|${own[0]?.value}`;
  const found = await get(`/ServiceRequest?identifier=${token}`, 'L99901');
  expect([found.total, idsOf(found)]).toEqual([1, [sent.ServiceRequest]]);
  expect(found.entry[0].resource.reasonCode[0].text).toBe('Lonely since her husband died');
  expect(idsOf(await get(`/Task?identifier=${token}`, 'L99901'))).toEqual([sent.Task]);
  expect(idsOf(await get(`/Task?identifier=${token}`, 'L99902'))).toEqual([]);
  expect(idsOf(await get(`/Task?identifier=${token}&requester=L99901`, 'L99902'))).toEqual([]);
  await world.projectAll();
});

test.each([
  ['colour=red', 'unknown-parameter'],
  ['_summary=count', 'unknown-parameter'],
  ['_elements=id', 'unknown-parameter'],
  ['_revinclude=Appointment:supporting-info', 'unknown-parameter'],
  ['patient.name=Okafor', 'unknown-parameter'],
  ['status:in=x', 'unknown-parameter'],
  ['code:missing=true', 'unknown-parameter'],
  ['__proto__=x', 'unknown-parameter'],
  ['constructor=x', 'unknown-parameter'],
  ['owner:missing=perhaps', 'invalid-parameter'],
  ['status=late', 'invalid-parameter'],
  ['patient=Group/1', 'invalid-parameter'],
  ['owner=Practitioner/1', 'invalid-parameter'],
  ['identifier=some-value', 'invalid-parameter'],
  ['_count=0', 'invalid-parameter'],
  ['_count=-1', 'invalid-parameter'],
  ['_count=1&_count=2', 'invalid-parameter'],
  ['_lastUpdated=2026-11-21', 'invalid-parameter'],
  ['_lastUpdated=ge2026-02-30', 'invalid-parameter'],
  ['_lastUpdated=ge2026-11-21T10:00:00', 'invalid-parameter'],
  ['_include=Task:encounter', 'invalid-parameter'],
  ['_include=*', 'invalid-parameter'],
  ['_sort=status', 'invalid-parameter'],
  ['_sort=-_lastUpdated', 'invalid-parameter'],
  ['_page=bm90IG91cnM', 'invalid-parameter'],
  [`_id=${Array.from({ length: 11 }, (_, n) => n).join()}`, 'invalid-parameter'],
  ['_pretty=maybe', 'invalid-parameter'],
])('?%s is refused as %s, not passed over', async (question, code) => {
  const { status, body } = await world.ask('GET', `/Task?${question}`, { as: 'CWS01' });
  expect([status, body.issue[0].details.coding[0].code]).toEqual([400, code]);
});

test('a page names what may be asked when something else was', async () => {
  const { body } = await world.ask('GET', '/Task?colour=red', { as: 'CWS01' });
  expect(body.issue[0].diagnostics).toContain('owner:missing');
  expect(JSON.stringify(body)).not.toContain('colour');
});

test('the same question as a form gives the same answer', async () => {
  const question = `requester=Organization/L99901&status=requested`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const posted = await world.ask('POST', '/Task/_search', { as: 'CWS01', body: question, headers });
  expect([posted.status, posted.body.entry]).toEqual([200, (await get(`/Task?${question}`)).entry]);
  const wrong = await world.ask('POST', '/Task/_search', { as: 'CWS01', body: { resourceType: 'Task' } });
  expect(wrong.status).toBe(415);
});

test('_include brings what the Task names, as the caller may see it, and the Task whole', async () => {
  const includes = ['focus', 'patient', 'requester', 'owner'].map((name) => `_include=Task:${name}`).join('&');
  const found = await get(`/Task?requester=L99901&status=accepted&${includes}`);
  expect(idsOf(found)).toEqual([second.Task]);
  expect(idsOf(found, 'include').sort()).toEqual(['CWS01', 'L99901', second.Patient, second.ServiceRequest].sort());
  const [task, ...others] = found.entry.map((e: { resource: object }) => e.resource);
  expect(task.meta.tag).toBeUndefined();
  expect(task).toEqual(await get(`/Task/${second.Task}`));
  const person = others.find((r: { resourceType: string }) => r.resourceType === 'Patient');
  expect(person).toEqual(await get(`/Patient/${second.Patient}`));
  const organisations = await get('/Task?status=accepted&_include=Task:owner');
  expect(idsOf(organisations, 'include')).toEqual(['CWS01']);
  expect(organisations.entry.at(-1).resource.name).toBe('CWS01');
});

test('with an identity in the question the answer is sorted as asked, counted and cut', async () => {
  const both = `_id=${first.Task},${second.Task}`;
  const sorted = async (more: string) => idsOf(await get(`/Task?${both}&${more}`));
  expect(await sorted('_sort=_lastUpdated')).toEqual([first.Task, second.Task]);
  expect(await sorted('_sort=-_lastUpdated')).toEqual([second.Task, first.Task]);
  const page = await get(`/Task?${both}&_sort=-_lastUpdated&_count=1`);
  expect([page.total, idsOf(page)]).toEqual([2, [second.Task]]);
  const rest = await get(linkIn(page, 'next') ?? '');
  expect([idsOf(rest), linkIn(rest, 'next')]).toEqual([[first.Task], undefined]);
});

test('requests, messages and people are found by what leads to them', async () => {
  const requests = await get('/ServiceRequest?requester=Organization/L99902&status=active', 'CWS01');
  expect(requests.entry).toHaveLength(1);
  expect(idsOf(await get(`/ServiceRequest?patient=${first.Patient}`))).toEqual([first.ServiceRequest]);
  expect(
    idsOf(await get(`/ServiceRequest?_id=${first.ServiceRequest},${second.ServiceRequest}&status=active`)),
  ).toHaveLength(2);
  expect(idsOf(await get(`/Patient?_id=${first.Patient}`))).toEqual([first.Patient]);
  expect(idsOf(await get(`/Communication?about=Task/${first.Task}`))).toEqual([]);
  const nobody = await world.ask('GET', '/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|9000000009', {
    as: 'CWS01',
  });
  expect([nobody.status, nobody.body.issue[0].code]).toEqual([400, 'not-supported']);
  expect((await world.ask('GET', '/Patient', { as: 'CWS01' })).status).toBe(400);
  expect((await world.ask('GET', '/Communication', { as: 'CWS01' })).status).toBe(400);
  expect((await world.ask('GET', '/Communication?recipient=L99901', { as: 'CWS01' })).status).toBe(400);
});

test('a page costs one Query and one batch read; one that names its referral, a Query; includes, a Query for each', async () => {
  const cost = (path: string, as = 'CWS01') => world.costOf(() => get(path, as));
  expect(await cost('/Task?status=requested')).toEqual(['Query', 'BatchGetItem']);
  expect(await cost('/ServiceRequest?status=active')).toEqual(['Query', 'BatchGetItem']);
  expect(await cost('/Task?_lastUpdated=ge2999-01-01')).toEqual(['Query']);
  expect(await cost('/Task?_lastUpdated=ge2020-01-01&status=requested')).toEqual(['Query', 'BatchGetItem']);
  expect(await cost(`/Task?_id=${first.Task}`)).toEqual(['Query']);
  expect(await cost(`/Task?identifier=${identifier[0]?.system}|${identifier[0]?.value}`, 'L99901')).toEqual(['Query']);
  expect(await cost(`/Task?identifier=${await referenceOf(first.Task)}`)).toEqual(['Query', 'Query']);
  expect(await cost('/Task?status=accepted&_include=Task:owner')).toEqual(['Query', 'BatchGetItem']);
  const open = (await get('/Task?status=requested,accepted')).entry.length;
  const included = await cost('/Task?status=requested,accepted&_include=Task:focus&_include=Task:patient');
  expect(included).toEqual(['Query', 'BatchGetItem', ...Array.from({ length: open }, () => 'Query')]);
});

test('where few answer, one page looks through all: nobody follows a hundred links to an empty list', async () => {
  const page = await get('/Task?business-status=waiting-list&status=accepted&_count=1');
  expect([idsOf(page), linkIn(page, 'next')]).toEqual([[], undefined]);
  const one = await get(`/Task?status=accepted&_count=1`);
  expect([idsOf(one), linkIn(one, 'next')]).toEqual([[second.Task], undefined]);
});

test('_format and _pretty are understood on every interaction, and nothing else is', async () => {
  const path = `/Task/${first.Task}`;
  for (const format of ['json', 'application/json', 'application/fhir%2Bjson', 'application/fhir+json'])
    expect((await world.ask('GET', `${path}?_format=${format}&_pretty=true`, { as: 'CWS01' })).status).toBe(200);
  expect((await world.ask('GET', `${path}?_format=xml`, { as: 'CWS01' })).status).toBe(406);
  expect((await world.ask('GET', `${path}?_summary=true`, { as: 'CWS01' })).status).toBe(400);
  expect((await world.ask('GET', '/metadata?_format=json', { as: 'CWS01' })).status).toBe(200);
  expect((await world.ask('GET', '/metadata?colour=red', { as: 'CWS01' })).status).toBe(400);
});
