import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { exported } from '../../../infra/operator/export-referral.ts';
import { whoSaw } from '../../../infra/operator/who-saw.ts';
import { recordedHub } from '../audit/recorded-hub.ts';
import { idsIn, referralBundle } from './hub.ts';
import { codeOf } from './world.ts';

let hub: Awaited<ReturnType<typeof recordedHub>>;
beforeAll(async () => {
  hub = await recordedHub();
});
afterAll(async () => {
  await hub?.dynamodb.stop();
  expect(hub?.faults).toEqual([]);
});

const words = 'Police rang: she may be locked in';
const reading = (about: object, more: object = {}) => ({
  ...{ resourceType: 'Communication', status: 'completed', about: [about] },
  category: [{ coding: [{ system: systems.recordKind, code: 'break-glass' }] }],
  sender: { display: 'Dr Amara Obi, duty owner' },
  payload: [{ contentString: words }],
  ...more,
});
const post = (as: string, body: object) => hub.ask('POST', '/Communication', { as, body });

test('a duty owner says who and why, reads one referral for an hour, and it is on record', async () => {
  await hub.begin();
  const ids = await hub.referred();
  const other = await hub.referred();
  const task = { reference: `Task/${ids.Task}` };
  const read = (id: string | undefined, type = 'Patient') =>
    hub.ask('GET', `/${type}/${id}`, { as: 'safeguarding-desk' });
  expect((await read(ids.Patient)).status).toBe(404);

  expect(
    codeOf(await post('safeguarding-desk', reading(task, { payload: [{ contentString: 'x'.repeat(501) }] }))),
  ).toBe('missing-element');
  expect(codeOf(await post('safeguarding-desk', reading(task, { sender: { display: 'x' } })))).toBe('missing-element');
  for (const as of ['COU01', 'CWS01', 'L99902', 'walking-group'])
    expect(codeOf(await post(as, reading(task)))).toBe('role-may-not');
  const named = { identifier: { system: systems.reference, value: ids.Task?.replace(/./g, 'H') } };
  expect((await post('safeguarding-desk', reading(named))).status).toBe(404);
  expect((await read(ids.Patient)).status).toBe(404);

  const opened = await post('safeguarding-desk', reading(task));
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  expect((await read(ids.Patient)).body.name[0].family).toBe('Okafor');
  expect((await read(other.Patient)).status).toBe(404);
  // It reads, and nothing more.
  const { body } = await read(ids.Task, 'Task');
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  const put = { as: 'safeguarding-desk', headers, body: { ...body, status: 'accepted' } };
  expect((await hub.ask('PUT', `/Task/${ids.Task}`, put)).status).toBe(404);

  // The coordinator's manager is told that somebody read it; why, the operator alone can say.
  const { referral } = (await hub.loaded(ids.Task)) ?? {};
  const owed = referral ? obligations(referral) : [];
  expect(owed.filter(({ what }) => what === 'look-who-read')).toMatchObject([{ who: 'CWS01', role: 'manager' }]);
  const told = await hub.ask('GET', `/Communication?about=Task/${ids.Task}`, { as: 'CWS01' });
  expect(JSON.stringify(told.body)).toContain('Dr Amara Obi');
  expect(JSON.stringify(told.body)).not.toContain(words);
  const lines = (await whoSaw(hub.stores, ids.Task?.slice(0, 26) ?? '')).join('\n');
  expect(lines).toContain(words);
  expect(lines).toMatch(/safeguarding-desk.*break-glass: version 2, "Dr Amara Obi/);
  expect(lines).toMatch(/safeguarding-desk.*was shown it/);
  // What is handed to the person says that it was read, and neither why nor by whom.
  const exportedAll = await exported(hub.stores, [ids.Task?.slice(0, 26) ?? ''], hub.now());
  const glass = exportedAll.entry?.find(({ resource }) => JSON.stringify(resource).includes('"break-glass"'));
  expect(glass?.resource).toMatchObject({ sender: { reference: 'Organization/safeguarding-desk' } });
  expect(JSON.stringify(exportedAll)).not.toContain(words);
  expect(JSON.stringify(exportedAll)).not.toContain('Amara Obi');

  const looked = { category: [{ coding: [{ system: systems.recordKind, code: 'opened' }] }], payload: undefined };
  expect((await post('CWS01', reading(task, looked))).status).toBe(201);
  const after = (await hub.loaded(ids.Task))?.referral;
  expect(after && obligations(after).map(({ what }) => what)).not.toContain('look-who-read');

  hub.at('2099-11-22T09:10:01.000Z');
  expect((await read(ids.Patient)).status).toBe(404);
});

test('a duty owner whose organisation has a part in the referral says so and reads as any other', async () => {
  await hub.begin();
  hub.at('2099-11-22T08:10:00.000Z');
  const sent = await hub.ask('POST', '', { as: 'safeguarding-desk', body: referralBundle() });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const own = idsIn(sent.body);
  const opened = await post('safeguarding-desk', reading({ reference: `Task/${own.Task}` }));
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
});
