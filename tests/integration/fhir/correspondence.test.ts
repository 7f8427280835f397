import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { standings } from './hub.ts';
import { idsOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
afterEach(() => standings.clear());

const of = (kind: string, task: string, more: object = {}): object => ({
  ...{ resourceType: 'Communication', status: 'completed' },
  category: [{ coding: [{ system: systems.recordKind, code: kind }] }],
  about: [{ reference: `Task/${task}` }],
  ...more,
});
const text = (contentString: string) => ({ payload: [{ contentString }] });
const to = (message: string) => ({ inResponseTo: [{ reference: `Communication/${message}` }] });
const post = (as: string, body: object, headers?: Record<string, string>) =>
  world.ask('POST', '/Communication', { as, body, ...(headers ? { headers } : {}) });
const put = async (as: string, path: string, change: (standing: object) => object) => {
  const { body } = await world.ask('GET', path, { as });
  return world.ask('PUT', path, { as, body: change(body), headers: { 'If-Match': `W/"${body.meta.versionId}"` } });
};
const refused = (body: { issue: { details: { coding: { code: string }[] } }[] }): string[] =>
  body.issue.map((i) => i.details.coding[0]?.code ?? '');

describe('questions, answers and notes', () => {
  test('go both ways; each side finds what is for it by search, with its words', async () => {
    const { Task: t1 = '' } = await world.send('L99901');
    const asked = await post('L99901', of('question', t1, text('Has she been seen?')));
    expect(asked.status, JSON.stringify(asked.body)).toBe(201);
    expect(asked.body.sender.reference).toBe('Organization/L99901');
    const answered = await post('CWS01', of('answer', t1, { ...text('Yes, on Tuesday.'), ...to(asked.body.id) }));
    expect(answered.status, JSON.stringify(answered.body)).toBe(201);
    const back = await post('CWS01', of('question', t1, text('Does she live alone?')));
    await world.projectAll();

    const found = await world.ask('GET', '/Communication?recipient=Organization/L99901', { as: 'L99901' });
    expect(idsOf(found.body)).toEqual([answered.body.id, back.body.id]);
    const payloads = found.body.entry.map((e: { resource: { payload: { contentString: string }[] } }) =>
      e.resource.payload.map((p) => p.contentString),
    );
    expect(payloads).toEqual([
      ['No action for the practice.', 'The CWS01 answers:', 'Yes, on Tuesday.'],
      ['Action for the practice: please answer a question.', 'The CWS01 asks:', 'Does she live alone?'],
    ]);
    expect(found.body.entry[0].resource.inResponseTo[0].reference).toBe(`Communication/${asked.body.id}`);
    const forService = await world.ask('GET', '/Communication?recipient=Organization/CWS01', { as: 'CWS01' });
    expect(idsOf(forService.body)).toContain(asked.body.id);
    expect(JSON.stringify(forService.body)).toContain('Has she been seen?');
    const own = await world.ask('GET', `/Communication/${asked.body.id}`, { as: 'L99901' });
    expect(own.body).toMatchObject({ status: 'completed', payload: [{ contentString: 'Has she been seen?' }] });
  });

  test('are read again and put back by either side without a change', async () => {
    const { Task: t1 = '' } = await world.send('L99901');
    const { body: asked } = await post('CWS01', of('question', t1, text('Does she live alone?')));
    for (const as of ['L99901', 'CWS01']) {
      const same = await put(as, `/Communication/${asked.id}`, (standing) => standing);
      expect(same.status, JSON.stringify(same.body)).toBe(200);
      expect(same.body.meta.versionId).toBe(asked.meta.versionId);
    }
  });

  test('are taken back by who asked, and changed by nobody', async () => {
    const { Task: t1 = '' } = await world.send('L99901');
    const { body: asked } = await post('L99901', of('question', t1, text('Has she been seen?')));
    const path = `/Communication/${asked.id}`;
    const other = await put('L99901', path, (standing) => ({ ...standing, ...text('Has he been seen?') }));
    expect([other.status, refused(other.body)]).toEqual([422, ['immutable-element']]);
    const notTheirs = await put('CWS01', path, (standing) => ({ ...standing, status: 'stopped' }));
    expect(notTheirs.status).toBe(403);
    const back = await put('L99901', path, (standing) => ({ ...standing, status: 'stopped' }));
    expect([back.status, back.body.status]).toEqual([200, 'stopped']);
    const late = await post('CWS01', of('answer', t1, { ...text('Yes'), ...to(asked.id) }));
    expect(late.status).toBe(422);
  });

  test('are not there for another practice, and a group has no way to write or read them', async () => {
    const { Task: t1 = '' } = await world.send('L99901');
    const { body: asked } = await post('L99901', of('question', t1, text('Has she been seen?')));
    for (const as of ['L99902', 'walking-group']) {
      expect((await post(as, of('note', t1, text('x')))).status).toBe(404);
      expect((await world.ask('GET', `/Communication/${asked.id}`, { as })).status).toBe(404);
      expect((await post(as, of('acknowledgement', t1, to(asked.id)))).status).toBe(404);
    }
  });

  test('a phrase of danger in a note puts the referral where a person looks first', async () => {
    const { Task: t1 = '' } = await world.send('L99901');
    const told = await post('L99901', of('note', t1, text('He said that he is suicidal.')), {
      Prefer: 'return=OperationOutcome',
    });
    // Who wrote it must not believe that somebody reads it at once.
    expect([told.status, told.body.issue[0].details.coding[0].code]).toEqual([201, 'person-first']);
    const loaded = await world.ledger.load(t1.slice(0, 26));
    expect(loaded?.referral.others.map((r) => r.resourceType)).toContain('Flag');
  });

  test('to a council that hears the status only, the words stay with the service', async () => {
    const council = { request: { requester: { reference: 'Organization/COU01' } } };
    const { Task: t1 = '' } = await world.send('COU01', council);
    const { body: asked } = await post('CWS01', of('question', t1, text('Marker-5531')));
    const read = await world.ask('GET', `/Communication/${asked.id}`, { as: 'COU01' });
    expect(read.status).toBe(200);
    expect(JSON.stringify(read.body)).not.toContain('Marker-5531');
    expect(read.body.payload[0].contentString).toMatch(/^Action for you: please ring/);
    await world.change('CWS01', `/Patient/${t1.slice(0, 26)}.p1`, {
      telecom: [{ system: 'phone', value: '01632 960777' }],
    });
    const person = await world.ask('GET', `/Patient/${t1.slice(0, 26)}.p1`, { as: 'COU01' });
    expect(JSON.stringify(person.body)).not.toContain('960777');
  });
});

describe('contact details', () => {
  test('are corrected by either side with If-Match; who the person is, is not', async () => {
    const { Patient: p1 = '' } = await world.send('L99901');
    const path = `/Patient/${p1}`;
    const telecom = [{ system: 'phone', value: '01632 960123' }];
    expect((await world.ask('PUT', path, { as: 'L99901', body: { resourceType: 'Patient', id: p1 } })).status).toBe(
      400,
    );
    const first = await put('L99901', path, (standing) => ({ ...standing, telecom }));
    expect([first.status, first.body.telecom]).toEqual([200, telecom]);
    const communication = [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'pl' }] } }];
    const second = await put('CWS01', path, (standing) => ({ ...standing, communication }));
    expect(second.status, JSON.stringify(second.body)).toBe(200);
    const read = await world.ask('GET', path, { as: 'L99901' });
    expect(read.body).toMatchObject({ telecom, communication, name: [{ family: 'Okafor' }] });

    for (const change of [
      { name: [{ family: 'Other' }] },
      { birthDate: '1950-01-01' },
      { identifier: [{ value: '1' }] },
    ]) {
      const other = await put('L99901', path, (standing) => ({ ...standing, ...change }));
      expect([other.status, refused(other.body)]).toEqual([422, ['immutable-element']]);
      expect(other.body.issue[0].diagnostics).toContain('another person is a new referral');
    }
    const stale = await world.ask('PUT', path, { as: 'L99901', body: read.body, headers: { 'If-Match': 'W/"1"' } });
    expect(stale.status).toBe(412);
    expect((await world.ask('GET', path, { as: 'L99902' })).status).toBe(404);
  });

  test('may be patched, and keep a warning that the patch does not mention', async () => {
    const unsafe = { url: extensions.contactSafety, valueCode: 'not-safe' };
    const telecom = [
      { system: 'phone', value: '01632 960001', extension: [unsafe] },
      { system: 'phone', value: '01632 960002' },
    ];
    const { Patient: p1 = '' } = await world.send('L99901', { patient: { telecom } });
    const headers = { 'If-Match': 'W/"1"', 'Content-Type': 'application/json-patch+json' };
    const body = [{ op: 'remove', path: '/telecom/0' }];
    const patched = await world.ask('PATCH', `/Patient/${p1}`, { as: 'L99901', body, headers });
    expect(patched.status, JSON.stringify(patched.body)).toBe(200);
    expect(patched.body.telecom).toEqual([telecom[1], telecom[0]]);
  });

  test('that leave no safe way to the person are taken, with a warning for who asks for one', async () => {
    const said = (value: string, valueCode: string) => ({
      ...{ system: 'phone', value },
      extension: [{ url: extensions.contactSafety, valueCode }],
    });
    const telecom = [said('01632 960111', 'not-safe'), said('07700 900111', 'safe')];
    const { Patient: p1 = '' } = await world.send('L99901', { patient: { telecom } });
    const { body: shown } = await world.ask('GET', `/Patient/${p1}`, { as: 'L99901' });
    const body = { ...shown, telecom: [said('+441632960111', 'safe')] };
    const headers = { 'If-Match': 'W/"1"', Prefer: 'return=OperationOutcome' };
    const corrected = await world.ask('PUT', `/Patient/${p1}`, { as: 'L99901', body, headers });
    expect(corrected.status, JSON.stringify(corrected.body)).toBe(200);
    const [issue] = corrected.body.issue;
    expect([issue.severity, issue.details.coding[0].code]).toEqual(['warning', 'missing-element']);
    const now = await world.ask('GET', `/Patient/${p1}`, { as: 'CWS01' });
    expect(now.body.telecom).toEqual([said('+441632960111', 'not-safe'), said('01632 960111', 'not-safe')]);
  });

  test('are told to the other side: to the practice as a message without the number', async () => {
    const { Patient: p1 = '', Task: t1 = '' } = await world.send('L99901');
    await world.change('CWS01', `/Patient/${p1}`, { telecom: [{ system: 'phone', value: '01632 960123' }] });
    const found = await world.ask('GET', `/Communication?about=Task/${t1}`, { as: 'L99901' });
    expect(idsOf(found.body)).toHaveLength(1);
    expect(found.body.entry[0].resource.topic.coding[0].code).toBe('contact-corrected');
    expect(JSON.stringify(found.body)).not.toContain('960123');
  });
});

test('the same request again is answered with what it did', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  const body = of('question', t1, text('Has she been seen?'));
  const headers = { 'X-Request-Id': randomUUID() };
  const [first, again] = [await post('L99901', body, headers), await post('L99901', body, headers)];
  expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  expect(world.faults).toEqual([]);
});
