import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateResource } from '../../../functions/fhir/rules/validate.ts';
import { verifiedNumber } from '../../unit/domain/referrals.ts';
import { barsCancellation, barsHeaders, barsMessage, said, sentBy } from './bars-message.ts';
import type { Answered } from './hub.ts';
import { startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const path = '/$process-message';
const post = (body: object, headers = barsHeaders(), as = 'L99901') => ask('POST', path, { as, body, headers });

const resourceIn = ({ body }: Answered, type: string) =>
  body.entry
    .map((e: { resource: { resourceType: string } }) => e.resource)
    .find((r: { resourceType: string }) => r.resourceType === type);

const opened = async (more = {}): Promise<{ answer: Answered; id: string }> => {
  const answer = await post(barsMessage(more));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { answer, id: resourceIn(answer, 'ServiceRequest').id };
};

describe('a new referral', () => {
  test('is answered with a message: the request with its id and the reference for people', async () => {
    const message = barsMessage();
    const headers = barsHeaders();
    const answer = await post(message, headers);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.headers).toMatchObject({
      'x-request-id': headers['X-Request-Id'],
      'x-correlation-id': headers['X-Correlation-Id'],
    });
    expect(validateResource(answer.body)).toMatchObject({ ok: true });
    expect(answer.body.type).toBe('message');
    expect(resourceIn(answer, 'MessageHeader')).toMatchObject({
      eventCoding: { code: 'servicerequest-response' },
      response: { identifier: message.id, code: 'ok' },
      destination: [{ endpoint: 'https://fhir.nhs.uk/Id/ods-organization-code|L99901' }],
    });
    const request = resourceIn(answer, 'ServiceRequest');
    expect(request).toMatchObject({ status: 'active', intent: 'plan' });
    expect(request.identifier.at(-1).value).toMatch(/^HO-[1-9A-Z]{4}-[1-9A-Z]{4}$/);
    expect(resourceIn(answer, 'Task')).toMatchObject({
      status: 'requested',
      owner: { reference: 'Organization/CWS01' },
    });
  });

  test('is with the coordinator: service by use case, the own number in a contact is a way to reach, all else kept', async () => {
    const medication = { resourceType: 'MedicationStatement', status: 'active', subject: { reference: 'Patient/x' } };
    const { id } = await opened({ others: [{ ...medication, medicationCodeableConcept: { text: 'Marker' } }] });
    const { body } = await ask('GET', `/ServiceRequest/${id}`, { as: 'CWS01' });
    expect(body.code.coding[0]).toMatchObject({ system: 'http://snomed.info/sct', code: '871731000000106' });
    expect(body.category[0].coding).toHaveLength(2);
    const carePlan = await ask('GET', `/CarePlan/${id.replace('.s1', '.x3')}`, { as: 'CWS01' });
    expect(carePlan.body.activity[0].reference.reference).toBe(`Task/${id.replace('.s1', '.x4')}`);
    const { ledger } = world;
    const stored = await ledger.load(id.slice(0, 26));
    expect(stored?.referral.others.find((r) => r.resourceType === 'MedicationStatement')).toMatchObject({
      medicationCodeableConcept: { text: 'Marker' },
    });
  });

  test('that says it is from another organisation than acts is refused: its answer would go there', async () => {
    const named = async (message: object, as = 'L99902') => {
      const { status, body } = await post(message, barsHeaders(), as);
      return [status, body.issue?.map((i: { expression: string[] }) => i.expression[0])];
    };
    const message = barsMessage();
    const at = 'Bundle.entry[0].resource';
    expect(await named(message)).toEqual([422, [`${at}.source.endpoint`, `${at}.sender`]]);
    const source = { name: 'Other', endpoint: 'https://fhir.nhs.uk/Id/ods-organization-code|L99902' };
    expect(await named(barsMessage({ header: { source } }), 'L99901')).toEqual([422, [`${at}.source.endpoint`]]);
    expect(await named(barsMessage({ header: { source } }))).toEqual([422, [`${at}.sender`]]);
    expect((await post(sentBy('L99902', message), barsHeaders(), 'L99902')).status).toBe(200);
    // Of an endpoint by another name nothing is known.
    const endpoint = 'https://practice.example/fhir';
    expect((await named(barsMessage({ header: { source: { name: 'Own', endpoint } } }), 'L99901'))[0]).toBe(200);
  });

  test('with the same X-Request-Id again is 409 duplicate, names what is there, and changes nothing', async () => {
    const message = barsMessage();
    const headers = barsHeaders();
    const first = await post(message, headers);
    const again = await post(message, headers);
    expect(said(again)).toEqual([409, ['duplicate', 'REC_CONFLICT', 'already-processed']]);
    const { id } = resourceIn(first, 'ServiceRequest');
    expect(again.body.issue[0].diagnostics).toContain(id);
    expect((await ask('GET', `/Task/${id.replace('.s1', '.t1')}`, { as: 'L99901' })).body.meta.versionId).toBe('1');
    const other = await post({ ...message, id: randomUUID() }, headers);
    expect(said(other)).toEqual([400, ['invariant', 'REC_BAD_REQUEST', 'request-id-reused']]);
  });

  test('that repeats a further need is a duplicate too', async () => {
    const identifier = [verifiedNumber('9990000026')];
    const { id } = await opened({ patient: { identifier } });
    const headers = barsHeaders();
    const message = barsMessage({ patient: { identifier } });
    const second = await post(message, headers);
    expect(second.status, JSON.stringify(second.body)).toBe(200);
    const need = resourceIn(second, 'ServiceRequest');
    expect(need.id.slice(0, 26)).toBe(id.slice(0, 26));
    expect(need.id).not.toBe(id);
    expect(said(await post(message, headers))).toEqual([409, ['duplicate', 'REC_CONFLICT', 'already-processed']]);

    const gone = await post(barsCancellation(need.id));
    expect(gone.status, JSON.stringify(gone.body)).toBe(200);
    expect(resourceIn(gone, 'ServiceRequest')).toMatchObject({ id: need.id, status: 'revoked' });
    expect(resourceIn(gone, 'Task').status).toBe('requested');
  });
});

