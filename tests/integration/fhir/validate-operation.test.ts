import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barsCancellation, barsMessage } from './bars-message.ts';
import { type Answered, referralBundle } from './hub.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const validate = async (body: object | string, path = '/$validate'): Promise<Answered> => {
  let answer: Answered | undefined;
  const cost = await world.costOf(async () => {
    answer = await ask('POST', path, { as: 'L99901', body });
  });
  expect(cost, 'a dry run reads and writes nothing').toEqual([]);
  if (!answer) throw new Error('No answer');
  return answer;
};

/** What is said, in short, and that it is one OperationOutcome. */
const said = ({ status, body }: Answered): unknown[] => {
  expect(body.resourceType).toBe('OperationOutcome');
  return [
    status,
    ...body.issue
      .filter((i: { severity: string }) => i.severity !== 'warning')
      .map((i: { severity: string; expression?: string[]; details: { coding?: { code: string }[]; text: string } }) =>
        [i.severity, i.details.coding?.[0]?.code ?? i.details.text, i.expression?.[0]].filter(Boolean).join(' '),
      ),
  ];
};
const warnings = ({ body }: Answered): number =>
  body.issue.filter((i: { severity: string }) => i.severity === 'warning').length;

const inOne = (more: object = {}, person: object = {}) => ({
  resourceType: 'ServiceRequest',
  contained: [
    {
      resourceType: 'Patient',
      id: 'p',
      name: [{ family: 'Okafor' }],
      telecom: [{ system: 'phone', value: '01632 960001' }],
      ...person,
    },
  ],
  status: 'active',
  intent: 'order',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '871731000000106' }] },
  subject: { reference: '#p' },
  requester: { reference: 'Organization/L99901' },
  ...more,
});

describe('what would be accepted', () => {
  test.each([
    ['a ServiceRequest', () => inOne()],
    ['a transaction', () => referralBundle()],
    ['a message', () => barsMessage()],
    ['a cancellation in a message', () => barsCancellation('1118ec8e')],
  ])('%s has warnings and no error', async (_, body) => {
    const answer = await validate(body());
    expect(said(answer)).toEqual([200]);
    expect(warnings(answer)).toBeGreaterThan(0);
  });
});

describe('what would be refused', () => {
  test('every fault is said, and every warning beside it, each where the sender finds it', async () => {
    const answer = await validate(
      inOne({ status: 'draft', priority: 'stat' }, { name: undefined }),
      '/ServiceRequest/$validate',
    );
    expect(said(answer)).toEqual([
      200,
      'error missing-element ServiceRequest.contained[0].name',
      'error not-ready-to-send ServiceRequest.status',
      'error urgent-elsewhere ServiceRequest.priority',
    ]);
    expect(warnings(answer)).toBeGreaterThan(3);
  });

  test('what is no R4 is said as such', async () => {
    expect(said(await validate(inOne({ status: 'inactive', colour: 'blue' })))).toEqual([
      200,
      'error unknown-element ServiceRequest.colour',
      'error unknown-code ServiceRequest.status',
    ]);
  });

  test('a message that is none, and a Bundle that carries no referral', async () => {
    const wrong = await validate(barsMessage({ carePlan: { status: 'active' } }));
    expect(said(wrong)).toEqual([200, 'error wrong-message Bundle.entry[4].resource.status']);
    const empty = await validate({ resourceType: 'Bundle', type: 'transaction' });
    expect(said(empty)).toEqual([200, 'error missing-element Bundle.entry', 'error missing-element Bundle.entry']);
    const other = await validate({ resourceType: 'Bundle', type: 'collection' });
    expect(said(other)).toEqual([200, 'error invalid-input Bundle.type']);
  });

  test('another resource where a ServiceRequest is asked about', async () => {
    const answer = await validate({ resourceType: 'Patient' }, '/ServiceRequest/$validate');
    expect(said(answer)).toEqual([200, 'error not-fhir resourceType']);
  });
});

test('another resource is looked at for its form', async () => {
  const answer = await validate({ resourceType: 'Flag', status: 'active', code: { text: 'x' }, subject: {} });
  expect(said(answer)).toEqual([200, 'error invalid-value Flag.subject']);
  const fine = await validate({ resourceType: 'Patient', name: [{ text: 'Somebody' }] });
  expect([said(fine), warnings(fine)]).toEqual([[200], 1]);
});

describe('the form of the operation', () => {
  const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });

  test('takes the resource in Parameters too', async () => {
    const answer = await validate(
      parameters({ name: 'resource', resource: inOne({ status: 'draft' }) }, { name: 'mode', valueCode: 'create' }),
    );
    expect(said(answer)).toEqual([200, 'error not-ready-to-send ServiceRequest.status']);
  });

  test.each([
    ['no JSON', '{', 'not-json', '/$validate'],
    ['Parameters without a resource', parameters(), 'not-fhir', '/$validate'],
    ['another mode', inOne(), 'invalid-parameter', '/$validate?mode=delete'],
    [
      'another mode in Parameters',
      parameters({ name: 'mode', valueCode: 'update' }),
      'invalid-parameter',
      '/$validate',
    ],
    ['a profile', inOne(), 'unknown-parameter', '/$validate?profile=x'],
  ])('%s is refused: nothing could be validated', async (_, body, code, path) => {
    expect(said(await validate(body, path))).toEqual([400, expect.stringContaining(`error ${code}`)]);
  });
});

test('/metadata names the operations, and how a request is created', async () => {
  const { body } = await ask('GET', '/metadata', { as: 'L99901' });
  const [rest] = body.rest;
  expect(rest.operation.map((o: { name: string }) => o.name)).toEqual(['process-message', 'validate']);
  const request = rest.resource.find((r: { type: string }) => r.type === 'ServiceRequest');
  expect(request.operation.map((o: { name: string }) => o.name)).toEqual(['validate']);
  expect(request.interaction).toContainEqual({ code: 'create' });
  expect(request.conditionalCreate).toBe(true);
});

test('nothing of it was stored', async () => {
  const all = await world.dynamodb.client.send(new ScanCommand({ TableName: world.dynamodb.ledgerTable }));
  expect(all.Count).toBe(0);
});
