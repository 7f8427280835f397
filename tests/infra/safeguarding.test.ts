import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { systems } from '../../contracts/systems.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { onwardRequest } from '../../infra/local/demo/wellbeing/onward-request.ts';
import { referralFor } from '../journeys/people.ts';
import { whenDeskReads } from './desk-reads.ts';
import { type StartedHub, startedHub } from './hub.ts';
import { changes, did, handsOver, parties, refers } from './loop.ts';

const mails = z.object({
  mails: z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() })),
});
const mailed = async (hub: StartedHub) => mails.parse(await hub.control('/outbox')).mails;
const desk = 'adults-duty@safeguarding.example';
const lead = 'designated-lead@safeguarding.example';

const secret = 'Wren-Quillfeather says that he is hit at home';
const concern = {
  ...{ level: 'unsafe', who: 'adult', says: secret },
  about: { kind: 'worker', organisation: 'walking-group', name: 'Ottoline Marker' },
  from: { name: 'Peregrine Marker', reach: '01632 960999' },
};

const withFlag = (bundle: object): object => {
  const { entry, ...rest } = z
    .looseObject({ entry: z.array(z.looseObject({ fullUrl: z.string() })) })
    .parse(JSON.parse(JSON.stringify(bundle)));
  const subject = { reference: entry[0]?.fullUrl };
  const code = { coding: [{ system: systems.risk, code: 'safeguarding' }] };
  const resource = { resourceType: 'Flag', status: 'active', subject, code };
  const flag = {
    fullUrl: 'urn:uuid:7d0f4f9e-54f1-4d0c-8f2b-6a6a5a1c0009',
    resource,
    request: { method: 'POST', url: 'Flag' },
  };
  return { ...rest, entry: [...entry, flag] };
};

const told = (hub: StartedHub, count: number) =>
  eventually(`${count} readers were told`, async () => {
    const all = await mailed(hub);
    return all.filter(({ subject }) => subject.includes('sg-')).length >= count ? all : undefined;
  });

/** Everything that the hub keeps, by where it is kept: tables, logs, e-mail, counts, what is asked of AWS, queues' counts. */
const keptBy = async (hub: StartedHub): Promise<ReadonlyMap<string, string>> => {
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const kept = new Map<string, string>();
  for (const TableName of (await client.send(new ListTablesCommand({}))).TableNames ?? []) {
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    const name = /(StorageLedger|StorageViews|SafeguardingConcerns)/.exec(TableName)?.[1] ?? TableName;
    kept.set(name, JSON.stringify(Items.map((item) => unmarshall(item))));
  }
  client.destroy();
  for (const log of readdirSync(hub.logs)) kept.set(log, readFileSync(join(hub.logs, log), 'utf8'));
  for (const path of ['/outbox', '/counts', '/alarms', '/asked'])
    kept.set(path, JSON.stringify(await hub.control(path)));
  kept.set('said', hub.said.join());
  return kept;
};

const holders = async (hub: StartedHub, marker: RegExp): Promise<string[]> =>
  [...(await keptBy(hub))].filter(([, text]) => marker.test(text)).map(([name]) => name);

