import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import type { Standing } from '../../../functions/domain/participant.ts';
import { onwardRequest } from '../../../infra/local/demo/wellbeing/onward-request.ts';
import { recordedBy } from '../../unit/domain/acts.ts';
import { idsIn, referralBundle, standings } from './hub.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);
afterEach(() => standings.clear());

const example = JSON.parse(
  readFileSync(new URL('../../../contracts/examples/council-referral.json', import.meta.url), 'utf8'),
);
const from = (kind?: string) =>
  referralBundle({
    request: {
      requester: { reference: 'Organization/COU01' },
      ...(kind
        ? {
            extension: [
              {
                url: ukCore.sourceOfRequest,
                valueCodeableConcept: { coding: [{ system: systems.referrerKind, code: kind }] },
              },
            ],
          }
        : {}),
    },
  });

const sendAs = async (as: string, body: object): Promise<Record<string, string>> => {
  const answer = await ask('POST', '', { as, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return idsIn(answer.body);
};
const taskOf = async (id: string | undefined, as: string) => (await ask('GET', `/Task/${id}`, { as })).body;
const change = async (id: string | undefined, as: string, changes: object) => {
  const { body } = await ask('GET', `/Task/${id}`, { as });
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  const answer = await ask('PUT', `/Task/${id}`, { as, headers, body: { ...body, ...changes } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const referrerOf = (task: { extension?: { url: string; extension?: { url: string; valueCode: string }[] }[] }) =>
  Object.fromEntries(
    (task.extension?.find((e) => e.url === extensions.referrer)?.extension ?? []).map((e) => [e.url, e.valueCode]),
  );

test('a council refers with its own code; the coordinator sees who referred, and what the council hears', async () => {
  const ids = await sendAs('COU01', example);
  const seen = await taskOf(ids.Task, 'CWS01');
  expect(seen.requester.reference).toBe('Organization/COU01');
  expect(referrerOf(seen)).toEqual({ kind: 'council-officer', hears: 'status', 'until-agreed': 'receipt' });
  const request = await ask('GET', `/ServiceRequest/${ids.ServiceRequest}`, { as: 'CWS01' });
  expect(request.body.extension).toEqual(example.entry[1].resource.extension);
});

test('without a code the organisation says who referred; one that it cannot be is refused with its place', async () => {
  expect(referrerOf(await taskOf((await sendAs('COU01', from())).Task, 'CWS01')).kind).toBe('council-officer');
  expect(referrerOf(await taskOf((await sendAs('COU01', from('self'))).Task, 'CWS01')).kind).toBe('self');
  expect(referrerOf(await taskOf((await sendAs('L99901', referralBundle())).Task, 'CWS01'))).toEqual({
    kind: 'practice',
    hears: 'outcome',
  });
  const refused = await ask('POST', '', { as: 'COU01', body: from('practice') });
  expect(refused.status).toBe(422);
  expect(refused.body.issue).toMatchObject([
    { details: { coding: [{ code: 'invalid-input' }] }, expression: ['Bundle.entry[1].resource.extension'] },
  ]);
  const dryRun = await ask('POST', '/$validate', { as: 'COU01', body: from('practice') });
  expect(JSON.stringify(dryRun.body)).toContain('Your organisation refers as council-officer');
  const unknown = await ask('POST', '', { as: 'COU01', body: from('mayor') });
  expect(unknown.status).toBe(200);
  expect(JSON.stringify(unknown.body)).toContain('council-officer is assumed');
});

/** The person agrees that the council is told. */
const agrees = async (ids: Record<string, string>): Promise<void> => {
  const person = { reference: `Patient/${ids.Task?.replace(/t1$/, 'p1')}` };
  const body = {
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'telling' }, category: [{ text: 'telling' }] },
    ...{ patient: person, performer: [person], extension: [recordedBy] },
    ...{ dateTime: new Date().toISOString(), policy: [{ uri: `${wordingBase}telling-1` }] },
    provision: {
      ...{ type: 'permit', purpose: [{ system: systems.permissionPurpose, code: 'tell-referrer' }] },
      actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/COU01' } }],
    },
  };
  const kept = await ask('POST', '/Consent', { as: 'CWS01', body });
  expect(kept.status, JSON.stringify(kept.body)).toBe(201);
};

test('of its own request a council sees the status once the person agreed, in a read, its history and a search', async () => {
  const ids = await sendAs('COU01', from());
  await agrees(ids);
  await change(ids.Task, 'CWS01', { status: 'accepted' });
  await change(ids.Task, 'CWS01', {
    status: 'failed',
    statusReason: { text: 'Moved in with her violent son' },
    businessStatus: { coding: [{ system: systems.businessStatus, code: 'capacity-lost' }] },
  });
  const answers = [
    await ask('GET', `/Task/${ids.Task}`, { as: 'COU01' }),
    await ask('GET', `/Task/${ids.Task}/_history`, { as: 'COU01' }),
    await ask('GET', `/Task?_id=${ids.Task}`, { as: 'COU01' }),
    await ask('GET', `/Communication?about=Task/${ids.Task}`, { as: 'COU01' }),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/violent|capacity-lost|can no longer/);
  }
  expect(answers[0]?.body).toMatchObject({ status: 'failed', identifier: [{ system: systems.reference }] });
  const probed = await ask('GET', `/Task?_id=${ids.Task}&business-status=capacity-lost`, { as: 'COU01' });
  expect(probed.body.entry ?? []).toEqual([]);
  const told = answers[3]?.body.entry.map((e: { resource: { payload: unknown } }) => e.resource.payload);
  expect(told).toEqual([[{ contentString: 'No action for you.' }, { contentString: 'Your referral has ended.' }]]);
});

test('a council whose agreement says so hears how it ended, as a practice does, once the person agreed', async () => {
  standings.set('COU01', { agreement: { reference: 'DSA-1', ends: '2099-03-31', hears: 'outcome' } });
  const ids = await sendAs('COU01', from());
  await agrees(ids);
  await change(ids.Task, 'CWS01', { status: 'accepted' });
  await change(ids.Task, 'CWS01', {
    status: 'failed',
    statusReason: { text: 'Words of the link worker' },
    businessStatus: { coding: [{ system: systems.businessStatus, code: 'capacity-lost' }] },
  });
  expect((await taskOf(ids.Task, 'COU01')).businessStatus.coding[0].code).toBe('capacity-lost');
});

test('a registered professional of a council, whom its agreement vouches for, withdraws what they asked for', async () => {
  standings.set('COU01', {
    agreement: { reference: 'DSA-1', ends: '2099-03-31', hears: 'status', refersAs: 'professional' },
  });
  const ids = await sendAs('COU01', from('professional'));
  const { body } = await ask('GET', `/ServiceRequest/${ids.ServiceRequest}`, { as: 'COU01' });
  const withdrawn = await ask('PUT', `/ServiceRequest/${ids.ServiceRequest}`, {
    as: 'COU01',
    headers: { 'If-Match': 'W/"1"' },
    body: { ...body, status: 'revoked', note: [{ text: 'He moved away' }] },
  });
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200);
  expect((await taskOf(ids.Task, 'COU01')).status).toBe('cancelled');
});

test.each<[string, Partial<Standing>, string]>([
  ['is switched off', { active: false }, 'switched off'],
  ['is paused', { paused: { reason: 'operator', since: '2026-11-21T09:00:00.000Z' } }, 'paused'],
  ['has no agreement any more', { agreement: { reference: 'DSA-1', ends: '2020-03-31' } }, 'agreement'],
])('a partner that %s is asked nothing new, and the coordinator hears why', async (_, standing, word) => {
  const ids = await sendAs('L99901', referralBundle());
  const accepted = await change(ids.Task, 'CWS01', { status: 'accepted' });
  const asked = { activity: 'walking-group', coordinator: 'CWS01', permission: true, partner: 'walking-group' };
  standings.set('walking-group', standing);
  const refused = await ask('POST', '', { as: 'CWS01', body: onwardRequest(accepted, asked) });
  expect(refused.status).toBe(422);
  expect(refused.body.issue).toMatchObject([{ details: { coding: [{ code: 'unknown-partner' }] } }]);
  expect(refused.body.issue[0].diagnostics).toContain(word);
  standings.delete('walking-group');
  expect((await ask('POST', '', { as: 'CWS01', body: onwardRequest(accepted, asked) })).status).toBe(200);
});

test('a practice that is switched off is refused with the reason, and the others are not', async () => {
  standings.set('L99901', { active: false });
  const refused = await ask('POST', '', { as: 'L99901', body: referralBundle() });
  expect(refused.status).toBe(403);
  expect(refused.body.issue[0].details.coding[0].code).toBe('organisation-switched-off');
  await sendAs('L99902', referralBundle());
});
