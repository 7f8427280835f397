import { afterAll, beforeAll, expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { recordedBy } from '../../unit/domain/acts.ts';
import { barsHeaders, barsMessage, sentBy } from './bars-message.ts';
import { personInBundle, referralBundle } from './hub.ts';
import { codeOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const from = (kind: string, requester: string) => ({
  request: {
    requester: { reference: `Organization/${requester}` },
    extension: [
      {
        url: ukCore.sourceOfRequest,
        valueCodeableConcept: { coding: [{ system: systems.referrerKind, code: kind }] },
      },
    ],
  },
});
const ended = async (ids: Record<string, string>): Promise<void> => {
  const task = `/Task/${ids.Task}`;
  await world.change('CWS01', task, { status: 'accepted' });
  const capacity = { coding: [{ system: systems.businessStatus, code: 'capacity-lost' }] };
  await world.change('CWS01', task, {
    ...{ status: 'failed', statusReason: { text: 'Words of the link worker' }, businessStatus: capacity },
  });
};
const seenBy = async (as: string, ids: Record<string, string>) => {
  const paths = [
    `/Task/${ids.Task}`,
    `/Task/${ids.Task}/_history`,
    `/Task?_id=${ids.Task}`,
    `/Task?requester=${as}`,
    `/ServiceRequest/${ids.ServiceRequest}`,
    `/Patient/${ids.Patient}`,
    `/Communication?about=Task/${ids.Task}`,
  ];
  await world.projectAll();
  return Promise.all(paths.map(async (path) => (await world.ask('GET', path, { as })).body));
};
/** Links hold the time of the question. */
const withoutLinks = (seen: readonly object[]) => seen.map((body) => ({ ...body, link: [] }));

test.each([
  ['council-officer', 'COU01'],
  ['friend-or-relative', 'COU01'],
  ['self', 'COU01'],
  ['professional', 'COU01'],
  ['group', 'mens-shed'],
])('a %s who refers by %s gets a receipt that says the same before and after the end', async (kind, as) => {
  const ids = await world.send(as, from(kind, as));
  const before = await seenBy(as, ids);
  expect(before[0]).toMatchObject({ status: 'requested', identifier: [{ system: systems.reference }] });
  await ended(ids);
  expect(withoutLinks(await seenBy(as, ids))).toEqual(withoutLinks(before));
  expect(before.at(-1)?.entry ?? []).toEqual([]);
  await world.empty();
});

test('it takes nothing back, and is told so without the version being compared', async () => {
  const ids = await world.send('COU01', from('friend-or-relative', 'COU01'));
  await ended(ids);
  for (const [type, id, changes] of [
    ['Task', ids.Task, { status: 'cancelled', statusReason: { text: 'He moved' } }],
    ['ServiceRequest', ids.ServiceRequest, { status: 'revoked', note: [{ text: 'He moved' }] }],
  ] as const) {
    const { body } = await world.ask('GET', `/${type}/${id}`, { as: 'COU01' });
    const asked = { as: 'COU01', headers: { 'If-Match': 'W/"1"' }, body: { ...body, ...changes } };
    const refused = await world.ask('PUT', `/${type}/${id}`, asked);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'not-yours-to-change']);
  }
  await world.empty();
});

test('a practice that wrote down what a relative asked hears how it goes, and does not end it; the coordinator does', async () => {
  const ids = await world.send('L99901', from('friend-or-relative', 'L99901'));
  const { body } = await world.ask('GET', `/Task/${ids.Task}`, { as: 'L99901' });
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  const stopped = { ...body, status: 'cancelled', statusReason: { text: 'The daughter says so' } };
  const refused = await world.ask('PUT', `/Task/${ids.Task}`, { as: 'L99901', headers, body: stopped });
  expect([refused.status, codeOf(refused)]).toEqual([403, 'not-yours-to-change']);
  await ended(ids);
  expect((await world.get(`/Task/${ids.Task}`, 'L99901')).status).toBe('failed');
  await world.empty();
});

test('once the person agreed, a council hears what its agreement says; when they object it is a receipt again', async () => {
  const ids = await world.send('COU01', from('council-officer', 'COU01'));
  const consent = (type: string) => ({
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'telling' }, category: [{ text: 'telling' }] },
    extension: [recordedBy],
    patient: { reference: `Patient/${ids.Patient}` },
    performer: [{ reference: `Patient/${ids.Patient}` }],
    dateTime: new Date().toISOString(),
    policy: [{ uri: `${wordingBase}telling-1` }],
    provision: {
      type,
      actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/COU01' } }],
      purpose: [{ system: systems.permissionPurpose, code: 'tell-referrer' }],
    },
  });
  const words = { policy: [{ uri: `${wordingBase}sharing-1` }] };
  const wrong = await world.ask('POST', '/Consent', { as: 'CWS01', body: { ...consent('permit'), ...words } });
  expect([wrong.status, codeOf(wrong)]).toEqual([422, 'permission-incomplete']);
  expect(wrong.body.issue[0].diagnostics).toContain('telling-1');
  const records = async (type: string) => {
    const kept = await world.ask('POST', '/Consent', { as: 'CWS01', body: consent(type) });
    expect(kept.status, JSON.stringify(kept.body)).toBe(201);
  };
  await records('permit');
  await ended(ids);
  const seen = await world.get(`/Task/${ids.Task}`, 'COU01');
  expect(seen).toMatchObject({ status: 'failed' });
  expect(JSON.stringify(seen)).not.toContain('capacity-lost');
  await records('deny');
  expect((await world.get(`/Task/${ids.Task}`, 'COU01')).status).toBe('requested');
  await world.empty();
});

