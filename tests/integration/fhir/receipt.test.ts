import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { type Answered, referralBundle } from './hub.ts';
import { codeOf, startWorld, type World } from './world.ts';

/** Issue 6 item 4: who gets a receipt learns from nothing that they do whether anybody is at work. Each is done early and late, and compared. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.empty());
afterAll(() => world.stop());

const as = 'COU01';
const traced = {
  identifier: [
    {
      system: systems.nhsNumber,
      value: '9990001030',
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
    },
  ],
};
const from = (more: object = {}) => ({ request: { requester: { reference: `Organization/${as}` } }, ...more });

const move = (ids: Record<string, string>, changes: object) => world.change('CWS01', `/Task/${ids.Task}`, changes);
const ends = async (ids: Record<string, string>): Promise<void> => {
  await move(ids, { status: 'accepted' });
  const capacity = { coding: [{ system: systems.businessStatus, code: 'capacity-lost' }] };
  await move(ids, { status: 'failed', statusReason: { text: 'No capacity' }, businessStatus: capacity });
};
const says = (kind: string, { Task }: Record<string, string>, more: object) =>
  world.ask('POST', '/Communication', {
    as,
    body: {
      ...{ resourceType: 'Communication', status: 'in-progress', about: [{ reference: `Task/${Task}` }] },
      category: [{ coding: [{ system: systems.recordKind, code: kind }] }],
      ...more,
    },
  });
const topic = (system: string, code: string) => ({ topic: { coding: [{ system, code }] } });
const inHospital = topic(systems.circumstance, 'in-hospital');

/** All that an answer tells, without what is of this one question alone: when it was asked, and of which referral. */
const told = ({ status, headers, body }: Answered, ids: Record<string, string>): string => {
  const { etag, location } = headers;
  const whole = JSON.stringify({ status, etag, location, body });
  return whole
    .replaceAll((ids.Task ?? '').split('.')[0] ?? '', 'THIS')
    .replaceAll(/HO-[0-9A-Z]{4}-[0-9A-Z]{2}/g, 'REFERENCE')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'WHEN')
    .replaceAll(/\.m\d+/g, '.m');
};

test.each([
  ['ServiceRequest', 'revoked'],
  ['ServiceRequest', 'entered-in-error'],
  ['Task', 'cancelled'],
] as const)('to take back its %s as %s is refused alike while it is new, accepted and ended', async (type, status) => {
  const ids = await world.send(as, from());
  const patches = async (): Promise<string> => {
    const id = type === 'Task' ? ids.Task : ids.ServiceRequest;
    const body = [{ op: 'replace', path: '/status', value: status }];
    const headers = { 'If-Match': 'W/"1"', 'Content-Type': 'application/json-patch+json' };
    const refused = await world.ask('PATCH', `/${type}/${id}`, { as, headers, body });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'not-yours-to-change']);
    return told(refused, ids);
  };
  const first = await patches();
  await move(ids, { status: 'accepted' });
  expect(await patches()).toBe(first);
  const capacity = { coding: [{ system: systems.businessStatus, code: 'capacity-lost' }] };
  await move(ids, { status: 'failed', statusReason: { text: 'No capacity' }, businessStatus: capacity });
  expect(await patches()).toBe(first);
});

test.each([
  ['reports what became known', 'circumstance', inHospital],
  ['asks that the person is called', 'please-call', topic(systems.pleaseCall, 'others')],
  ['adds a note', 'note', { payload: [{ contentString: 'She moved to number 4' }] }],
])('who %s is answered alike before and after the end, and when it was read', async (_, kind, more) => {
  const early = await world.send(as, from());
  const late = await world.send(as, from());
  await ends(late);
  const [first, last] = [await says(kind, early, more), await says(kind, late, more)];
  expect(first.status, JSON.stringify(first.body)).toBe(201);
  expect(told(last, late)).toBe(told(first, early));
  expect(first.body.meta.versionId).toBe('1');

  const path = `/Communication/${last.body.id}`;
  const before = await world.ask('GET', path, { as });
  expect(before.body).toEqual(last.body);
  await move(early, { status: 'accepted' });
  const history = await world.ask('GET', `${path}/_history`, { as });
  expect(history.body).toMatchObject({ total: 1, entry: [{ resource: last.body }] });
});

test('a report after the end is kept, and nobody owes anything for it; said again it stands', async () => {
  const ids = await world.send(as, from());
  await ends(ids);
  const { body } = await says('circumstance', ids, inHospital);
  const again = await says('circumstance', ids, inHospital);
  expect([again.status, again.body.id]).toEqual([200, body.id]);
  expect((await world.get(`/Communication/${body.id}`)).status).toBe('stopped');
});