test('a group says that somebody is not safe: told by id alone, escalated, read with a name, and nowhere else', async () => {
  const hub = await startedHub();
  await whenDeskReads(hub, 'adults');
  const mensShed = await hub.as('mens-shed', 'mens-shed');
  const before = did(await mensShed('GET', '/safeguarding/v1/concerns'));
  expect(before.body).toMatchObject({
    always: [{ telephone: '999' }, { telephone: '111' }],
    adults: { readNow: true, ring: [{ telephone: '01632 960201' }, {}] },
    children: { ring: [{ telephone: '01632 960301' }, {}] },
  });
  const id = '7d0f4f9e-54f1-4d0c-8f2b-6a6a5a1c0001';
  const raised = did(await mensShed('POST', '/safeguarding/v1/concerns', concern, { 'x-request-id': id }));
  expect(raised.body).toMatchObject({ id: expect.stringMatching(/^sg-/), readNow: true, ring: [{}, {}] });
  const again = await mensShed('POST', '/safeguarding/v1/concerns', concern, { 'x-request-id': id });
  expect(again.body).toEqual({ ...Object(raised.body), readFrom: expect.any(String) });
  const { id: reference } = z.object({ id: z.string() }).parse(raised.body);

  await hub.advance(1);
  expect((await told(hub, 1)).filter(({ to }) => to[0] === desk)).toMatchObject([{ text: `${reference}\n` }]);
  await hub.advance(31);
  expect((await told(hub, 2)).filter(({ to }) => to[0] === lead)).toMatchObject([{ text: `${reference}\n` }]);

  const duty = await hub.as('safeguarding-desk', 'safeguarding-desk');
  expect(did(await duty('GET', '/safeguarding/v1/duty/concerns')).body).toMatchObject({
    concerns: [{ id: reference }],
  });
  const path = `/safeguarding/v1/duty/concerns/${reference}`;
  const read = did(await duty('POST', `${path}/read`, { name: 'Ada Duty', reason: 'I am on duty' }));
  expect(read.body).toMatchObject({ says: secret, opened: [{ what: 'read', name: 'Ada Duty' }] });
  did(await duty('POST', `${path}/acknowledge`, { name: 'Ada Duty' }));
  await hub.advance(35);
  await hub.settled('the sweep is over');
  expect((await mailed(hub)).filter(({ subject }) => subject.includes('sg-'))).toHaveLength(2);
  expect(await holders(hub, /Quillfeather|Marker|01632 960999/)).toEqual(['SafeguardingConcerns']);
  for (const ask of [await hub.as('walking-group', 'walking-group'), await hub.as('wellbeing-service', 'CWS01')]) {
    expect((await ask('GET', '/safeguarding/v1/duty/concerns')).status).toBe(404);
    expect((await ask('POST', `${path}/read`, { name: 'Somebody', reason: 'None' })).status).toBe(404);
  }
});

test('a duty owner pauses a group, and somebody at risk who did not come reaches the desk by way of the bus', async () => {
  const hub = await startedHub();
  await whenDeskReads(hub, 'adults');
  const who = await parties(hub);
  const duty = await hub.as('safeguarding-desk', 'safeguarding-desk');
  const t1 = await refers(who, withFlag(referralFor()));
  await changes(who, t1.id, { status: 'accepted' });
  const category = [{ coding: [{ system: systems.recordKind, code: 'risks-read' }] }];
  const read = { ...{ resourceType: 'Communication', status: 'completed', subject: t1.for }, category };
  const sender = { display: 'Dr Amara Cole' };
  did(
    await who.coordinator('POST', '/FHIR/R4/Communication', {
      ...read,
      about: [{ reference: `Task/${t1.id}` }],
      sender,
    }),
  );
  const t2 = await handsOver(who, t1);
  const now = await hub.now();
  const meeting = { start: now.toISOString(), end: new Date(now.getTime() + 3_600_000).toISOString() };
  const named = { ...meeting, mode: 'in-person', place: 'Car park', signedUpBy: 'Tom, walk leader' };
  did(await who.group('POST', `/partner/v1/invitations/${t2}/first-meeting`, named));

  did(await duty('POST', '/safeguarding/v1/duty/organisations/walking-group/pause', { name: 'Ada Duty' }));
  const notice = async () =>
    did(await who.coordinator('GET', `/FHIR/R4/Task/${t2}`)).text.includes('ask the duty owner');
  await hub.advance(1);
  expect(await eventually('the link worker sees whom to ask', async () => (await notice()) || undefined)).toBe(true);
  const asked = { partner: 'walking-group', activity: 'choir', coordinator: 'CWS01', permission: true };
  const refused = await who.coordinator('POST', '/FHIR/R4', onwardRequest(t1, asked));
  expect([refused.status, refused.text.includes('paused: ask the duty owner')]).toEqual([422, true]);
  // What is under way goes on, and the group learns nothing.
  const shown = did(await who.group('GET', `/partner/v1/invitations/${t2}`));
  expect(shown.text).not.toMatch(/paused|duty/);

  did(await who.group('POST', `/partner/v1/invitations/${t2}/attendance`, { result: 'did-not-come' }));
  await hub.settled('it was told');
  await hub.advance(1);
  expect(await told(hub, 1)).toContainEqual(expect.objectContaining({ to: [desk] }));
  const list = did(await duty('GET', '/safeguarding/v1/duty/concerns'));
  expect(list.body).toMatchObject({ concerns: [{ kind: 'did-not-come', level: 'unsafe' }] });
});
