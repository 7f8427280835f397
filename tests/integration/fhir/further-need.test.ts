import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { verified } from '../../unit/ledger/messages.ts';
import { referralBundle } from './hub.ts';
import { idsOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const system = 'https://practice.example/Id/referral';
const nhsNumber = { system: systems.nhsNumber, value: '9000000009', extension: [verified] };
const numbered = (value: string, reason = 'Lonely') => ({
  patient: { identifier: [nhsNumber] },
  request: { identifier: [{ system, value }], reasonCode: [{ text: reason }] },
});
const post = (body: object, headers: Record<string, string> = {}) =>
  world.ask('POST', '', { as: 'L99901', body, headers });
const needIn = ({ body }: Awaited<ReturnType<typeof post>>): string =>
  body.entry
    .map((e: { response: { location: string } }) => e.response.location)
    .find((l: string) => l.startsWith('ServiceRequest/'))
    ?.split('/')[1] ?? '';
const messages = async (): Promise<string[]> => {
  const { Items = [] } = await world.dynamodb.client.send(new ScanCommand({ TableName: world.dynamodb.ledgerTable }));
  return Items.map(({ sk }) => sk?.S ?? '').filter((sk) => sk.startsWith('M#'));
};

test('a further need is kept as it came, found by its own identifier, and known when it comes again', async () => {
  const first = await post(referralBundle(numbered(randomUUID())));
  expect(first.status).toBe(200);
  const value = randomUUID();
  const body = referralBundle(numbered(value, 'Also no money'));
  const headers = { 'X-Request-Id': randomUUID() };
  const costs = await world.costOf(async () => {
    const joined = await post(body, headers);
    expect(joined.status, JSON.stringify(joined.body)).toBe(200);
    expect(needIn(joined)).toBe(`${needIn(first).slice(0, 26)}.s2`);
  });
  expect(costs).toEqual(['TransactWriteItems', 'Query', 'Query', 'TransactWriteItems']);
  expect(await messages()).toHaveLength(2);

  const found = await world.ask('GET', `/ServiceRequest?identifier=${system}|${value}`, { as: 'L99901' });
  expect(idsOf(found.body)).toEqual([`${needIn(first).slice(0, 26)}.s2`]);
  const other = await world.ask('GET', `/ServiceRequest?identifier=${system}|${value}`, { as: 'L99902' });
  expect(idsOf(other.body)).toEqual([]);

  const again = await post(body, headers);
  expect([again.status, needIn(again)]).toEqual([200, `${needIn(first).slice(0, 26)}.s2`]);
  expect(await messages()).toHaveLength(2);
});

test('that names somebody else for its answers is told that they go where those of the first do', async () => {
  await world.empty();
  const naming = (display: string) => ({
    ...numbered(randomUUID()),
    request: {
      ...numbered(randomUUID()).request,
      extension: [{ url: ukCore.additionalContact, valueReference: { display } }],
    },
  });
  const said = async (body: object) =>
    JSON.stringify((await post(body)).body.entry.map((e: { response: { outcome?: object } }) => e.response.outcome));
  expect(await said(referralBundle(naming('District nurses')))).not.toContain('Its answers');
  expect(await said(referralBundle(naming('District nurses')))).toMatch(/added to it as a further need\."/);
  expect(await said(referralBundle(naming('Housing team')))).toContain(
    'Its answers go where those of that referral do',
  );
});

test('that calls the last safe number not safe is taken, with a warning', async () => {
  await world.empty();
  const said = (value: string, valueCode: string) => ({
    ...{ system: 'phone', value },
    extension: [{ url: extensions.contactSafety, valueCode }],
  });
  const asks = (...telecom: object[]) => {
    const { patient, request } = numbered(randomUUID());
    return post(referralBundle({ request, patient: { ...patient, telecom } }), { Prefer: 'return=OperationOutcome' });
  };
  const warned = ({ body }: Awaited<ReturnType<typeof post>>) =>
    JSON.stringify(body).includes('No safe way to reach the person is left');
  await asks(said('01632 960111', 'not-safe'), said('07700 900111', 'safe'));
  const other = await asks(said('01632 960222', 'unknown'));
  expect([other.status, warned(other)]).toEqual([200, false]);
  const last = await asks(said('tel:+447700900111', 'not-safe'), said('01632 960222', 'not-safe'));
  expect([last.status, warned(last)]).toEqual([200, true]);
});

test('its identifier opens no second referral: not with another body, for another person, or when the first has ended', async () => {
  await world.empty();
  const first = await post(referralBundle(numbered(randomUUID())));
  const value = randomUUID();
  const joined = needIn(await post(referralBundle(numbered(value, 'Also no money'))));
  const expected = (answer: Awaited<ReturnType<typeof post>>) => {
    expect(answer.status, JSON.stringify(answer.body)).toBe(409);
    expect(JSON.stringify(answer.body)).toContain(joined);
  };
  expected(await post(referralBundle(numbered(value, 'Something else'))));
  const somebodyElse = { patient: { name: [{ family: 'Other' }], birthDate: '1980-01-01' } };
  expected(await post(referralBundle({ ...somebodyElse, request: { identifier: [{ system, value }] } })));

  await world.change('L99901', `/ServiceRequest/${needIn(first)}`, { status: 'revoked' });
  expected(await post(referralBundle(numbered(value, 'Once more'))));
  // The need goes on without the first request: whatever comes now is of the same thread.
  const added = await post(referralBundle(numbered(randomUUID(), 'Once more')));
  expect([added.status, needIn(added)]).toEqual([200, `${joined.slice(0, 26)}.s3`]);
  for (const need of [joined, needIn(added)])
    expect((await world.change('L99901', `/ServiceRequest/${need}`, { status: 'revoked' })).status).toBe(200);
  const fresh = await post(referralBundle(numbered(randomUUID(), 'Once again')));
  expect([fresh.status, needIn(fresh).slice(0, 26) === joined.slice(0, 26)]).toEqual([200, false]);
});

test('a further need that shares the number of a visit with another is no repeat of it', async () => {
  await world.empty();
  const visit = { system: 'https://practice.example/Id/visit', value: 'V-1' };
  const asks = (value: string) => {
    const { patient, request } = numbered(value);
    return post(referralBundle({ patient, request: { ...request, identifier: [...request.identifier, visit] } }));
  };
  const answers = [await asks(randomUUID()), await asks(randomUUID()), await asks(randomUUID())];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.map((answer) => needIn(answer).slice(26))).toEqual(['.s1', '.s2', '.s3']);
});

test('what leads to a need is no referral: it makes no rows, and whoever looks for it finds the need', async () => {
  await world.empty();
  await post(referralBundle(numbered(randomUUID())));
  const value = randomUUID();
  await post(referralBundle(numbered(value)));
  const [one, two] = await world.referrals();
  const projected = [await world.project(one ?? ''), await world.project(two ?? '')];
  expect(projected.filter((p) => p === undefined)).toHaveLength(1);
  const alias = projected[0] === undefined ? one : two;
  expect(await world.ledger.history(alias ?? '')).toEqual([]);
  expect(await world.ledger.aliasOf(alias ?? '')).toBe(projected[0] === undefined ? two : one);
  expect(world.faults).toEqual([]);
});

test('an urgent need makes the whole thread urgent: its deadlines are one', async () => {
  await world.empty();
  const first = numbered(randomUUID());
  await post(referralBundle(first));
  const { patient, request } = numbered(randomUUID(), 'Much worse');
  const joined = await post(referralBundle({ patient, request: { ...request, priority: 'urgent' } }));
  const [referral = ''] = await world.referrals();
  expect([joined.status, needIn(joined).slice(26)]).toEqual([200, '.s2']);
  const loaded = await world.ledger.load(needIn(joined).slice(0, 26));
  expect([referral.length, loaded?.referral.task.priority]).toEqual([26, 'urgent']);
});

test('to ask for it only if it is not there is told of it only where it is: not of another person, nor of one that was withdrawn', async () => {
  await world.empty();
  const value = randomUUID();
  const ifNoneExist = (body: object) => {
    const bundle = body as { entry: { resource: { resourceType: string }; request: object }[] };
    const entry = bundle.entry.map((one) =>
      one.resource.resourceType === 'ServiceRequest'
        ? { ...one, request: { ...one.request, ifNoneExist: `identifier=${system}|${value}` } }
        : one,
    );
    return { ...bundle, entry };
  };
  const first = await post(referralBundle(numbered(value)));
  const asked = () => post(ifNoneExist(referralBundle(numbered(value))));
  expect([(await asked()).status, needIn(await asked())]).toEqual([200, needIn(first)]);
  const other = { name: [{ family: 'Other' }], birthDate: '1980-01-01' };
  const somebodyElse = await post(ifNoneExist(referralBundle({ ...numbered(value), patient: other })));
  expect(somebodyElse.status).toBe(409);
  await world.change('L99901', `/ServiceRequest/${needIn(first)}`, { status: 'revoked' });
  expect((await asked()).status).toBe(409);
});
