import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { systems } from '../../../contracts/systems.ts';
import { worklist } from '../../../functions/views/worklist.ts';
import { textOf } from '../../unit/delivery/pdf-text.ts';
import { idsOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.empty());
afterAll(() => world.stop());

const named = (valueReference: object) => ({
  request: { extension: [{ url: ukCore.additionalContact, valueReference }] },
});
const elsewhere = named({ identifier: { system: systems.odsOrganisation, value: 'L99902' }, display: 'Imjin Road' });

/** Sent by L99901 and declined: the id of the message that says so. */
const declined = async (more: object = {}): Promise<Record<string, string> & { message: string }> => {
  const ids = await world.send('L99901', more);
  const businessStatus = { coding: [{ system: systems.businessStatus, code: 'declined-no-capacity' }] };
  const change = { status: 'rejected', statusReason: { text: 'No room' }, businessStatus };
  await world.change('CWS01', `/Task/${ids.Task}`, change);
  return { ...ids, message: `${ids.Task?.split('.')[0]}.m1` };
};
const get = (as: string, path: string) => world.ask('GET', path, { as });

describe('return response to', () => {
  test('another organisation that takes part: the message is for it, it reads that and nothing else, and says so', async () => {
    const { message, Task, ServiceRequest, Patient } = await declined(elsewhere);
    const read = await get('L99902', `/Communication/${message}`);
    expect(read.status, JSON.stringify(read.body)).toBe(200);
    expect(read.body).toMatchObject({
      recipient: [{ reference: 'Organization/L99902' }],
      payload: [{ contentString: expect.stringContaining('Action for the practice') }, {}],
    });
    for (const path of [`/Task/${Task}`, `/ServiceRequest/${ServiceRequest}`, `/Patient/${Patient}`])
      expect((await get('L99902', path)).status).toBe(404);
    const acknowledgement = {
      ...{ resourceType: 'Communication', status: 'completed' },
      category: [{ coding: [{ system: systems.recordKind, code: 'acknowledgement' }] }],
      inResponseTo: [{ reference: `Communication/${message}` }],
      sender: { display: 'Sam Patel, reception' },
    };
    expect((await world.ask('POST', '/Communication', { as: 'walking-group', body: acknowledgement })).status).toBe(
      404,
    );
    const acknowledged = await world.ask('POST', '/Communication', { as: 'L99902', body: acknowledgement });
    expect(acknowledged.status, JSON.stringify(acknowledged.body)).toBe(201);
    const standing = await get('CWS01', `/Communication/${message}`);
    expect(standing.body).toMatchObject({ status: 'completed', received: expect.any(String) });
  });

  test('whoever is named finds its messages by asking for them, as any practice that polls, and they are fetched then', async () => {
    const { message, Task, ServiceRequest, Patient } = await declined(elsewhere);
    const other = await declined();
    await world.projectAll();
    const [referral = ''] = message.split('.');
    const row = async () => (await world.rows.read(referral)).find((one) => one.message === message);
    expect(await row()).toMatchObject({ organisation: 'L99902', polled: true });
    const recent = `_lastUpdated=ge${new Date(Date.now() - 86_400_000).toISOString()}`;
    const mine = 'recipient=Organization/L99902';
    const found = async (query: string) => idsOf((await get('L99902', `/Communication?${query}`)).body);
    expect(await found(`${mine}&${recent}`)).toEqual([message]);
    expect(await row()).toMatchObject({ told: 2, outcome: 'infrastructure-ack' });
    for (const query of [mine, `_id=${message}`, `about=Task/${Task}`, `based-on=ServiceRequest/${ServiceRequest}`])
      expect(await found(query), query).toEqual([message]);
    expect(await found(`${mine}&_lastUpdated=ge2099-01-01`)).toEqual([]);
    expect(await found(`_id=${other.message}`)).toEqual([]);
    // And nothing else of it, in no list.
    for (const query of [
      `/Task?${recent}`,
      '/Task',
      `/Task?_id=${Task}&_include=Task:focus&_include=Task:patient`,
      '/ServiceRequest',
      `/ServiceRequest?_id=${ServiceRequest}`,
      `/Patient?_id=${Patient}`,
      `/Consent?patient=Patient/${Patient}`,
    ])
      expect((await get('L99902', query)).body.entry, query).toEqual([]);
  });

  test('what it finds stands in no list of those who take part, and a rebuild has nothing to put right', async () => {
    const { message } = await declined(elsewhere);
    const [referral = ''] = message.split('.');
    await world.project(referral, 'following');
    const views = { client: world.dynamodb.client, table: world.dynamodb.viewsTable };
    for (const ended of [true, false]) {
      const asked = { organisation: 'L99902', ended, limit: 100 };
      const { rows } = await worklist(views)(asked);
      expect(rows.filter((row) => row.referral === referral)).toEqual([]);
    }
    const hearer = (await world.rows.read(referral)).find(({ sk }) => sk === 'L99902');
    expect(hearer).toMatchObject({ roles: ['respondent'] });
    expect([hearer?.tasks, hearer?.requests]).toEqual([undefined, undefined]);
    expect((await world.project(referral))?.written).toBe(0);
  });

  test('a role that may not read them by their id does not find them either', async () => {
    const { message } = await declined(elsewhere);
    await world.projectAll();
    const headers = { 'Handover-Role': 'clinical-owner' };
    const ask = (path: string) => world.ask('GET', path, { as: 'L99902', headers });
    expect((await ask(`/Communication/${message}`)).status).toBe(404);
    for (const query of [`_id=${message}`, 'recipient=Organization/L99902'])
      expect((await ask(`/Communication?${query}`)).body.entry).toEqual([]);
  });

  test('who referred still sees what was said, and its own request', async () => {
    const { message, Task } = await declined(elsewhere);
    for (const path of [`/Communication/${message}`, `/Task/${Task}`])
      expect((await get('L99901', path)).status).toBe(200);
    await world.projectAll();
    const rows = await world.rows.read(message.split('.')[0] ?? '');
    expect(rows.filter((row) => row.message).map((row) => row.organisation)).toEqual(['L99902']);
  });

  test.each([
    [
      'an organisation that Handover does not know',
      { identifier: { system: systems.odsOrganisation, value: 'Y99999' } },
    ],
    ['somebody in words', { display: 'Community nurses, Stroud' }],
  ])('%s: the message is nobody’s to fetch, a person tells it by the letter', async (_, reference) => {
    const { message } = await declined(named(reference));
    await world.projectAll();
    const [row] = (await world.rows.read(message.split('.')[0] ?? '')).filter((one) => one.message);
    expect(row).toMatchObject({ organisation: 'L99901', wanted: 2 });
    expect(row?.polled).toBeUndefined();
    const letter = await get('CWS01', `/Binary/${message}`);
    expect(textOf(Buffer.from(letter.body.data, 'base64'))).toContain('display' in reference ? 'Stroud' : 'Y99999');
  });

  test('its own sender, or nobody, changes nothing', async () => {
    const own = named({ identifier: { system: systems.odsOrganisation, value: 'L99901' } });
    const { message, Task } = await declined(own);
    expect((await get('L99901', `/Communication/${message}`)).body.recipient[0].reference).toBe('Organization/L99901');
    expect(JSON.stringify((await get('CWS01', `/Task/${Task}`)).body)).not.toContain('answers-to');
  });
});

