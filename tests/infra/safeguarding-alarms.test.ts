import { DeleteItemCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from '../../infra/local/demo/patience.ts';
import { hub as deployed } from './deployed.ts';
import { whenDeskReads } from './desk-reads.ts';
import { onQueue, patience, type StartedHub, startedHub } from './hub.ts';
import { did } from './loop.ts';
import { broken, without, withoutResource } from './taken-away.ts';

const own = deployed.resources.filter(
  ({ id, type }) => type === 'AWS::CloudWatch::Alarm' && id.startsWith('Safeguarding'),
);
/** Seen to turn to ALARM, by the fault that each is for. */
const seen = new Set<string>();

const rings = async (hub: StartedHub, ...starts: readonly string[]): Promise<void> => {
  for (const start of starts) seen.add((await hub.rings(start)).id);
};

const concern = { level: 'unsafe', who: 'child', about: { kind: 'person' }, says: 'He is afraid to go home' };

/** Raised in the hours of the desk; its id. */
const raised = async (hub: StartedHub): Promise<string> => {
  await whenDeskReads(hub, 'children');
  const group = await hub.as('mens-shed', 'mens-shed');
  const answer = did(await group('POST', '/safeguarding/v1/concerns', concern));
  return z.object({ id: z.string() }).parse(answer.body).id;
};

test('a function that fails, a minute that was missed and a clock that stands still ring', async () => {
  const hub = await startedHub({ change: broken('SafeguardingFunction') });
  const group = await hub.as('mens-shed', 'mens-shed');
  expect((await group('POST', '/safeguarding/v1/concerns', concern)).status).toBe(502);
  await rings(hub, 'SafeguardingFunctionFailing', 'SafeguardingMissedFilled');
  await onQueue(hub, 'QueueSafeguardingResults', 'of a meeting');
  for (let n = 0; n < 6; n += 1) {
    await hub.advance(3.1);
    await hub.settled('the queue was looked at');
    await hub.states();
  }
  await rings(hub, 'SafeguardingUnheardFilled', 'SafeguardingStopped');
});

test('that somebody did not come, of which nobody hears, rings', async () => {
  const unread = withoutResource('AWS::Lambda::EventSourceMapping', 'SafeguardingFunctionResults');
  const hub = await startedHub({ change: unread });
  await onQueue(hub, 'QueueSafeguardingResults', 'of a meeting');
  await hub.advance(11);
  await rings(hub, 'SafeguardingResultsSlow');
  expect([...seen].some((one) => one.startsWith('SafeguardingResultsSlow'))).toBe(true);
});

test('a concern that nobody acknowledges rings, and no longer once somebody does', async () => {
  const hub = await startedHub();
  const id = await raised(hub);
  for (const minutes of [1, 16, 16, 1]) {
    await hub.advance(minutes);
    await hub.settled('the sweep is over');
  }
  await rings(hub, 'SafeguardingStranded');
  const duty = await hub.as('safeguarding-desk', 'safeguarding-desk');
  did(await duty('POST', `/safeguarding/v1/duty/concerns/${id}/acknowledge`, { name: 'Ada Duty' }));
  await hub.advance(6);
  await hub.settled('the sweep is over');
  await hub.advance(1);
  const isOver = async () => (await hub.ringing()).size === 0 || undefined;
  expect(await eventually('it is over', isOver, patience)).toBe(true);
});

test('a reader who cannot be told rings, and so does an answer that is an error', async () => {
  const hub = await startedHub({ change: without('SafeguardingFunctionRole', 'ses:SendEmail') });
  const id = await raised(hub);
  await hub.advance(1);
  await rings(hub, 'SafeguardingUntold');
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => name.includes('SafeguardingConcerns'));
  await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: `C#${id}` }, sk: { S: 'C' } } }));
  client.destroy();
  const duty = await hub.as('safeguarding-desk', 'safeguarding-desk');
  const reads = { name: 'Ada Duty', reason: 'I am on duty' };
  expect((await duty('POST', `/safeguarding/v1/duty/concerns/${id}/read`, reads)).status).toBe(500);
  await rings(hub, 'SafeguardingFunctionAnswering500');
});

test('each alarm of the route was seen to turn to ALARM by its fault', () => {
  expect(own.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
});
