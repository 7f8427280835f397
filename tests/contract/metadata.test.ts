import type { CapabilityStatementRestResource, FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../contracts/systems.ts';
import { capabilityStatement } from '../../functions/fhir/capability.ts';
import { fhirRows } from '../../functions/fhir/routes.ts';
import { validateResource } from '../../functions/fhir/validate.ts';
import { referralBundle } from '../integration/fhir/hub.ts';
import { askOnward, startWorld, type World } from '../integration/fhir/world.ts';

/** What a server says of itself is a promise: everything in it is done here once, and what is not in it is refused. */
const statement = capabilityStatement(fhirRows, 'https://hub.example');
const resources = statement.rest?.[0]?.resource ?? [];

let world: World;
/** The id of one resource of each type, all of one referral. */
const ids = new Map<string, string>();

/** Beside the request: what PRSB asks for, one of each type that the hub keeps. */
const beside = (subject: object): FhirResource[] =>
  [
    { resourceType: 'Condition', subject, code: { text: 'Low mood' } },
    { resourceType: 'RiskAssessment', status: 'final', subject },
    { resourceType: 'Observation', status: 'final', code: { text: 'Mobility' }, subject },
    { resourceType: 'QuestionnaireResponse', status: 'completed', subject },
    { resourceType: 'CarePlan', status: 'active', intent: 'plan', subject },
    { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'Company' }, subject },
    { resourceType: 'RelatedPerson', patient: subject },
    { resourceType: 'Practitioner', name: [{ family: 'Cole' }] },
    { resourceType: 'PractitionerRole' },
    { resourceType: 'Organization', name: 'Churchdown Surgery' },
    { resourceType: 'Flag', status: 'active', code: { text: 'Dog' }, subject },
    {
      ...{ resourceType: 'Consent', status: 'active', scope: { text: 'Sharing' }, category: [{ text: 'Sharing' }] },
      ...{ patient: subject, policyRule: { text: 'Direct care' } },
    },
  ] as FhirResource[];

