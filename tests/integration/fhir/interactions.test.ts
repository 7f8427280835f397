import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idsIn, referralBundle } from './hub.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const send = async (more = {}): Promise<Record<string, string>> => {
  const answer = await ask('POST', '', { as: 'L99901', body: referralBundle(more) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return idsIn(answer.body);
};

const change = async (as: string, type: string, id: string, changes: object) => {
  const { body } = await ask('GET', `/${type}/${id}`, { as });
  return ask('PUT', `/${type}/${id}`, {
    as,
    body: { ...body, ...changes },
    headers: { 'If-Match': `W/"${body.meta.versionId}"` },
  });
};

test('a referral is answered with its ids, the Task that the hub made, and what is missing as warnings', async () => {
  const answer = await ask('POST', '', { as: 'L99901', body: referralBundle() });
  expect(answer.status).toBe(200);
  expect(answer.body.type).toBe('transaction-response');
  expect(Object.keys(idsIn(answer.body)).sort()).toEqual(['Patient', 'ServiceRequest', 'Task']);
  const task = answer.body.entry.find((e: { resource?: unknown }) => e.resource)?.resource;
  expect(task.status).toBe('requested');
  expect(task.identifier[0].value).toMatch(/^HO-[1-9A-Z]{4}-[1-9A-Z]{4}$/);
  const outcome = answer.body.entry.find((e: { response: { outcome?: unknown } }) => e.response.outcome).response
    .outcome;
  expect(outcome.issue.every((i: { severity: string }) => i.severity === 'warning')).toBe(true);
});

test('a warm POST costs one DynamoDB request and a warm Task update two', async () => {
  await send();
  expect(await world.costOf(send)).toEqual(['TransactWriteItems']);
  const ids = await send();
  const { body } = await ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' });
  const cost = await world.costOf(async () => {
    const accepted = await ask('PUT', `/Task/${ids.Task}`, {
      as: 'CWS01',
      body: { ...body, status: 'accepted' },
      headers: { 'If-Match': 'W/"1"' },
    });
    expect(accepted.status, JSON.stringify(accepted.body)).toBe(200);
  });
  expect(cost).toEqual(['Query', 'PutItem']);
});

test.each(['L99901', 'CWS01'])('for %s, reading a Task and putting it back unchanged makes no version', async (as) => {
  const ids = await send();
  const { body, headers } = await ask('GET', `/Task/${ids.Task}`, { as });
  const back = await ask('PUT', `/Task/${ids.Task}`, { as, body, headers: { 'If-Match': String(headers.etag) } });
  expect(back.status, JSON.stringify(back.body)).toBe(200);
  expect(back.body).toEqual(body);
  expect(back.headers.etag).toBe('W/"1"');
});

test('what belongs to another organisation is answered like what is not there', async () => {
  const ids = await send();
  const nowhere = ids.Task?.replace(/^./, (c) => (c === '0' ? '1' : '0'));
  for (const as of ['L99902', 'walking-group']) {
    for (const type of ['Task', 'ServiceRequest', 'Patient']) {
      const id = ids[type] ?? '';
      const headers = { 'X-Request-Id': randomUUID(), 'X-Correlation-Id': randomUUID() };
      const theirs = await ask('GET', `/${type}/${id}`, { as, headers });
      const nothing = await ask('GET', `/${type}/${nowhere}`, { as, headers });
      expect(theirs.status).toBe(404);
      expect(theirs.body).toEqual(nothing.body);
      // What is left of the quota counts the requests, whatever they are.
      expect({ ...theirs.headers, ratelimit: '' }).toEqual({ ...nothing.headers, ratelimit: '' });
    }
  }
});

test('an update without If-Match is 400, with a stale one 412, and neither changes anything', async () => {
  const ids = await send();
  await change('CWS01', 'Task', ids.Task ?? '', { status: 'accepted' });
  const { body } = await ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' });
  const started = { ...body, status: 'in-progress' };
  const without = await ask('PUT', `/Task/${ids.Task}`, { as: 'CWS01', body: started });
  expect([without.status, without.body.issue[0].details.coding[0].code]).toEqual([400, 'if-match-missing']);
  const headers = { 'If-Match': 'W/"1"' };
  const stale = await ask('PUT', `/Task/${ids.Task}`, { as: 'CWS01', body: started, headers });
  expect([stale.status, stale.body.issue[0].details.coding[0].code]).toEqual([412, 'stale-version']);
  expect((await ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' })).body).toEqual(body);
});

test.each([
  ['focus', { focus: { reference: 'ServiceRequest/other' } }],
  ['for', { for: { reference: 'Patient/other' } }],
  ['requester', { requester: { reference: 'Organization/L99902' } }],
  ['authoredOn', { authoredOn: '2020-01-01T00:00:00Z' }],
])('%s of a Task never changes', async (element, changes) => {
  const ids = await send();
  const answer = await change('CWS01', 'Task', ids.Task ?? '', changes);
  expect([answer.status, answer.body.issue[0].expression]).toEqual([422, [`Task.${element}`]]);
});

test('the referrer may not accept its own request, and the coordinator may not change it', async () => {
  const ids = await send();
  expect((await change('L99901', 'Task', ids.Task ?? '', { status: 'accepted' })).status).toBe(403);
  const revoked = await change('CWS01', 'ServiceRequest', ids.ServiceRequest ?? '', { status: 'revoked' });
  expect(revoked.status).toBe(403);
});

test('history shows each version of a Task once, newest first, to those who may see it', async () => {
  const ids = await send();
  await change('CWS01', 'Task', ids.Task ?? '', { status: 'accepted' });
  await change('CWS01', 'Task', ids.Task ?? '', { status: 'in-progress' });
  const { body } = await ask('GET', `/Task/${ids.Task}/_history`, { as: 'L99901' });
  expect(body.entry.map((e: { resource: { status: string } }) => e.resource.status)).toEqual([
    'in-progress',
    'accepted',
    'requested',
  ]);
});

test('the same request again makes nothing anew and shows what stands, and with another body it is refused', async () => {
  const headers = { 'X-Request-Id': randomUUID() };
  const body = referralBundle();
  const first = await ask('POST', '', { as: 'L99901', body, headers });
  const again = await ask('POST', '', { as: 'L99901', body, headers });
  expect(again.body).toEqual(first.body);
  const ids = idsIn(first.body);
  await change('CWS01', 'Task', ids.Task ?? '', { status: 'accepted' });
  const later = await ask('POST', '', { as: 'L99901', body, headers });
  expect(idsIn(later.body)).toEqual(ids);
  expect(JSON.stringify(later.body)).toContain('accepted');
  const other = { ...body, id: 'other' };
  const refused = await ask('POST', '', { as: 'L99901', body: other, headers });
  expect([refused.status, refused.body.issue[0].details.coding[0].code]).toEqual([422, 'request-id-reused']);
});

test('two people under one identifier: the second is refused by name, and nothing of them is kept', async () => {
  const identifier = [{ system: 'https://practice.example/Id/referral', value: 'the-same' }];
  const first = await send({ request: { identifier } });
  const second = await ask('POST', '', {
    as: 'L99901',
    body: referralBundle({ patient: { name: [{ family: 'Marker-Second' }] }, request: { identifier } }),
  });
  expect([second.status, second.body.issue[0].code]).toEqual([409, 'duplicate']);
  expect(second.body.issue[0].diagnostics).toContain(first.ServiceRequest);
  const { body } = await ask('GET', `/Patient/${first.Patient}`, { as: 'L99901' });
  expect(JSON.stringify(body)).not.toContain('Marker-Second');
});