describe('a cancellation', () => {
  test.each([
    ['revoked', 'update', 'cancelled'],
    ['revoked', 'delete', 'cancelled'],
    ['entered-in-error', 'delete', 'entered-in-error'],
    ['entered-in-error', 'update', 'entered-in-error'],
  ])('%s with the reason %s ends the request and its Task', async (status, reason, task) => {
    const { id } = await opened();
    const answer = await post(barsCancellation(id, status, reason));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(resourceIn(answer, 'ServiceRequest')).toMatchObject({ id, status });
    expect(resourceIn(answer, 'Task').status).toBe(task);
    expect(resourceIn(answer, 'MessageHeader').reason.coding[0].code).toBe('update');
  });

  test('needs the id that the hub gave', async () => {
    const { entry, ...bundle } = barsCancellation('x');
    const without = entry.map((e, i) => (i === 1 ? { ...e, resource: { ...e.resource, id: undefined } } : e));
    expect(said(await post({ ...bundle, entry: without }))).toEqual([
      400,
      ['invariant', 'REC_BAD_REQUEST', 'wrong-message'],
    ]);
    expect(said(await post(barsCancellation('1118ec8e-0602-4d02-af8a-7b3cb72be619')))).toEqual([
      404,
      ['not-found', 'REC_NOT_FOUND', 'not-found'],
    ]);
  });

  test('of somebody else finds nothing, of the coordinator is forbidden', async () => {
    const { id } = await opened();
    const from = (sender: string) => post(sentBy(sender, barsCancellation(id)), barsHeaders(), sender);
    expect(said(await from('L99902'))[0]).toBe(404);
    expect(said(await from('CWS01'))).toEqual([403, ['forbidden', 'REC_FORBIDDEN', 'not-yours-to-change']]);
  });

  test('repeated is a duplicate; of what ended otherwise, or from an older state, a conflict', async () => {
    const { id } = await opened();
    const headers = barsHeaders();
    const message = barsCancellation(id);
    await post(message, headers);
    expect(said(await post(message, headers))[0]).toBe(409);
    const conflict = [409, ['conflict', 'REC_CONFLICT', 'ended']];
    expect(said(await post(barsCancellation(id, 'entered-in-error')))).toEqual(conflict);
    const { entry, ...bundle } = barsCancellation(id);
    const older = entry.map((e, i) => (i === 1 ? { ...e, resource: { ...e.resource, meta: { versionId: '1' } } } : e));
    expect(said(await post({ ...bundle, entry: older }))).toEqual([409, ['conflict', 'REC_CONFLICT', 'stale-version']]);
  });

  test('and a new referral at once: two requests, the first cancelled, the second open', async () => {
    const { id } = await opened();
    await post(barsCancellation(id));
    const { id: second } = await opened();
    expect(second).not.toBe(id);
    expect((await ask('GET', `/ServiceRequest/${second}`, { as: 'L99901' })).body.status).toBe('active');
  });
});

test('the path may be escaped; another verb is refused as BaRS has it', async () => {
  const escaped = await ask('POST', '/%24process-message', {
    as: 'L99901',
    body: barsMessage(),
    headers: barsHeaders(),
  });
  expect(escaped.status).toBe(200);
  const read = await ask('GET', path, { as: 'L99901', headers: barsHeaders() });
  expect(said(read)).toEqual([405, ['not-supported', 'SEND_METHOD_NOT_ALLOWED', 'method-not-allowed']]);
});

describe('a message whose request has no identifier', () => {
  const nameless = (bundle: object) => ({ ...barsMessage({ request: { identifier: undefined } }), ...bundle });
  const identifier = { system: 'https://churchdown.example/messages', value: 'M-1' };

  test('is known by the identifier of its Bundle, also under another X-Request-Id', async () => {
    const first = await post(nameless({ identifier }));
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    const again = await post(nameless({ identifier }));
    expect(said(again)).toEqual([409, ['duplicate', 'REC_CONFLICT', 'duplicate']]);
    const another = await post(nameless({ identifier: { ...identifier, value: 'M-2' } }));
    expect(another.status, JSON.stringify(another.body)).toBe(200);
  });

  test('that was cancelled, or is of another person, is refused by a code that its sender does not take for success', async () => {
    const named = { ...identifier, value: 'M-3' };
    const first = await post(nameless({ identifier: named }));
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    const otherwise = { name: [{ family: 'Price' }], birthDate: '1951-02-03' };
    const other = await post({
      ...barsMessage({ request: { identifier: undefined }, patient: otherwise }),
      ...{ identifier: named },
    });
    const refused = [422, ['invalid', 'REC_UNPROCESSABLE_ENTITY', 'invalid-input']];
    expect(said(other)).toEqual(refused);
    await post(barsCancellation(resourceIn(first, 'ServiceRequest').id));
    expect(said(await post(nameless({ identifier: named })))).toEqual(refused);
  });

  test('is not known by Bundle.id, which a template may repeat for another person', async () => {
    const one = { id: '7c1d5e20-4b7a-4d0e-8a51-90f0c2d3e900' };
    expect((await post(nameless(one))).status).toBe(200);
    const other = await post({
      ...barsMessage({ request: { identifier: undefined }, patient: { name: [{ family: 'Price' }] } }),
      ...one,
    });
    expect(other.status, JSON.stringify(other.body)).toBe(200);
  });
});
