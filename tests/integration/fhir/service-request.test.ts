import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barsHeaders, barsMessage } from './bars-message.ts';
import { idsIn, personInBundle, referralBundle } from './hub.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const system = 'https://practice.example/Id/referral';
/** A referral in one resource. */
const containing = (more: object = {}, person: object = {}) => ({
  resourceType: 'ServiceRequest',
  contained: [
    {
      resourceType: 'Patient',
      id: 'person',
      name: [{ family: 'Okafor', given: ['Grace'] }],
      telecom: [{ system: 'phone', value: '01632 960001' }],
      birthDate: '1948-03-02',
      generalPractitioner: [{ reference: '#practice' }],
      ...person,
    },
    {
      resourceType: 'Organization',
      id: 'practice',
      name: 'Churchdown Surgery',
      identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'L99901' }],
      telecom: [{ system: 'phone', value: '01632 960100' }],
    },
    {
      resourceType: 'Flag',
      id: 'risks',
      status: 'active',
      code: { coding: [{ system: 'https://fhir.handover.example/CodeSystem/risk', code: 'no-known-risks' }] },
      subject: { reference: '#person' },
    },
  ],
  identifier: [{ system, value: randomUUID() }],
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '871731000000106' }] },
  subject: { reference: '#person' },
  requester: { reference: '#practice' },
  supportingInfo: [{ reference: '#risks' }],
  ...more,
});

const post = (body: object, headers: Record<string, string> = {}, as = 'L99901') =>
  ask('POST', '/ServiceRequest', { as, body, headers });

const codesIn = ({ body }: { body: { issue: { details: { coding: { code: string }[] } }[] } }) =>
  body.issue.map((i) => i.details.coding[0]?.code);

test('a referral in one resource is created, with its place, its version and the request itself', async () => {
  const answer = await post(containing());
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const { id } = answer.body;
  expect(answer.headers).toMatchObject({
    location: `https://hub.example/FHIR/R4/ServiceRequest/${id}/_history/1`,
    etag: 'W/"1"',
  });
  expect(answer.body).toMatchObject({
    status: 'active',
    subject: { reference: `Patient/${id.replace('.s1', '.p1')}` },
  });
  const task = await ask('GET', `/Task/${id.replace('.s1', '.t1')}`, { as: 'CWS01' });
  expect(task.body).toMatchObject({ status: 'requested', focus: { reference: `ServiceRequest/${id}` } });
});

test('what was contained stands by itself: the person, the practice and the flag, and each finds the others', async () => {
  const { body } = await post(containing());
  const referral = body.id.slice(0, 26);
  const person = await ask('GET', `/Patient/${referral}.p1`, { as: 'CWS01' });
  expect(person.body).toMatchObject({
    name: [{ family: 'Okafor' }],
    generalPractitioner: [{ reference: `Organization/${referral}.x1` }],
  });
  const flag = await ask('GET', `/Flag/${referral}.x2`, { as: 'CWS01' });
  expect(flag.body).toMatchObject({ subject: { reference: `Patient/${referral}.p1` } });
  expect(body).not.toHaveProperty('contained');
  expect(body.requester.reference).toBe(`Organization/${referral}.x1`);
  // PRSB: referrer name and contact details.
  const practice = await ask('GET', `/${body.requester.reference}`, { as: 'CWS01' });
  expect(practice.body).toMatchObject({
    name: 'Churchdown Surgery',
    telecom: [{ system: 'phone', value: '01632 960100' }],
  });
  const stranger = await ask('GET', `/${body.requester.reference}`, { as: 'L99902' });
  expect(stranger.status).toBe(404);
});

describe('what the sender prefers to hear', () => {
  test('nothing but the headers', async () => {
    const answer = await post(containing(), { Prefer: 'return=minimal' });
    expect([answer.status, answer.body]).toEqual([201, undefined]);
    expect(answer.headers.location).toMatch(/\/_history\/1$/);
  });

  test('what is missing, pointing into what it sent; a contained flag counts as said', async () => {
    const answer = await post(containing(), { Prefer: 'return=OperationOutcome' });
    expect(answer.status).toBe(201);
    const { issue } = answer.body;
    expect(issue.every((i: { severity: string }) => i.severity === 'warning')).toBe(true);
    const where = issue.flatMap((i: { expression: string[] }) => i.expression);
    expect(where).toContain('ServiceRequest.contained[0].gender');
    expect(issue.map((i: { details: { text: string } }) => i.details.text).join()).not.toMatch(/risks to self/);
  });
});

test('every fault is said at once, each where the sender finds it', async () => {
  const answer = await post(containing({ status: 'completed', code: { text: 'Scan' } }, { name: undefined }));
  expect(answer.status).toBe(422);
  expect(answer.body.issue.map((i: { expression: string[] }) => i.expression[0]).sort()).toEqual([
    'ServiceRequest.code',
    'ServiceRequest.contained[0].name',
    'ServiceRequest.status',
  ]);
});

