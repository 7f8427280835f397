import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { directory } from '../../../functions/directory/directory.ts';
import { openReferralRoutes } from '../../../functions/directory/open-referral-routes.ts';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import type { Answer, ApiRequest } from '../../../functions/http/request.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import type { Service } from '../../../mappings/directory/profile.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { fhirHub, standings } from '../fhir/hub.ts';
import { directoryOn, service } from './councils.ts';

let store: TestDynamodb;
let on: ReturnType<typeof directoryOn>;
let ask: ReturnType<typeof fhirHub>;
const faults: unknown[] = [];
const read = (value: object): Service => {
  const item = readItem(value);
  return item.kind === 'service' ? item.service : expect.fail(JSON.stringify(item.faults));
};
const at = (postal_code: string) => ({
  service_at_locations: [
    {
      id: `sl-${postal_code.slice(0, 3)}`,
      location: { id: `l-${postal_code.slice(0, 3)}`, location_type: 'physical', addresses: [{ postal_code }] },
    },
  ],
});
const term = { attributes: [{ taxonomy_term: { id: 'esd:7', name: 'Walking', taxonomy: 'esd' } }] };

const all = [
  service(1, { ...at('GL3 2JH'), minimum_age: 18, ...term }),
  service(2, { ...at('GL1 1AA'), schedules: [{ byday: 'FR' }] }),
  service(3, { ...at('GL3 2JH'), assured_date: '2020-01-01', name: 'Walk of old' }),
  service(4, { name: 'Yoga', ...at('GL3 2JH') }),
  service(5, { name: 'Walk that is closed', status: 'temporarily closed' }),
  service(6, {
    name: 'Walk with a strange id',
    id: 'a/b c'.replace(' ', '%'),
    organization: { id: 'L99901', name: 'Nobody' },
  }),
];

beforeAll(async () => {
  store = await startDynamodb();
  on = directoryOn(store);
  await on.load({ name: 'council', publisher: 'Council', licence: 'OGL 3.0' }, all.map(read));
  await on.say('d.s2', { by: 'council', who: 'us', at: on.clock(), says: { partner: 'walking-group' } });
  await on.rebuild();
  ask = fhirHub(store, faults, store.client, () => '2026-11-22T12:00:00.000Z');
});
afterAll(() => store.stop());

const get = (path: string) => ask('GET', path, { as: 'CWS01' });
const walks = '/HealthcareService?service-type=walking&from=GL3';
const need = 'service-type=walking';
const idsIn = (body: { entry: { resource: { id: string; resourceType: string } }[] }): string[] =>
  body.entry.filter(({ resource }) => resource.resourceType === 'HealthcareService').map(({ resource }) => resource.id);