const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString();
const meeting = (task: string) => ({
  ...{
    resourceType: 'Appointment',
    status: 'booked',
    participant: [{ status: 'accepted', actor: { display: 'The person' } }],
  },
  ...{
    start: inDays(7),
    end: inDays(8),
    supportingInformation: [{ reference: `Task/${task}` }],
  },
  extension: [{ url: extensions.signedUpBy, valueString: 'Amara Cole' }],
});
const attempt = (task: string) => ({
  ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task}` }] },
  category: [{ coding: [{ system: systems.recordKind, code: 'contact-attempt' }] }],
});

beforeAll(async () => {
  world = await startWorld();
  const bundle = referralBundle() as { entry: { fullUrl: string }[] };
  const subject = { reference: bundle.entry[0]?.fullUrl ?? '' };
  const others = beside(subject).map((resource, n) => ({
    fullUrl: `urn:uuid:00000000-0000-4000-8000-0000000000${10 + n}`,
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }));
  const sent = await world.ask('POST', '', { as: 'L99901', body: { ...bundle, entry: [...bundle.entry, ...others] } });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  for (const { response } of sent.body.entry) {
    const [type, id] = response.location.split('/');
    ids.set(type, id);
  }
  const task = ids.get('Task') ?? '';
  await world.change('CWS01', `/Task/${task}`, { status: 'accepted' });
  const onward = await askOnward(world, Object.fromEntries(ids));
  await world.change('CWS01', `/Task/${onward.Task}`, { status: 'accepted' });
  for (const [type, body] of [
    ['Appointment', meeting(onward.Task ?? '')],
    ['Communication', attempt(task)],
  ] as const) {
    const made = await world.ask('POST', `/${type}`, { as: 'CWS01', body });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    ids.set(type, made.body.id);
  }
  const loaded = await world.ledger.load(task.slice(0, 26));
  for (const other of loaded?.referral.others ?? []) ids.set(other.resourceType, other.id ?? '');
  for (const consent of loaded?.referral.consents ?? []) ids.set('Consent', consent.id ?? '');
  await world.projectAll();
});
afterAll(() => world?.stop());

const read = (path: string) => world.ask('GET', path, { as: 'CWS01' });
const idOf = (type: string): string => {
  const id = ids.get(type);
  if (!id) throw new Error(`No ${type} to try it with`);
  return id;
};

test('it is what GET /metadata answers to anybody, and valid R4', async () => {
  const { status, body } = await world.ask('GET', '/metadata', { as: '' });
  expect([status, body]).toEqual([200, JSON.parse(JSON.stringify(statement))]);
  expect(validateResource(body)).toMatchObject({ ok: true });
});

test('it leaves nothing out that the table of routes has, and names nothing that is not there', () => {
  const said = resources.flatMap(({ type, interaction = [] }) => interaction.map(({ code }) => `${code} ${type}`));
  const done = fhirRows.flatMap(({ type, interaction }) =>
    type && interaction !== 'operation' ? [`${interaction} ${type}`] : [],
  );
  expect([...said].sort()).toEqual([...new Set(done)].sort());
  expect(statement.rest?.[0]?.interaction?.map(({ code }) => code)).toEqual(['transaction', 'batch']);
});

type Code = NonNullable<CapabilityStatementRestResource['interaction']>[number]['code'];

/** Each interaction carried out once; the status that says that it was. */
const tries: Partial<Record<Code, (type: string) => Promise<number>>> = {
  read: async (type) => (await read(`/${type}/${idOf(type)}`)).status,
  vread: async (type) => {
    const { headers } = await read(`/${type}/${idOf(type)}`);
    return (await read(`/${type}/${idOf(type)}/_history/${/\d+/.exec(String(headers.etag))?.[0]}`)).status;
  },
  'history-instance': async (type) => (await read(`/${type}/${idOf(type)}/_history`)).status,
  'search-type': async (type) => (await read(`/${type}?_id=${idOf(type)}`)).status,
  update: async (type) => {
    const { body, headers } = await read(`/${type}/${idOf(type)}`);
    const sent = { as: 'CWS01', body, headers: { 'If-Match': String(headers.etag) } };
    return (await world.ask('PUT', `/${type}/${idOf(type)}`, sent)).status;
  },
  patch: async (type) => {
    const { headers } = await read(`/${type}/${idOf(type)}`);
    const own = { 'Content-Type': 'application/json-patch+json', 'If-Match': String(headers.etag) };
    return (await world.ask('PATCH', `/${type}/${idOf(type)}`, { as: 'CWS01', body: [], headers: own })).status;
  },
  create: async (type) => (await world.ask('POST', `/${type}`, { as: 'CWS01', body: { resourceType: type } })).status,
};
/** A create of nothing is refused for what it lacks: it was understood as one. */
const done: Partial<Record<Code, readonly number[]>> = {
  create: [400, 422],
  update: [200, 403, 422],
  patch: [200, 403, 422],
};

const promised = resources.flatMap(({ type, interaction = [] }) =>
  interaction.map(({ code }) => [code, type] as const),
);
test.each(promised)('%s of %s is done', async (code, type) => {
  const attempted = await tries[code]?.(type);
  expect(done[code] ?? [200]).toContain(attempted);
});

const operations = [
  ...(statement.rest?.[0]?.operation ?? []).map(({ name }) => `/$${name}`),
  ...resources.flatMap(({ type, operation = [] }) => operation.map(({ name }) => `/${type}/$${name}`)),
];
test.each(operations)('the operation %s is there', async (path) => {
  const { status } = await world.ask('POST', path, { as: 'CWS01', body: {} });
  expect([200, 400, 422]).toContain(status);
});

test('conditional reads and conditional creation are what they are said to be', async () => {
  for (const { type, conditionalRead } of resources) {
    const { headers } = await read(`/${type}/${idOf(type)}`);
    for (const [name, value] of [
      ['If-None-Match', headers.etag],
      ['If-Modified-Since', headers['last-modified']],
    ] as const) {
      const again = await world.ask('GET', `/${type}/${idOf(type)}`, {
        as: 'CWS01',
        headers: { [name]: String(value) },
      });
      expect([type, again.status]).toEqual([type, conditionalRead === 'full-support' ? 304 : 200]);
    }
  }
});

describe('searching', () => {
  const examples: Readonly<Record<string, (type: string) => string>> = {
    _id: idOf,
    identifier: () => 'https://example.org|1',
    patient: () => `Patient/${idOf('Patient')}`,
    focus: () => `ServiceRequest/${idOf('ServiceRequest')}`,
    'part-of': () => `Task/${idOf('Task')}`,
    about: () => `Task/${idOf('Task')}`,
    'based-on': () => `ServiceRequest/${idOf('ServiceRequest')}`,
    requester: () => 'Organization/L99901',
    owner: () => 'Organization/CWS01',
    recipient: () => 'Organization/CWS01',
    status: (type) => (type === 'Task' ? 'accepted' : 'active'),
    'business-status': () => 'submitted',
    code: () => `${systems.taskCode}|fulfill`,
    _lastUpdated: () => 'ge2020-01-01',
  };
  /** What a question must name besides, for the type to be searched at all. */
  const with_: Readonly<Record<string, string>> = { Communication: '&recipient=CWS01', Patient: '&_id=x' };
  const all = resources.flatMap(({ type, searchParam = [] }) => searchParam.map(({ name }) => [type, name] as const));

  test.each(all)('%s by %s is understood, and shows nothing to who takes no part', async (type, name) => {
    const besides = with_[type] ?? '';
    const query = `${name}=${examples[name]?.(type)}`;
    const found = await read(`/${type}?${query}${besides}`);
    expect([found.status, found.body.issue], query).toEqual([200, undefined]);
    const nobody = await world.ask('GET', `/${type}?${query}${besides.replace('CWS01', 'L99902')}`, { as: 'L99902' });
    expect([nobody.status, nobody.body.entry]).toEqual([200, []]);
  });

  test.each(resources.flatMap(({ searchInclude = [] }) => searchInclude))(
    '_include=%s brings something along',
    async (include) => {
      const { body } = await read(`/Task?_id=${idOf('Task')}&_include=${include}`);
      expect(body.entry.map((e: { search: { mode: string } }) => e.search.mode)).toEqual(['match', 'include']);
    },
  );

  /** Parameters that R4 itself has for the type: https://hl7.org/fhir/R4/task.html#search and so on. */
  const ofR4: Readonly<Record<string, readonly string[]>> = {
    Task: [
      'authored-on',
      'encounter',
      'group-identifier',
      'intent',
      'modified',
      'performer',
      'period',
      'priority',
      'subject',
    ],
    ServiceRequest: [
      'authored',
      'based-on',
      'body-site',
      'category',
      'code',
      'encounter',
      'intent',
      'occurrence',
      'performer',
    ],
    Communication: [
      'category',
      'encounter',
      'identifier',
      'medium',
      'part-of',
      'received',
      'sender',
      'sent',
      'status',
      'subject',
    ],
    Patient: ['identifier', 'name', 'family', 'birthdate', 'phone', 'address', 'gender', 'general-practitioner'],
  };
  test.each(resources.filter((r) => r.searchParam).map((r) => [r.type, r] as const))(
    '%s by anything else is refused, also where R4 has the parameter',
    async (type, { searchParam = [] }) => {
      const known = searchParam.map(({ name }) => name);
      const others = [
        ...(ofR4[type] ?? []),
        '_text',
        '_content',
        '_has',
        '_tag',
        '_profile',
        '_source',
        '_total',
        '_contained',
      ];
      for (const name of others.filter((other) => !known.includes(other))) {
        const { status, body } = await read(`/${type}?${name}=x`);
        expect([name, status, body.issue[0].code]).toEqual([name, 400, 'not-supported']);
      }
    },
  );
});

test('what it does not promise is refused by name of the method', async () => {
  for (const { type } of resources) {
    const answer = await world.ask('DELETE', `/${type}/${idOf(type)}`, { as: 'CWS01' });
    expect([type, answer.status]).toEqual([type, 405]);
  }
});
