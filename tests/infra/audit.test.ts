import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from '../../infra/local/demo/patience.ts';
import { referenceOf } from '../../infra/local/demo/peer/fhir.ts';
import { takesAll } from '../bench/recipient.ts';
import { operator, storeOf } from './commands.ts';
import { patience, startedHub } from './hub.ts';
import { did, parties, wholeLoop } from './loop.ts';

const recipient = await takesAll();
afterAll(() => recipient.stop());

const bundle = z.object({ entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })) });

test('of a loop that ran through the hub a command says who saw it, exports it, and finds one changed byte', async () => {
  const hub = await startedHub({ endpoints: { L99901: recipient.url, CWS01: recipient.url } });
  const run = await operator(hub);
  const who = await parties(hub);
  const ended = await wholeLoop(hub, who);
  did(await who.practice('GET', `/FHIR/R4/Task/${ended.id}`));
  did(await who.group('GET', '/partner/v1/invitations'));
  await hub.quiet();
  // The hour ends, and it is anchored. What each hour does has its minutes: they must not pass while it runs.
  await hub.advance(61);
  await hub.settled('one hour is done');
  await hub.advance(61);
  const anchored = () => /"event":"anchor-made".*"hash":"([A-Za-z0-9_-]{43})"/g;
  const log = () => readFileSync(join(hub.logs, 'Handover-anchor.log'), 'utf8');
  await eventually('it is anchored', async () => (anchored().test(log()) ? true : undefined), patience);
  await hub.quiet();

  const verified = await run('audit', 'verify');
  expect(verified, verified.out).toMatchObject({ code: 0, err: '' });
  expect(verified.out).toMatch(/Every chain holds/);
  expect(verified.out).toMatch(/ [1-9]\d* anchors/);
  const newest = [...log().matchAll(anchored())].at(-1)?.[1] ?? 'none';
  expect(verified.out).toContain(newest);

  const reference = referenceOf(ended) ?? 'none';
  const saw = (await run('audit', 'who-saw', reference)).out;
  expect(saw).toMatch(/L99901 \(churchdown-surgery\) +wrote it, and so saw it/);
  expect(saw).toMatch(/L99901 \(churchdown-surgery\) +was shown it +t1 +GET/);
  expect(saw).toMatch(/L99901 +was sent it.*(sent|infrastructure-ack) /);
  expect(saw).toMatch(/walking-group \(walking-group\) +wrote it, and so saw it/);

  const exported = await run('audit', 'export', reference, '--whole-person');
  const types = bundle.parse(JSON.parse(exported.out)).entry.map(({ resource }) => resource.resourceType);
  expect(new Set(types)).toEqual(
    new Set(['Patient', 'ServiceRequest', 'Task', 'Consent', 'Communication', 'Appointment', 'AuditEvent', 'Binary']),
  );
  const again = (await run('audit', 'who-saw', reference)).out;
  expect(again).toMatch(/handover \(operator\) \S+ +took all of it out by command.*export: done/);
  expect(again).toMatch(/handover \(operator\) \S+ +asked by command who .*who-saw: done/);

  expect((await run('retention', 'dispose', reference)).err).toMatch(/^HO-\S+ stays: its time is over on 20\d\d-/);
  expect((await run('retention', 'hold', reference)).err).toContain('--why is needed');
  expect((await run('retention', 'hold', reference, '--why', 'Claim 2026-14')).out).toContain('is held');
  expect((await run('retention', 'holds', reference)).out).toMatch(/held: Claim 2026-14/);
  expect((await run('retention', 'due')).out).toBe('Nothing is due.\n');

  const client = storeOf(hub);
  const TableName = hub.outputs.AuditTable;
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  const record = Items.find(({ pk }) => pk?.S?.startsWith('fhir-api#'));
  await client.send(new PutItemCommand({ TableName, Item: { ...record, organisation: { S: 'L99902' } } }));
  const found = await run('audit', 'verify');
  expect(found.code).toBe(1);
  expect(found.out).toContain(`BROKEN trail ${record?.pk?.S} ${record?.sk?.S}: it is not what was written`);
  await client.send(new PutItemCommand({ TableName, Item: record ?? {} }));
  expect((await run('audit', 'verify')).code).toBe(0);
  client.destroy();
});