test('what it sends as the person’s permission permits nothing, neither to itself nor to a group', async () => {
  const permits = {
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'telling' }, category: [{ text: 'telling' }] },
    patient: { reference: personInBundle },
    performer: [{ reference: personInBundle }],
    policy: [{ uri: `${wordingBase}sharing-1` }],
    provision: {
      type: 'permit',
      actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/COU01' } }],
      purpose: [{ system: systems.permissionPurpose, code: 'tell-referrer' }],
    },
  };
  const ids = await world.send('COU01', { ...from('council-officer', 'COU01'), beside: permits });
  await ended(ids);
  expect((await world.get(`/Task/${ids.Task}`, 'COU01')).status).toBe('requested');
  await world.empty();
});

test('a role that is named narrows: less is seen, nothing is ended or listed, and what it is about makes no difference', async () => {
  const ids = await world.send('L99901');
  await ended(ids);
  const as = (role: string) => ({ as: 'L99901', headers: { 'Handover-Role': role } });
  const seen = await world.ask('GET', `/Task/${ids.Task}`, as('connector'));
  expect(seen.body).toMatchObject({ status: 'failed' });
  expect(JSON.stringify(seen.body)).not.toMatch(/capacity-lost|Words of/);
  for (const path of [`/Task/${ids.Task}`, `/Task/${ids.Task?.replace(/^.../, 'zzz')}`, '/Task?requester=L99901']) {
    const refused = await world.ask('GET', path, as('ig-reader'));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'role-may-not']);
  }
  expect((await world.ask('GET', '/Task?requester=L99901', as('connector'))).status).toBe(403);
  // The role of another organisation's people, and one that nobody has.
  expect((await world.ask('GET', `/Task/${ids.Task}`, as('manager'))).status).toBe(403);
  expect((await world.ask('GET', `/Task/${ids.Task}`, as('mayor'))).status).toBe(400);
  await world.empty();
});

test('a batch asks of each entry what its own door asks', async () => {
  const ids = await world.send('L99901');
  await ended(ids);
  await world.projectAll();
  const entry = ['Task?requester=L99901', `Communication?about=Task/${ids.Task}`, `Task/${ids.Task}`].map((url) => ({
    request: { method: 'GET', url },
  }));
  const measured = { resourceType: 'QuestionnaireResponse', status: 'completed' };
  const measures = { resource: measured, request: { method: 'POST', url: 'QuestionnaireResponse' } };
  const answered = await world.ask('POST', '', {
    ...{ as: 'L99901', headers: { 'Handover-Role': 'connector' } },
    body: { resourceType: 'Bundle', type: 'batch', entry: [...entry, measures] },
  });
  const statuses = answered.body.entry.map((one: { response: { status: string } }) => one.response.status);
  expect(statuses).toEqual(['403 Forbidden', '403 Forbidden', '200 OK', '403 Forbidden']);
  expect(JSON.stringify(answered.body)).not.toMatch(/capacity-lost|Words of/);
  await world.empty();
});

const contained = () => {
  const { entry } = referralBundle() as { entry: { resource: object }[] };
  const [patient, request] = entry.map(({ resource }) => resource);
  return { ...request, contained: [{ ...patient, id: 'p' }], subject: { reference: '#p' } };
};

test.each([
  ['L99901', 'clinical-owner'],
  ['walking-group', 'companion'],
  ['COU01', 'duty-owner'],
])('%s as %s refers nobody, by no way in, and nothing is kept', async (as, role) => {
  const before = await world.referrals();
  const headers = { 'Handover-Role': role };
  const request = { requester: { reference: `Organization/${as}` } };
  for (const [path, asked] of [
    ['', { as, headers, body: referralBundle({ request }) }],
    ['/ServiceRequest', { as, headers, body: { ...contained(), ...request } }],
    ['/$process-message', { as, headers: { ...barsHeaders(), ...headers }, body: sentBy(as, barsMessage()) }],
  ] as const) {
    const refused = await world.ask('POST', path, asked);
    expect(refused.status, JSON.stringify(refused.body)).toBe(403);
    expect(JSON.stringify(refused.body)).toContain('role-may-not');
  }
  expect(await world.referrals()).toEqual(before);
});

test('a commissioner gets the same 403 for what is there, what is not, and what it sends', async () => {
  const ids = await world.send('L99901');
  for (const [method, path] of [
    ['GET', `/Task/${ids.Task}`],
    ['GET', `/Task/${ids.Task?.replace(/^.../, 'zzz')}`],
    ['GET', '/Task?requester=ICB01'],
    ['POST', '/ServiceRequest'],
  ] as const) {
    const body = method === 'POST' ? { resourceType: 'ServiceRequest' } : undefined;
    const refused = await world.ask(method, path, { as: 'ICB01', ...(body ? { body } : {}) });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'role-may-not']);
  }
  await world.empty();
});
