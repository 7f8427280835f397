import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { considered, recordedBy } from '../../unit/domain/acts.ts';
import { barsCancellation, barsHeaders, sentBy } from './bars-message.ts';
import { linkIn, startWorld, type World } from './world.ts';

/** Two practices, the coordinator of both, and a group that the coordinator asked: whoever asks sees what is its own. */
let world: World;
let ids: Record<string, string>;
let reference = '';
const identifier = { system: 'https://practice.example/Id/referral', value: 'HO-of-our-own' };

const consent = {
  ...{ resourceType: 'Consent', status: 'active', scope: { text: 'Sharing' }, category: [{ text: 'Sharing' }] },
  ...{ policy: [{ uri: `${wordingBase}sharing-1` }], extension: [recordedBy] },
  dateTime: '2026-01-01T00:00:00Z',
  provision: {
    type: 'permit',
    actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/walking-group' } }],
    purpose: [{ system: systems.activity, code: 'walking-group' }],
  },
};

const askGroup = async (): Promise<void> => {
  const subject = { reference: `Patient/${ids.Patient}` };
  const name = 'urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c03';
  const resources = [
    {
      ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'filler-order', subject },
      basedOn: [{ reference: `ServiceRequest/${ids.ServiceRequest}` }],
      code: { coding: [{ system: systems.activity, code: 'walking-group' }] },
    },
    {
      ...{ resourceType: 'Task', status: 'requested', intent: 'order', for: subject, focus: { reference: name } },
      partOf: [{ reference: `Task/${ids.Task}` }],
      ...{ owner: { reference: 'Organization/walking-group' }, extension: [considered()] },
    },
    { ...consent, patient: subject, performer: [subject] },
  ];
  const entry = resources.map((resource, n) => ({
    fullUrl: n === 0 ? name : `urn:uuid:5b2a1f0c-6a0e-4c0b-9c61-2f6b2a7b7c1${n}`,
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }));
  const answer = await world.ask('POST', '', {
    as: 'CWS01',
    body: { resourceType: 'Bundle', type: 'transaction', entry },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};

beforeAll(async () => {
  world = await startWorld();
  ids = await world.send('L99901', { request: { identifier: [identifier] } });
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  await askGroup();
  await world.record(ids.Task, 'conversation');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'in-progress' });
  const { body } = await world.ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' });
  reference = body.identifier[0].value;
  await world.send('L99902', { request: { requester: { reference: 'Organization/L99902' } } });
  await world.projectAll();
});
afterAll(() => world?.stop());

const found = async (path: string, as: string): Promise<string[]> => {
  const { status, body } = await world.ask('GET', path, { as });
  expect([path, status]).toEqual([path, 200]);
  return body.entry.map(
    (e: { resource: { resourceType: string; id: string } }) => `${e.resource.resourceType}/${e.resource.id}`,
  );
};

const includes = ['focus', 'patient', 'requester', 'owner'].map((name) => `_include=Task:${name}`).join('&');
/** Everything by which the referral of the first practice could be asked for. */
const questions = (): string[] => {
  const { Task, Patient, ServiceRequest } = ids;
  const named = ['', '&requester=Organization/L99901', `&${includes}`, '&_sort=-_lastUpdated'];
  const direct = [
    ...[
      `_id=${Task}`,
      `_id=${Task},${Task?.replace('.t1', '.t2')}`,
      `patient=Patient/${Patient}`,
      `part-of=Task/${Task}`,
    ],
    ...[`focus=ServiceRequest/${ServiceRequest}`, `identifier=${reference}`],
    `identifier=${identifier.system}|${identifier.value}`,
  ].flatMap((q) => named.map((more) => `/Task?${q}${more}`));
  return [
    ...direct,
    '/Task?requester=Organization/L99901',
    `/Task?owner=Organization/walking-group&${includes}`,
    `/Task?requester=Organization/L99901&_lastUpdated=ge2020-01-01&${includes}`,
    `/ServiceRequest?_id=${ServiceRequest}`,
    `/ServiceRequest?patient=${Patient}`,
    `/ServiceRequest?identifier=${identifier.system}|${identifier.value}&requester=L99901`,
    '/ServiceRequest?requester=L99901',
    `/Communication?about=Task/${Task}`,
    `/Communication?based-on=ServiceRequest/${ServiceRequest}`,
    `/Communication?patient=${Patient}`,
    `/Patient?_id=${Patient}`,
  ];
};

test('another practice and a partner find nothing of it, by whatever they ask', async () => {
  for (const as of ['L99902', 'walking-group', 'mens-shed'])
    for (const question of questions()) expect([as, question, await found(question, as)]).toEqual([as, question, []]);
});

test('a partner finds nothing over FHIR at all: it has its own API', async () => {
  for (const path of ['/Task', '/Task?_lastUpdated=ge2020-01-01', `/Task?${includes}`, '/ServiceRequest'])
    expect(await found(path, 'walking-group')).toEqual([]);
});