describe('the letter of a message', () => {
  test('is there for the coordinator to print, with what the message says', async () => {
    const { message } = await declined();
    const { status, body, headers } = await get('CWS01', `/Binary/${message}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ resourceType: 'Binary', id: message, contentType: 'application/pdf' },
      securityContext: { reference: `Communication/${message}` },
    });
    const text = textOf(Buffer.from(body.data, 'base64'));
    for (const said of ['Action for the practice', 'cannot take the referral', 'Grace Okafor', '2 March 1948'])
      expect(text.replaceAll('\n', ' ')).toContain(said);
    expect(text).not.toMatch(/01632 960001|GL3 2AB|Lonely/);
    const document = await get('L99901', `/Bundle/${message}`);
    expect(document.body).toMatchObject({ resourceType: 'Bundle', type: 'document', id: message });
    expect((await get('CWS01', `/Bundle/${message}`)).body.entry).toEqual(document.body.entry);
    for (const as of ['L99902', 'walking-group']) expect((await get(as, `/Bundle/${message}`)).status).toBe(404);
    const again = await world.ask('GET', `/Binary/${message}`, {
      as: 'CWS01',
      headers: { 'If-None-Match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
  });

  test('is there for nobody else, and of nothing else', async () => {
    const { message, Task } = await declined();
    for (const as of ['L99901', 'L99902', 'walking-group'])
      expect((await get(as, `/Binary/${message}`)).status).toBe(404);
    for (const id of [Task, message.replace('.m1', '.m9'), 'x'])
      expect((await get('CWS01', `/Binary/${id}`)).status).toBe(404);
  });
});
