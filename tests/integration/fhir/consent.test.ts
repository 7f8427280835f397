import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { recordedBy } from '../../unit/domain/acts.ts';
import { idsIn } from './hub.ts';
import { idsOf, onwardBundle, startWorld, type World } from './world.ts';

/** Issue 6 item 2, over FHIR: a permission or objection by itself, read back and found. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const taken = async () => {
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  return ids;
};
const consent = (person: string | undefined, more: object = {}, provision: object = {}) => ({
  ...{ resourceType: 'Consent', status: 'active', scope: { text: 'sharing' }, category: [{ text: 'sharing' }] },
  ...{ patient: { reference: `Patient/${person}` }, performer: [{ reference: `Patient/${person}` }] },
  ...{ dateTime: new Date().toISOString(), policy: [{ uri: `${wordingBase}sharing-1` }], extension: [recordedBy] },
  provision: {
    ...{ type: 'permit', purpose: [{ system: systems.activity, code: 'walking-group' }] },
    actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/walking-group' } }],
    ...provision,
  },
  ...more,
});
const post = (body: object, as = 'CWS01') => world.ask('POST', '/Consent', { as, body });
const codes = (body: { issue?: { details: { coding: { code: string }[] } }[] }) =>
  (body.issue ?? []).map((i) => i.details.coding[0]?.code);
/** The permission that goes with the request is left out: what was recorded before must do. */
const askWithout = async (ids: Record<string, string>) => {
  const bundle = JSON.parse(JSON.stringify(onwardBundle(ids, { owner: 'walking-group' })));
  const entry = bundle.entry.filter(
    (e: { resource: { resourceType: string } }) => e.resource.resourceType !== 'Consent',
  );
  return world.ask('POST', '', { as: 'CWS01', body: { ...bundle, entry } });
};

test('a permission that was recorded by itself lets the request through, is read back, and found', async () => {
  const ids = await taken();
  expect(codes((await askWithout(ids)).body)).toEqual(['permission-missing']);
  const made = await post(consent(ids.Patient));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.headers.location).toContain(`/Consent/${ids.Patient?.split('.')[0]}.c1`);
  expect(made.body.extension).toEqual([
    { url: extensions.recordedBy, valueReference: { reference: 'Organization/CWS01', display: 'Priya Shah' } },
  ]);
  expect((await world.ask('GET', `/Consent/${made.body.id}`, { as: 'CWS01' })).body).toEqual(made.body);
  expect((await askWithout(ids)).status).toBe(200);
  const find = async (query: string) =>
    idsOf((await world.ask('GET', `/Consent?patient=Patient/${ids.Patient}${query}`, { as: 'CWS01' })).body);
  for (const query of ['', '&actor=Organization/walking-group', '&type=permit&status=active', '&purpose=walking-group'])
    expect(await find(query), query).toEqual([made.body.id]);
  for (const query of ['&actor=mens-shed', '&type=deny', '&purpose=choir', '&status=inactive'])
    expect(await find(query), query).toEqual([]);
});

test('nobody but the coordinator records, reads or finds one', async () => {
  const ids = await taken();
  const { body } = await post(consent(ids.Patient));
  expect(codes((await post(consent(ids.Patient), 'L99901')).body)).toEqual(['not-yours-to-change']);
  for (const as of ['walking-group', 'L99902']) expect((await post(consent(ids.Patient), as)).status).toBe(404);
  for (const as of ['L99901', 'L99902', 'walking-group']) {
    expect((await world.ask('GET', `/Consent/${body.id}`, { as })).status).toBe(404);
    expect(idsOf((await world.ask('GET', `/Consent?patient=Patient/${ids.Patient}`, { as })).body)).toEqual([]);
  }
  expect((await world.ask('GET', '/Consent', { as: 'CWS01' })).status).toBe(400);
});

test('what a permission lacks is named, all at once; an objection is taken with the least', async () => {
  const ids = await taken();
  const bare = { extension: undefined, policy: undefined, policyRule: { text: 'spoken' }, dateTime: undefined };
  const refused = await post(consent(ids.Patient, { ...bare, performer: [{ display: 'Her neighbour' }] }));
  expect(refused.status).toBe(422);
  expect(codes(refused.body)).toEqual(['may-not-decide', ...Array(3).fill('permission-incomplete')]);
  const places = refused.body.issue.map((i: { expression: string[] }) => i.expression[0]);
  expect(places).toEqual(['Consent.performer', 'Consent.extension', 'Consent.dateTime', 'Consent.policy.uri']);
  const nobody = { actor: undefined, purpose: undefined };
  expect(codes((await post(consent(ids.Patient, {}, nobody))).body)).toEqual(Array(2).fill('permission-incomplete'));
  expect(codes((await post(consent('somebody'))).body)).toEqual(['missing-element']);
  const objection = await post(consent(ids.Patient, bare, { type: 'deny', purpose: undefined }));
  expect(objection.status, JSON.stringify(objection.body)).toBe(201);
});

test('withdrawn: the request is cancelled in that version, and a later one is refused until the person agrees anew', async () => {
  const ids = await taken();
  const asked = await world.ask('POST', '', { as: 'CWS01', body: onwardBundle(ids, { owner: 'walking-group' }) });
  const t2 = idsIn(asked.body).Task;
  const objection = await post(consent(ids.Patient, {}, { type: 'deny' }));
  const task = await world.ask('GET', `/Task/${t2}`, { as: 'CWS01' });
  expect([task.body.status, task.body.meta.versionId]).toEqual(['cancelled', objection.body.meta.versionId]);
  expect(codes((await askWithout(ids)).body)).toEqual(['permission-missing']);
  const again = consent(ids.Patient, { dateTime: new Date(Date.now() + 1000).toISOString() });
  expect((await post(again)).status).toBe(201);
  expect((await askWithout(ids)).status).toBe(200);
});
