import { randomUUID } from 'node:crypto';
import { PutItemCommand, type PutItemCommandInput, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { auditEventOf } from '../../../functions/audit/audit-event.ts';
import { apiAudit } from '../../../functions/audit/of-api.ts';
import { auditTrail } from '../../../functions/audit/trail.ts';
import { chainsIn, trailFaults } from '../../../functions/audit/verify.ts';
import { everyItem, recordsOf } from '../../../infra/operator/audit-items.ts';
import { startDynamodb } from '../dynamodb.ts';
import { fhirHub, idsIn, referralBundle } from '../fhir/hub.ts';
import { emptied } from '../written.ts';

const dynamodb = await startDynamodb();
const faults: unknown[] = [];
const asked: string[] = [];
/** While set, the audit table does not answer. */
let broken = false;
dynamodb.client.middlewareStack.add(
  (next, context) => (args) => {
    asked.push(String(context.commandName).replace('Command', ''));
    const { input } = args as { readonly input: Partial<PutItemCommandInput> };
    if (broken && input.TableName === dynamodb.auditTable)
      throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    return next(args);
  },
  { step: 'initialize', name: 'watch' },
);
afterAll(async () => {
  await dynamodb.stop();
  expect(faults).toEqual([]);
});

const table = { client: dynamodb.client, table: dynamodb.auditTable };
let time: string | undefined;
const now = (): string => time ?? new Date().toISOString();
/** An environment of the function, with a chain of its own. */
const started = () => {
  const trail = auditTrail({ ...table, name: 'fhir-api', years: 10 });
  return fhirHub(dynamodb, faults, dynamodb.client, now, apiAudit({ trail, clock: now, name: 'fhir-api' }));
};
let ask = started();
const sent = async (as = 'L99901') => idsIn((await ask('POST', '', { as, body: referralBundle() })).body);
const costOf = async (done: () => Promise<unknown>): Promise<string[]> => {
  asked.length = 0;
  await done();
  return [...asked];
};
const items = async () => {
  const all: Record<string, unknown>[] = [];
  for await (const item of everyItem(table)) all.push(item);
  return all;
};
const broke = async () => trailFaults(chainsIn(await items()), 10, now());

beforeEach(async () => {
  await emptied(dynamodb, [dynamodb.ledgerTable, dynamodb.viewsTable, dynamodb.auditTable]);
  ask = started();
});
afterEach(() => {
  time = undefined;
  broken = false;
});

describe('who was shown what', () => {
  test('a read is on record before it is answered: who, for whom, when, which resource, on which request', async () => {
    const ids = await sent();
    const request = randomUUID();
    const headers = { 'X-Request-Id': request };
    expect(await costOf(() => ask('GET', `/Task/${ids.Task}`, { as: 'CWS01', headers }))).toEqual(['Query', 'PutItem']);
    const [record, ...others] = await recordsOf(table, [ids.Task?.slice(0, 26) ?? '']);
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      ...{ kind: 'read', client: 'client-of-CWS01', organisation: 'CWS01', resources: 't1', request, outcome: '200' },
    });
  });

  test('as what somebody asked is on record, of a read and of a refusal, in FHIR too', async () => {
    const { Task = '' } = await sent();
    for (const [role, of] of [
      ['connector', 'Task'],
      ['link-worker', 'Task'],
    ] as const)
      await ask('GET', `/${of}/${Task}`, { as: 'L99901', headers: { 'Handover-Role': role } });
    const records = await recordsOf(table, [Task.slice(0, 26)]);
    expect(records.map(({ kind, as }) => [kind, as])).toEqual([
      ['read', 'connector'],
      ['refused', 'link-worker'],
    ]);
    expect(records.map((one) => auditEventOf(one).agent[0]?.role?.[0]?.coding)).toEqual([
      [{ system: systems.role, code: 'connector' }],
      [{ system: systems.role, code: 'link-worker' }],
    ]);
    expect(await broke()).toEqual([]);
  });

  test('a write has no second record: its version is one, and a warm POST and a Task update cost what they did', async () => {
    const bundle = referralBundle();
    const posted = await ask('POST', '', { as: 'L99901', body: bundle });
    const { Task } = idsIn(posted.body);
    expect(await items()).toEqual([]);
    expect(await costOf(() => ask('POST', '', { as: 'L99901', body: referralBundle() }))).toEqual([
      'TransactWriteItems',
    ]);
    const { body } = await ask('GET', `/Task/${Task}`, { as: 'CWS01' });
    const headers = { 'If-Match': 'W/"1"' };
    const update = () => ask('PUT', `/Task/${Task}`, { as: 'CWS01', body: { ...body, status: 'accepted' }, headers });
    expect(await costOf(update)).toEqual(['Query', 'PutItem']);
    expect((await recordsOf(table, [Task?.slice(0, 26) ?? ''])).map(({ kind }) => kind)).toEqual(['read']);
  });

  test('a refusal is on record, the same for what is not theirs and what is not there', async () => {
    const { Task = '' } = await sent();
    const elsewhere = Task.replace(/^./, (c) => (c === '0' ? '1' : '0'));
    const costs: string[][] = [];
    for (const id of [Task, elsewhere])
      costs.push(
        await costOf(async () => expect((await ask('GET', `/Task/${id}`, { as: 'L99902' })).status).toBe(404)),
      );
    for (const id of [Task, elsewhere]) {
      const records = await recordsOf(table, [id.slice(0, 26)]);
      expect(records).toMatchObject([{ kind: 'refused', organisation: 'L99902', outcome: '404' }]);
    }
    expect(costs.map((cost) => cost.at(-1))).toEqual(['PutItem', 'PutItem']);
  });

  test('nothing of what people wrote is in it, and a word in a text makes nobody a reader', async () => {
    const { Task = '' } = await sent();
    const other = await sent();
    const payload = [{ contentString: `"id":"${other.Task}" and ${other.Task}` }];
    const note = {
      ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${Task}` }], payload },
      category: [{ coding: [{ system: 'https://fhir.handover.example/CodeSystem/communication-kind', code: 'note' }] }],
    };
    expect((await ask('POST', '/Communication', { as: 'CWS01', body: note })).status).toBe(201);
    expect((await ask('GET', `/Communication/${Task.slice(0, 26)}.m1/_history`, { as: 'CWS01' })).status).toBe(200);
    expect(await recordsOf(table, [other.Task?.slice(0, 26) ?? ''])).toEqual([]);
    const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: dynamodb.auditTable }));
    expect(JSON.stringify(Items.map((item) => unmarshall(item)))).not.toMatch(/Okafor|Grace|1948|960001|Lonely/);
  });
});

describe('a record that cannot be stored', () => {
  test('nothing is shown: 503, and the same request may be sent again; a refusal stays what it is', async () => {
    const { Task } = await sent();
    broken = true;
    const headers = { 'X-Request-Id': randomUUID() };
    const refused = await ask('GET', `/Task/${Task}`, { as: 'CWS01', headers });
    expect(refused.status).toBe(503);
    expect(refused.headers).toMatchObject({ 'retry-after': '1', 'x-request-id': headers['X-Request-Id'] });
    expect(JSON.stringify(refused.body)).not.toContain(Task?.slice(0, 26));
    expect((await ask('GET', `/Task/${Task}`, { as: 'L99902' })).status).toBe(404);
    broken = false;
    expect((await ask('GET', `/Task/${Task}`, { as: 'CWS01', headers })).status).toBe(200);
    expect(await broke()).toEqual([]);
  });
});

describe('the chain', () => {
  test('goes on over hours and requests at the same moment, and each record follows the one before', async () => {
    const { Task } = await sent();
    const read = () => ask('GET', `/Task/${Task}`, { as: 'CWS01' });
    for (const hour of ['08', '09', '10']) {
      time = `2099-11-22T${hour}:59:59.000Z`;
      await Promise.all([read(), read(), read()]);
    }
    const stored = chainsIn(await items());
    expect([...stored.chains.values()].map((chain) => chain.length)).toEqual([9]);
    expect((await items()).filter(({ hour }) => hour !== undefined)).toHaveLength(3);
    expect(await broke()).toEqual([]);
  });

  test('that two would write to is one environment’s alone: the other begins its own', async () => {
    const ids = ['a', 'b', 'a', 'c'].map((c) => c.repeat(8).concat('-0000-4000-8000-000000000000'));
    const newId = (): string => ids.shift() ?? randomUUID();
    const [one, copy] = [0, 1].map(() => auditTrail({ ...table, name: 'web', years: 10, newId }));
    const entry = { at: now(), kind: 'search', by: 'GET /overdue', outcome: '200' } as const;
    // Both begin with the id that is theirs; the copy then has that of the first.
    await one?.record([entry]);
    await copy?.record([entry]);
    await copy?.record([entry]);
    await one?.record([entry, entry]);
    expect(await broke()).toEqual([]);
  });

  test('any one byte that is changed, and any record that is gone from inside, is found', async () => {
    const { Task } = await sent();
    for (let n = 0; n < 3; n += 1) await ask('GET', `/Task/${Task}`, { as: 'CWS01' });
    const all = await items();
    const middle = all.toSorted((a, b) => String(a.sk).localeCompare(String(b.sk)))[1] ?? {};
    const attributes = Object.keys(middle).filter((name) => !['part', 'hour', 'expires', 'format'].includes(name));
    expect(attributes.length).toBeGreaterThan(9);
    for (const name of attributes) {
      const value = middle[name];
      const changed = value instanceof Uint8Array ? Buffer.from(value).map((b, i) => (i ? b : b ^ 1)) : `${value}x`;
      const trail = chainsIn(all.map((item) => (item === middle ? { ...item, [name]: changed } : item)));
      expect([name, trailFaults(trail, 10, now()).length]).not.toEqual([name, 0]);
    }
    const early = all.map((item) => (item === middle ? { ...item, expires: 1 } : item));
    expect(trailFaults(chainsIn(early), 10, now()).map(({ fault }) => fault)).toEqual(['expires']);
    const gone = trailFaults(chainsIn(all.filter((item) => item !== middle)), 10, now());
    expect(gone.map(({ fault }) => fault)).toEqual(['gap']);
    await dynamodb.client.send(
      new PutItemCommand({ TableName: table.table, Item: marshall({ ...middle, client: 'x' }) }),
    );
    expect((await broke()).map(({ fault }) => fault)).toEqual(['record']);
  });
});
