import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { task, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import { takesAll } from '../bench/recipient.ts';
import { referralFor } from '../journeys/people.ts';
import { template } from './deployed.ts';
import { startedHub } from './hub.ts';
import { did, parties, wholeLoop } from './loop.ts';

const recipient = await takesAll();
afterAll(() => recipient.stop());

const text = z.string().optional();
const line = z.looseObject({ event: text, referral: text, correlationId: text });

/** Every line of every function's log, with the function's name. A line that is no JSON throws. */
const logsOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^Handover-.*\.log$/.test(name))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => ({ by: name.slice('Handover-'.length, -'.log'.length), ...line.parse(JSON.parse(text)) })),
    );

test('a correlation id, or a referral’s, finds the whole way in the logs of every function, and nobody’s name', async () => {
  const hub = await startedHub({ endpoints: { L99901: recipient.url, CWS01: recipient.url } });
  const who = await parties(hub);
  const sent = randomUUID();
  const bundle = referralFor();
  const [t1] = tasksOf(did(await who.practice('POST', '/FHIR/R4', bundle, { 'x-correlation-id': sent })).body);
  const referral = t1?.id.slice(0, 26) ?? '';
  await hub.quiet();
  const read = randomUUID();
  const shown = await who.coordinator('GET', `/FHIR/R4/Task/${t1?.id}`, undefined, { 'x-correlation-id': read });
  expect(task.parse(did(shown).body).id).toBe(t1?.id);
  const ended = (await wholeLoop(hub, who)).id.slice(0, 26);
  await hub.quiet();

  const logs = logsOf(hub.logs);
  const wayOf = (is: (one: (typeof logs)[number]) => boolean): string[] => [
    ...new Set(logs.filter(is).map(({ by, event }) => `${by} ${event}`)),
  ];
  const asked = ['fhir-api request-answered', 'fhir-api version-written'];
  expect(wayOf((one) => one.correlationId === sent).sort()).toEqual(
    ['deliver delivery-attempted', ...asked, 'project referral-projected'].sort(),
  );
  expect(wayOf((one) => one.correlationId === sent && one.referral === referral)).toHaveLength(3);
  expect(wayOf((one) => one.correlationId === read && one.referral === referral)).toEqual(asked.slice(0, 1));
  // The whole loop, from every function that had a part in it, each line with the request that it follows from.
  const way = logs.filter((one) => one.referral === ended);
  expect([...new Set(way.map(({ by }) => by))].sort()).toEqual(['deliver', 'fhir-api', 'partner-api', 'project']);
  expect(way.filter(({ correlationId }) => correlationId === undefined)).toEqual([]);
  const of = (by: string, event: string) =>
    new Set(way.filter((one) => one.by === by && one.event === event).map((one) => one.correlationId));
  const written = [...of('fhir-api', 'version-written'), ...of('partner-api', 'version-written')];
  expect(written.length).toBeGreaterThan(8);
  expect(written.filter((one) => !of('project', 'referral-projected').has(one))).toEqual([]);
  const { name = [] } = JSON.parse(JSON.stringify(bundle)).entry[0].resource;
  expect(name[0]?.family).toEqual(expect.any(String));
  expect(JSON.stringify(logs)).not.toContain(name[0].family);
  expect(JSON.stringify(logs)).not.toContain('(withheld)');
});

test('two saved queries look through the log of every function, by either id', () => {
  const groups = template.all('AWS::Logs::LogGroup', z.unknown()).map(({ identity }) => identity.ref);
  const ofFunctions = template
    .all('AWS::Lambda::Function', z.looseObject({ LoggingConfig: z.object({ LogGroup: z.string() }) }))
    .map(({ properties }) => properties.LoggingConfig.LogGroup);
  const queries = template
    .all('AWS::Logs::QueryDefinition', z.object({ QueryString: z.string(), LogGroupNames: z.array(z.string()) }))
    .map(({ properties }) => properties);
  expect(queries.map(({ QueryString }) => /filter (\w+) =/.exec(QueryString)?.[1]).sort()).toEqual([
    'correlationId',
    'referral',
  ]);
  for (const { LogGroupNames } of queries) expect(LogGroupNames.toSorted()).toEqual(ofFunctions.toSorted());
  expect(groups).toEqual(expect.arrayContaining(ofFunctions));
});

test('the dashboard shows who waits, how old the oldest message is and how many are pending', () => {
  const [board] = template.all('AWS::CloudWatch::Dashboard', z.object({ DashboardBody: z.string() }));
  const { widgets } = z
    .object({
      widgets: z.array(z.object({ properties: z.object({ title: z.string(), metrics: z.array(z.unknown()) }) })),
    })
    .parse(JSON.parse(board?.properties.DashboardBody ?? ''));
  const metrics = JSON.stringify(widgets.map(({ properties }) => properties.metrics));
  for (const name of ['Overdue', 'Stuck', 'Silent', 'Undelivered']) expect(metrics).toContain(`"Handover","${name}"`);
  expect(metrics).toContain('ApproximateAgeOfOldestMessage');
  expect(metrics).toContain('ApproximateNumberOfMessagesVisible');
});