test.each([
  ['in another place of this hub', { subject: { reference: 'Patient/123' }, contained: undefined }],
  ['on another server', { subject: { reference: 'https://elsewhere.example/Patient/1' }, contained: undefined }],
  ['only by name', { subject: { display: 'Grace Okafor' }, contained: undefined }],
])('a person who is named %s is not looked up: refused, with what is wrong beside it', async (_, subject) => {
  const bare = { requester: { reference: 'Organization/L99901' }, supportingInfo: undefined, status: 'draft' };
  const answer = await post(containing({ ...bare, ...subject }));
  expect(answer.status).toBe(422);
  expect(codesIn(answer)).toEqual(['missing-element', 'not-ready-to-send']);
  expect(JSON.stringify(answer.body)).not.toContain('Okafor');
});

describe('the same identifier again', () => {
  const identifier = () => ({ system, value: randomUUID() });

  test('is 409 and names what is there, or 200 with it where the sender asks for that', async () => {
    const mine = identifier();
    const first = await post(containing({ identifier: [mine] }));
    const again = containing({ identifier: [mine] }, { name: [{ family: 'Marker-Second' }] });
    const refused = await post(again);
    expect([refused.status, codesIn(refused)]).toEqual([409, ['duplicate']]);
    expect(refused.body.issue[0].diagnostics).toContain(first.body.id);
    const there = await post(again, { 'If-None-Exist': `identifier=${system}|${mine.value}` });
    expect([there.status, there.body]).toEqual([200, first.body]);
    expect(there.headers).toMatchObject({ etag: 'W/"1"' });
  });

  test('a condition that the hub cannot look at is refused, not passed over', async () => {
    for (const condition of ['identifier=other|1', 'status=active', 'identifier=a|b&status=active', '']) {
      const answer = await post(containing(), { 'If-None-Exist': condition });
      expect([answer.status, codesIn(answer)]).toEqual([400, ['invalid-header']]);
    }
  });
});

test('the same request again is answered as the first time', async () => {
  const headers = { 'X-Request-Id': randomUUID() };
  const body = containing({ identifier: undefined });
  const first = await post(body, headers);
  const again = await post(body, headers);
  expect([again.status, again.body, again.headers.location]).toEqual([201, first.body, first.headers.location]);
});

test('a Bundle whose request contains its person is the same referral', async () => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: containing(), request: { method: 'POST', url: 'ServiceRequest' } }],
  };
  const answer = await ask('POST', '', { as: 'L99901', body: bundle });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(Object.keys(idsIn(answer.body)).sort()).toEqual(['Patient', 'ServiceRequest', 'Task']);
  const wrong = await ask('POST', '', {
    as: 'L99901',
    body: { ...bundle, entry: [{ ...bundle.entry[0], resource: containing({}, { name: undefined }) }] },
  });
  expect(wrong.body.issue[0].expression).toEqual(['Bundle.entry[0].resource.contained[0].name']);
});

describe('what goes with a request, and is kept as it came, has the form of R4 where it is read', () => {
  const of = { reference: personInBundle };
  const malformed: [string, object, string][] = [
    [
      'a risk',
      { resourceType: 'RiskAssessment', status: 'final', subject: of, code: { coding: { code: '1' } } },
      'code.coding',
    ],
    ['a goal', { resourceType: 'Goal', lifecycleStatus: 'active', subject: of, description: 'x' }, 'description'],
    ['whose condition it is', { resourceType: 'Condition', subject: 'Patient/1' }, 'subject'],
    ['whose allergy it is', { resourceType: 'AllergyIntolerance', patient: 'Patient/1' }, 'patient'],
  ];

  test.each(malformed)('%s, in a transaction and in a dry run', async (_, beside, element) => {
    const at = `Bundle.entry[2].resource.${element}`;
    const refused = await ask('POST', '', { as: 'L99901', body: referralBundle({ beside }) });
    expect([refused.status, refused.body.issue[0].expression]).toEqual([400, [at]]);
    const dry = await ask('POST', '/$validate', { as: 'L99901', body: referralBundle({ beside }) });
    expect([dry.status, dry.body.issue[0].expression]).toEqual([200, [at]]);
  });

  test.each(malformed)('%s, in a resource and in a message', async (_, beside) => {
    const body = containing();
    const contained = [...body.contained, { ...beside, id: 'x' }];
    const inOne = { ...body, contained, supportingInfo: [{ reference: '#x' }] };
    expect((await ask('POST', '/ServiceRequest', { as: 'L99901', body: inOne })).status).toBe(400);
    const message = barsMessage();
    const sent = { ...message, entry: [...message.entry, { fullUrl: `urn:uuid:${randomUUID()}`, resource: beside }] };
    const answer = await ask('POST', '/$process-message', { as: 'L99901', body: sent, headers: barsHeaders() });
    expect(answer.status).toBe(400);
  });

  test('and a list of whom it is of is looked through for somebody else', async () => {
    const related = { resourceType: 'RelatedPerson', id: 'carer', patient: of, name: [{ text: 'Ben' }] };
    const beside = { resourceType: 'Account', status: 'active', subject: [of, { reference: 'RelatedPerson/carer' }] };
    const bundle = referralBundle({ beside }) as { entry: object[] };
    const entry = [...bundle.entry, { resource: related, request: { method: 'POST', url: 'RelatedPerson' } }];
    const answer = await ask('POST', '', { as: 'L99901', body: { ...bundle, entry } });
    expect([answer.status, answer.body.issue[0].expression]).toEqual([422, ['Bundle.entry[2].resource.subject']]);
  });
});