test('what the coordinator makes of its report does not show', async () => {
  const ids = await world.send(as, from());
  const { body } = await says('circumstance', ids, inHospital);
  const path = `/Communication/${body.id}`;
  const report = await world.ask('GET', path, { as: 'CWS01' });
  const headers = { 'If-Match': `W/"${report.body.meta.versionId}"` };
  const wrong = { ...report.body, status: 'entered-in-error' };
  const settled = await world.ask('PUT', path, { as: 'CWS01', headers, body: wrong });
  expect(settled.status, JSON.stringify(settled.body)).toBe(200);
  expect((await world.ask('GET', path, { as })).body).toEqual(body);
  const again = await says('circumstance', ids, inHospital);
  expect([again.status, again.body]).toEqual([200, body]);
});

test('no search finds by what has happened since', async () => {
  const ids = await world.send(as, from());
  const { body } = await says('circumstance', ids, inHospital);
  await ends(ids);
  const since = `_lastUpdated=gt${encodeURIComponent(body.meta.lastUpdated)}`;
  const settled = await world.ask('GET', `/Communication/${body.id}`, { as: 'CWS01' });
  const headers = { 'If-Match': `W/"${settled.body.meta.versionId}"` };
  await world.ask('PUT', `/Communication/${body.id}`, {
    ...{ as: 'CWS01', headers, body: { ...settled.body, status: 'entered-in-error' } },
  });
  await world.change('CWS01', `/Patient/${ids.Patient}`, { telecom: [{ system: 'phone', value: '01452 555099' }] });
  for (const [question, found] of [
    [`Communication?about=Task/${ids.Task}&${since}`, 0],
    [`Patient?_id=${ids.Patient}&${since}`, 0],
    [`ServiceRequest?_id=${ids.ServiceRequest}&${since}`, 0],
    [`Task?_id=${ids.Task}&${since}`, 0],
    [`Task?_id=${ids.Task}&status=failed`, 0],
    [`ServiceRequest?_id=${ids.ServiceRequest}&status=active`, 1],
  ] as const) {
    const answer = await world.ask('GET', `/${question}`, { as });
    expect([answer.status, (answer.body.entry ?? []).length], question).toEqual([200, found]);
  }
});

test('its own question is taken back with the version that it was shown, whatever happened since', async () => {
  const ids = await world.send(as, from());
  await move(ids, { status: 'accepted' });
  const { body } = await says('question', ids, { payload: [{ contentString: 'Whom may I ring?' }] });
  expect(body.meta.versionId).toBe('1');
  const asked = { as, headers: { 'If-Match': 'W/"1"' }, body: { ...body, status: 'stopped' } };
  const stopped = await world.ask('PUT', `/Communication/${body.id}`, asked);
  expect(stopped.status, JSON.stringify(stopped.body)).toBe(200);
  expect(stopped.body).toMatchObject({ status: 'stopped', meta: { versionId: '1' } });
});

test('another request about the same person is a referral of its own, whether or not the first has ended', async () => {
  const first = await world.send(as, from({ patient: traced }));
  const early = await world.ask('POST', '', { as, body: referralBundle(from({ patient: traced })) });
  expect(early.status, JSON.stringify(early.body)).toBe(200);
  expect(JSON.stringify(early.body)).not.toMatch(/joined|already-open/);
  await ends(first);
  const late = await world.ask('POST', '', { as, body: referralBundle(from({ patient: traced })) });
  const referralsOf = ({ body }: Answered) => body.entry.map((e: { response: object }) => Object.keys(e.response));
  expect(referralsOf(late)).toEqual(referralsOf(early));
  const one = (answered: Answered) => JSON.stringify(answered.body).match(/HO-[0-9A-Z]{4}-[0-9A-Z]{2}/)?.[0];
  expect(new Set([one(early), one(late)]).size).toBe(2);
});

test('what was sent before is answered with the same version, however often it has changed', async () => {
  const identifier = [{ system: 'https://council.example/ids', value: '17' }];
  const sent = JSON.parse(
    JSON.stringify(referralBundle({ request: { requester: { reference: `Organization/${as}` }, identifier } })),
  );
  const body = {
    ...sent,
    entry: sent.entry.map((entry: { resource: { resourceType: string }; request: object }) =>
      entry.resource.resourceType === 'ServiceRequest'
        ? { ...entry, request: { ...entry.request, ifNoneExist: 'identifier=https://council.example/ids|17' } }
        : entry,
    ),
  };
  const made = await world.ask('POST', '', { as, body });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const task = JSON.stringify(made.body).match(/Task\/([a-z0-9]+\.t1)/)?.[1] ?? '';
  const ids = { Task: task };
  const early = await world.ask('POST', '', { as, body });
  await ends(ids);
  const late = await world.ask('POST', '', { as, body });
  expect(told(late, ids)).toBe(told(early, ids));
});
