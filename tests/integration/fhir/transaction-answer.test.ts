import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { verifiedNumber } from '../../unit/domain/referrals.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.empty());
afterAll(() => world?.stop());

interface Entry {
  readonly resource: { readonly resourceType: string };
  readonly response: { readonly status: string; readonly location?: string; readonly outcome?: unknown };
}
const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../contracts/examples/${name}.json`, import.meta.url), 'utf8'));
const post = async (as: string, body: object, headers = {}) => {
  const answer = await world.ask('POST', '', { as, body, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.entry as Entry[];
};
const typesOf = ({ entry }: { entry: Entry[] }) => entry.map(({ resource }) => resource.resourceType);
const said = (entries: Entry[]) =>
  entries.map(({ response }) => [response.status.slice(0, 3), response.location?.split(/[/.]/).slice(0, 3)].flat());
const placesOf = (entries: Entry[]) => entries.map(({ response }) => response.location?.replace(/\/_history.*/, ''));

test.each(['smallest-referral', 'referral', 'referral-with-task'])(
  'each entry of %s is answered in its place, and under its location stands what was sent',
  async (name) => {
    const body = example(name);
    const entries = await post('L99901', body);
    const own = typesOf(body).includes('Task');
    expect(entries.map(({ response }) => response.location?.split('/')[0])).toEqual([
      ...typesOf(body),
      ...(own ? [] : ['Task']),
    ]);
    expect(entries.map(({ response }) => response.status)).toEqual(entries.map(() => '201 Created'));
    for (const [n, { resource }] of body.entry.entries()) {
      const read = await world.ask('GET', `/${placesOf(entries)[n]}`, { as: 'CWS01' });
      const { resourceType, code, status } = resource;
      expect(read.body).toMatchObject({ resourceType, ...(code ? { code } : {}), ...(status ? { status } : {}) });
    }
  },
);

const verified = verifiedNumber('9990000018');

test('a request that joins an open referral makes no person and no Task, and its retry says the same', async () => {
  const sent = (value: string) => {
    const body = example('referral-with-task');
    const [patient, request] = body.entry.map((e: Entry) => e.resource);
    patient.identifier = [verified];
    request.identifier = [{ system: 'https://churchdown.example/referrals', value }];
    const note = { resourceType: 'Observation', status: 'final', code: { text: 'Lives alone' } };
    const more = { fullUrl: 'urn:uuid:0f3e', resource: note, request: { method: 'POST', url: 'Observation' } };
    return { ...body, entry: [more, ...body.entry] };
  };
  const first = await post('L99901', sent('A-1'));
  const id = first[1]?.response.location?.split(/[/.]/)[1];
  expect(said(first)).toEqual([
    ['201', 'Observation', id, 'x1'],
    ['201', 'Patient', id, 'p1'],
    ['201', 'ServiceRequest', id, 's1'],
    ['201', 'Organization', id, 'x2'],
    ['201', 'Task', id, 't1'],
  ]);
  const headers = { 'X-Request-Id': '7f9d8b6e-1f4e-4b47-9c3c-3c0b8b5f3a11' };
  const joined = await post('L99901', sent('A-2'), headers);
  expect(said(joined)).toEqual([
    ['201', 'Observation', id, 'x4'],
    ['200', 'Patient', id, 'p1'],
    ['201', 'ServiceRequest', id, 's2'],
    ['201', 'Organization', id, 'x5'],
    ['201', 'Task', id, 'x6'],
    ['200', 'Task', id, 't1'],
  ]);
  const found = await world.ask('GET', `/${placesOf(joined)[0]}`, { as: 'CWS01' });
  expect(found.body.code.text).toBe('Lives alone');
  expect(said(await post('L99901', sent('A-2'), headers))).toEqual(said(joined));
});

test('where the referral is there already, nothing of the entries beside it is said to be kept', async () => {
  const body = example('referral');
  await post('L99901', body);
  const request = body.entry.find((e: Entry) => e.resource.resourceType === 'ServiceRequest');
  const [{ system, value }] = request.resource.identifier;
  request.request.ifNoneExist = `identifier=${system}|${value}`;
  const entries = await post('L99901', body);
  expect(new Set(entries.map(({ response }) => response.status))).toEqual(new Set(['200 OK']));
  const places = placesOf(entries);
  expect(places.flatMap((place, n) => (place ? [typesOf(body)[n] ?? 'Task'] : []))).toEqual([
    'Patient',
    'ServiceRequest',
    'Task',
  ]);
});

test('a condition beside another entry than the request is refused, and not left out in silence', async () => {
  const body = example('smallest-referral');
  const n = body.entry.findIndex((e: Entry) => e.resource.resourceType === 'Patient');
  body.entry[n].request.ifNoneExist = 'identifier=https://practice.example/Id/person|1';
  const { status, body: said } = await world.ask('POST', '', { as: 'L99901', body });
  expect([status, said.issue[0].expression]).toEqual([422, [`Bundle.entry[${n}].request.ifNoneExist`]]);
});

test('an entry that the service cannot read is kept, and its sender warned where it stands', async () => {
  const body = example('referral');
  const at = body.entry.length;
  const person = body.entry.find((e: { resource: { resourceType: string } }) => e.resource.resourceType === 'Patient');
  const allergy = {
    ...{ resourceType: 'AllergyIntolerance', patient: { reference: person.fullUrl }, code: { text: 'Penicillin' } },
  };
  body.entry.push({ resource: allergy, request: { method: 'POST', url: 'AllergyIntolerance' } });
  const entries = await post('L99901', body);
  expect(entries[at]?.response).toMatchObject({ status: '201 Created', location: expect.stringMatching(/^Allergy/) });
  const said = entries.map(({ response }) => JSON.stringify(response.outcome ?? {})).join('');
  expect(said).toContain(`"Bundle.entry[${at}].resource"`);
  expect(said).toMatch(/AllergyIntolerance \(1\): kept, and shown to nobody/);
  expect(said).not.toContain('Penicillin');
});

test('an onward request is answered entry by entry, permissions too', async () => {
  const [, , task] = await post('L99901', example('smallest-referral'));
  const referral = task?.response.location?.split(/[/.]/)[1] ?? '';
  await world.change('CWS01', `/Task/${referral}.t1`, { status: 'accepted' });
  const body = JSON.parse(JSON.stringify(example('onward-request')).replaceAll('0123456789abcdefghjkmnpqrs', referral));
  const backwards = { ...body, entry: [...body.entry].reverse() };
  const entries = await post('CWS01', backwards);
  expect(entries.map(({ response }) => response.location?.split('/')[0])).toEqual(typesOf(backwards));
  const consent = entries[typesOf(backwards).indexOf('Consent')];
  const read = await world.ask('GET', `/${consent?.response.location?.replace(/\/_history.*/, '')}`, { as: 'CWS01' });
  expect(read.body.provision.purpose[0].code).toBe('walking-group');
});

test('no request so far made the hub throw', () => {
  expect(world.faults).toEqual([]);
});