describe('over FHIR', () => {
  test('services for a need come best first, valid R4, each with room, the day it was checked and why', async () => {
    const { status, body } = await get(`${walks}&age=70&day=tue`);
    expect(status).toBe(200);
    expect(idsIn(body)).toEqual(['d.s1', expect.stringMatching(/^d\.x\.[0-9a-f]{40}$/), 'd.s2', 'd.s3']);
    expect(validateResource(body)).toMatchObject({ ok: true });
    const [first] = body.entry;
    expect(first.resource).toMatchObject({
      name: 'Walk 1',
      active: true,
      identifier: [{ system: 'file:council', value: 's1' }],
    });
    const said = (url: string) => first.resource.extension.find((one: { url: string }) => one.url === url);
    expect(said(extensions.whyThisRank).valueString).toBe(
      'for walking; about 1 mile away; on Tuesday; room not known, ask first; checked 2026-11-01',
    );
    expect(said(extensions.lastChecked).valueDate).toBe('2026-11-01');
    expect(said(extensions.sdohCapacity).extension[0].valueCodeableConcept.coding).toEqual([
      { system: systems.sdohCapacity, code: 'additional-assessment-required' },
    ]);
  });

  test('who says full is offered from the next question on no more; who has room says so until 30 days are over', async () => {
    await on.capacity.say({ of: 'd.s1', state: 'full', saidAt: '2026-11-22T11:59:59.000Z' });
    expect(idsIn((await get(walks)).body)).not.toContain('d.s1');
    await on.capacity.say({ of: 'd.s1', state: 'has-room', saidAt: '2026-11-22T11:00:00.000Z' });
    expect(idsIn((await get(walks)).body)).not.toContain('d.s1');
    await on.capacity.say({ of: 'd.s1', state: 'has-room', saidAt: '2026-11-22T11:59:59.500Z' });
    const { body } = await get(walks);
    expect(idsIn(body)[0]).toBe('d.s1');
    expect(JSON.stringify(body.entry[0].resource.extension)).toContain('"capacity"');
  });

  test('a group that is switched off, or not on the hub any more, is not offered', async () => {
    standings.set('walking-group', { active: false });
    expect(idsIn((await get(walks)).body)).not.toContain('d.s2');
    standings.delete('walking-group');
    expect(idsIn((await get(walks)).body)).toContain('d.s2');
  });

  test('one is read by its id, also one that is closed, with who runs it and where it is', async () => {
    const { body, headers } = await get('/HealthcareService/d.s5');
    expect(body).toMatchObject({ active: false, providedBy: { reference: 'Organization/d.o1' } });
    expect(
      (await ask('GET', '/HealthcareService/d.s5', { as: 'CWS01', headers: { 'If-None-Match': String(headers.etag) } }))
        .status,
    ).toBe(304);
    expect((await get('/Organization/d.o1')).body).toMatchObject({ resourceType: 'Organization', name: 'Walkers' });
    const { body: one } = await get('/HealthcareService?name=walk%201');
    const [location] = one.entry[0].resource.location;
    expect((await get(`/${location.reference}`)).body).toMatchObject({ address: { postalCode: 'GL3 2JH' } });
    for (const path of [
      '/HealthcareService/d.none',
      '/Location/d.none',
      '/Organization/d.none',
      '/Organization/L99901',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  test('who asks by the id of one that is retired is led to what has taken its place', async () => {
    await on.say('d.s5', { by: 'council', who: 'us', at: '2026-11-22T10:00:00.000Z', says: { successor: 'd.s1' } });
    await on.rebuild();
    const replaced = {
      url: extensions.replacedBy,
      valueReference: { reference: 'HealthcareService/d.s1', display: 'Walk 1' },
    };
    const { body } = await get('/HealthcareService/d.s5');
    expect([body.active, body.extension]).toEqual([false, expect.arrayContaining([replaced])]);
    expect(idsIn((await get('/HealthcareService?_id=d.s5')).body)).toEqual(['d.s5', 'd.s1']);
    expect(JSON.stringify((await get('/HealthcareService/d.s1')).body)).not.toContain(extensions.replacedBy);
  });

  test('without a need it is a list, in pages, and what changed since', async () => {
    const { body } = await get('/HealthcareService?_count=4');
    expect([body.total, idsIn(body).length]).toEqual([6, 4]);
    const { url } = body.link.find((one: { relation: string }) => one.relation === 'next');
    const next = await get(url.slice(url.indexOf('/HealthcareService')));
    expect(new Set([...idsIn(body), ...idsIn(next.body)]).size).toBe(6);
    expect((await get('/HealthcareService?_lastUpdated=ge2027-01-01')).body.total).toBe(0);
  });

  test.each(['age=15', 'not=d.s1', 'day=mon', 'characteristic=step-free', 'from=GL3', 'way=video', 'transport=bus'])(
    'what would suit somebody is not left unheeded in a list: %s is refused, and says what it goes with',
    async (asked) => {
      const { status, body } = await get(`/HealthcareService?name=walk&${asked}`);
      expect([status, body.issue[0].expression]).toEqual([400, [asked.split('=')[0]]]);
      expect(body.issue[0].diagnostics).toContain('service-type');
      expect((await get(`/HealthcareService?${need}&name=walk&${asked}`)).status).toBe(200);
    },
  );

  test('an identifier is found by its value, with its system or without, and by no other system', async () => {
    const { system } = (await get('/HealthcareService/d.s1')).body.identifier[0];
    const found = async (asked: string) =>
      idsIn((await get(`/HealthcareService?identifier=${encodeURIComponent(asked)}`)).body);
    for (const asked of ['s1', `${system}|s1`]) expect(await found(asked), asked).toEqual(['d.s1']);
    for (const asked of ['https://other.example|s1', '|s1', `${system}|s9`])
      expect(await found(asked), asked).toEqual([]);
    expect(await found(`${system}|`)).toContain('d.s1');
  });

  test('what is gone from its directory is neither listed nor counted, and found by its id', async () => {
    const listed = { name: 'council', publisher: 'Council', licence: 'OGL 3.0' };
    await on.load(listed, all.slice(0, 5).map(read));
    await on.rebuild();
    const gone = (await on.catalogue()).entries.find((entry) => entry.gone)?.key ?? '';
    const { body } = await get('/HealthcareService?_count=100');
    expect([body.total, idsIn(body).length]).toEqual([5, 5]);
    expect((await get('/HealthcareService?name=strange%20id')).body.total).toBe(0);
    const found = await get(`/HealthcareService?_id=${gone},d.s1`);
    expect([found.body.total, idsIn(found.body).sort()]).toEqual([2, ['d.s1', gone]]);
    await on.load(listed, all.map(read));
    await on.rebuild();
  });

  test.each([
    ...['from=GL3%202JH', 'from=ZZ99', 'age=old', 'day=someday', 'transport=horse'].map((q) => `${need}&${q}`),
    ...['service-type=flying', 'colour=red', '_count=0', 'from=GL3%202JH', '_page=forged'],
    ...['service-type=walking&characteristic=gold'],
  ])('%s is refused, and nothing of it is answered', async (query) => {
    const { status, body } = await get(`/HealthcareService?${query}`);
    expect([status, body.resourceType]).toEqual([400, 'OperationOutcome']);
    expect(JSON.stringify(body)).not.toContain('2JH');
  });
});

describe('as Open Referral UK, for anybody', () => {
  const routes = () => openReferralRoutes({ directory: directory(on.table), publicUrl: 'https://hub.example' });
  const open = async (path: string): Promise<Answer> => {
    const [pathname = '', query = ''] = path.split('?');
    const [, id] = /^\/[a-z_]+\/(.+)$/.exec(pathname) ?? [];
    const route = routes().find((one) => one.path === `/directory/v3${id ? pathname.replace(id, '{id}') : pathname}`);
    const request = { params: id ? { id: decodeURIComponent(id) } : {}, query: new URLSearchParams(query) };
    const reply = await route?.handle(request as unknown as ApiRequest);
    if (!reply || !('status' in reply)) return { status: 400, body: reply ?? {} };
    return reply;
  };

  test('what came in goes out the same, and comes in again the same', async () => {
    const { body, headers } = await open('/services?per_page=100');
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*' });
    const { contents, total_items } = body as { contents: Service[]; total_items: number };
    expect(total_items).toBe(all.length);
    const known = new Map(all.map(read).map((one) => [one.id, one]));
    for (const one of contents) {
      expect(one).toEqual(known.get(one.id));
      expect(readItem(JSON.parse(JSON.stringify(one)))).toEqual({ kind: 'service', service: one, warnings: [] });
    }
  });

  test('says whose data it is, under which licence, and when it was last read', async () => {
    expect((await open('')).body).toMatchObject({
      version: 'HSDS-UK-3.0',
      sources: [{ name: 'council', licence: 'OGL 3.0', last_success: expect.stringMatching(/^2026-/) }],
    });
  });

  test('one service, its places and its terms are found by their own ids', async () => {
    expect((await open('/services/s1')).body).toMatchObject({ name: 'Walk 1' });
    expect((await open('/taxonomy_terms/esd:7')).body).toMatchObject({ name: 'Walking' });
    expect((await open('/taxonomies')).body).toMatchObject({ contents: [{ name: 'esd' }] });
    expect((await open('/service_at_locations?per_page=1')).body).toMatchObject({
      total_items: 4,
      contents: [{ service: { id: 's1' } }],
    });
    expect((await open('/services?day=FR')).body).toMatchObject({ total_items: 1, contents: [{ id: 's2' }] });
    expect((await open('/services?taxonomy_term_id=esd:7')).body).toMatchObject({ total_items: 1 });
    for (const path of ['/services/none', '/taxonomy_terms/none', '/services?page=0', '/services?start_time=10:00'])
      expect((await open(path)).status).toBe(400);
  });
});

test('nothing of all that was a fault', () => {
  expect(faults).toEqual([]);
});