test('the practice finds its own, and of it nothing that is between the coordinator and others', async () => {
  const all = new Set((await Promise.all(questions().map((question) => found(question, 'L99901')))).flat());
  const { Task, Patient, ServiceRequest } = ids;
  expect([...all].filter((name) => !name.startsWith('Communication/')).sort()).toEqual(
    [
      'Organization/CWS01',
      'Organization/L99901',
      `Patient/${Patient}`,
      `ServiceRequest/${ServiceRequest}`,
      `Task/${Task}`,
    ].sort(),
  );
  const messages = await found(`/Communication?about=Task/${Task}`, 'L99901');
  expect(messages).toHaveLength(1);
  const whole = await world.ask('GET', `/Task?_id=${Task}&${includes}`, { as: 'L99901' });
  expect(JSON.stringify(whole.body)).not.toContain('walking-group');
});

test('the coordinator finds all of both, with what it asked of others', async () => {
  expect((await found('/Task', 'CWS01')).length).toBe(3);
  expect(await found(`/Task?part-of=Task/${ids.Task}&_include=Task:owner`, 'CWS01')).toEqual([
    `Task/${ids.Task?.replace('.t1', '.t2')}`,
    'Organization/walking-group',
  ]);
});

test('a page link of one organisation is of no use to another, nor to another client', async () => {
  await world.send('L99901');
  await world.projectAll();
  const page = await world.ask('GET', '/Task?_count=1', { as: 'CWS01' });
  const next = linkIn(page.body, 'next') ?? '';
  for (const as of ['L99901', 'L99902', 'walking-group'])
    expect((await world.ask('GET', next, { as })).status).toBe(400);
  const history = await world.ask('GET', `/Task/${ids.Task}/_history?_count=1`, { as: 'CWS01' });
  const older = linkIn(history.body, 'next') ?? '';
  expect((await world.ask('GET', older, { as: 'L99901' })).status).toBe(400);
  expect((await world.ask('GET', older, { as: 'L99902' })).status).toBe(404);
});

test('who is not shown a resource hears nothing of its version, whichever way it asks to change it', async () => {
  const { Task = '', Patient = '', ServiceRequest = '' } = ids;
  const mine = `/Communication?about=Task/${Task}`;
  const { body: said } = await world.ask('GET', mine, { as: 'CWS01' });
  const names = [
    ...[`Task/${Task}`, `Task/${Task.replace('.t1', '.t2')}`, `Patient/${Patient}`, `ServiceRequest/${ServiceRequest}`],
    `Communication/${said.entry[0].resource.id}`,
  ];
  for (const name of names) {
    const { body } = await world.ask('GET', `/${name}`, { as: 'CWS01' });
    const right = Number(body.meta.versionId);
    const put = (n: number) => ({ resource: body, request: { method: 'PUT', url: name, ifMatch: `W/"${n}"` } });
    for (const version of [right, right + 1]) {
      const headers = { 'If-Match': `W/"${version}"` };
      const patch = { ...headers, 'Content-Type': 'application/json-patch+json' };
      const bundle = (type: string) => ({ resourceType: 'Bundle', type, entry: [put(version)] });
      const told = [
        await world.ask('PUT', `/${name}`, { as: 'walking-group', body, headers }),
        await world.ask('PATCH', `/${name}`, {
          ...{ as: 'walking-group', headers: patch },
          body: [{ op: 'replace', path: '/status', value: 'completed' }],
        }),
        await world.ask('POST', '', { as: 'walking-group', body: bundle('transaction') }),
      ];
      expect([name, ...told.map(({ status }) => status)]).toEqual([name, 404, 404, 404]);
      const batch = await world.ask('POST', '', { as: 'walking-group', body: bundle('batch') });
      expect(batch.body.entry[0].response.status).toBe('404 Not Found');
    }
  }
});

test('nor does a partner by a message that cancels the request from an older or newer state', async () => {
  const { entry, ...message } = barsCancellation(ids.ServiceRequest ?? '');
  for (const versionId of ['0', '9']) {
    const dated = entry.map((e) =>
      'resourceType' in e.resource && e.resource.resourceType === 'ServiceRequest'
        ? { ...e, resource: { ...e.resource, meta: { versionId } } }
        : e,
    );
    const body = sentBy('walking-group', { ...message, entry: dated });
    const told = await world.ask('POST', '/$process-message', { as: 'walking-group', body, headers: barsHeaders() });
    expect([versionId, told.status]).toEqual([versionId, 404]);
  }
});

test('the practice hears nothing of the version of what is between the coordinator and others', async () => {
  const name = `Task/${ids.Task?.replace('.t1', '.t2')}`;
  const { body } = await world.ask('GET', `/${name}`, { as: 'CWS01' });
  for (const version of [1, Number(body.meta.versionId)]) {
    const headers = { 'If-Match': `W/"${version}"` };
    expect((await world.ask('PUT', `/${name}`, { as: 'L99901', body, headers })).status).toBe(404);
  }
});

test('a partner is not led on from an empty page', async () => {
  for (const path of ['/Task', '/Task?_lastUpdated=ge2020-01-01', '/ServiceRequest?requester=walking-group']) {
    const { status, body } = await world.ask('GET', path, { as: 'walking-group' });
    expect([path, status, body.entry, linkIn(body, 'next')]).toEqual([path, 200, [], undefined]);
  }
});
