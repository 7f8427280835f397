import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, ListTablesCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, onTestFinished, test } from 'vitest';
import { referenceOf } from '../../infra/local/demo/peer/fhir.ts';
import { deadLetters } from '../../infra/operator/dead-letters.ts';
import { operator, storeOf } from './commands.ts';
import { startedHub } from './hub.ts';
import { changes, parties, refers, wholeLoop } from './loop.ts';

test('dead letters are counted, sent again within a bound, and what is done already is thrown away', async () => {
  const hub = await startedHub();
  const run = await operator(hub);
  const client = new SQSClient({ ...hub.aws, credentials: { ...hub.aws.credentials } });
  const put = async (output: string, count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const MessageBody = JSON.stringify({ referral: String(n).padStart(26, '0') });
      await client.send(new SendMessageCommand({ QueueUrl: hub.outputs[output], MessageBody }));
    }
  };
  await put('QueueDeliveryUndeliverable', 13);
  await put('QueueChaseMissed', 2);
  client.destroy();

  const listed = await run('redrive');
  expect(listed.out).toMatch(/^ +13 {2}undeliverable/m);
  for (const name of Object.keys(deadLetters)) expect(listed.out).toContain(name);
  expect(await run('redrive', 'undeliverable', '--at-most', '12')).toMatchObject({
    ...{ code: 0, out: '12 sent again; 1 left in undeliverable.\n' },
  });
  // There are no such referrals: delivery looked at each, found nothing to send, and was done.
  await hub.settled('delivery has taken them');
  expect(await hub.control('/counts')).toMatchObject({ deliver: { errors: 0 } });
  expect((await run('redrive', 'missed')).out).toBe('2 thrown away; 0 left in missed.\n');
  expect(await run('redrive', 'nothing')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no nothing'),
  });
});

/** As https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html has it, with another time. */
const pointerOf = (at: Date) => ({
  version: '1.0',
  timestamp: new Date(at.getTime() + 30_000).toISOString(),
  requestContext: {
    requestId: '316aa6d0-8154-xmpl-9af7-85d5f4a6bc81',
    functionArn: 'arn:aws:lambda:eu-west-2:123456789012:function:Handover-project',
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: 1,
  },
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  DDBStreamBatchInfo: {
    shardId: 'shardId-00000001573689847184-864758bb',
    startSequenceNumber: '800000000003126276362',
    endSequenceNumber: '800000000003126276362',
    approximateArrivalOfFirstRecord: at.toISOString(),
    approximateArrivalOfLastRecord: at.toISOString(),
    batchSize: 1,
    streamArn: 'arn:aws:dynamodb:eu-west-2:123456789012:table/my-table/stream/2019-11-14T00:04:06.388',
  },
});

test('a record that crashed the reader of the stream is put right by the ledger, and kept where that cannot be', async () => {
  const hub = await startedHub();
  const run = await operator(hub);
  const who = await parties(hub);
  const unseen = await refers(who);
  await hub.quiet();
  const [client, sqs] = [storeOf(hub), new SQSClient({ ...hub.aws, credentials: { ...hub.aws.credentials } })];
  const pointAt = async (at: Date) => {
    const MessageBody = JSON.stringify(pointerOf(at));
    await sqs.send(new SendMessageCommand({ QueueUrl: hub.outputs.QueueProjectionUnprojectable, MessageBody }));
  };
  const pk = { S: `R#${unseen.id.slice(0, 26)}` };
  await client.send(new DeleteItemCommand({ TableName: hub.outputs.ViewsTable, Key: { pk, sk: { S: 'CWS01' } } }));
  await pointAt(await hub.now());
  const settled = await run('redrive', 'unprojectable');
  expect(settled).toMatchObject({ code: 0, err: '' });
  expect(settled.out).toContain(`${referenceOf(unseen)} ${unseen.id.slice(0, 26)} was put right:\n CWS01: was missing`);
  expect(settled.out).toContain('1 events of 1 versions published again.');
  expect(settled.out).toContain('0 sent again, 1 settled; 0 left in unprojectable.');
  expect((await run('referral', 'all', 'rebuild')).out).toContain('is right');

  const Key = { pk, sk: { S: 'V#0000001' } };
  await changes(who, unseen.id, { status: 'accepted' });
  await client.send(new DeleteItemCommand({ TableName: hub.outputs.LedgerTable, Key }));
  await pointAt(await hub.now());
  const kept = await run('redrive', 'unprojectable');
  expect(kept).toMatchObject({ code: 1, err: expect.stringContaining('Mend what FAILED') });
  expect(kept.out).toContain(`FAILED ${referenceOf(unseen)} ${unseen.id.slice(0, 26)}: `);
  expect(kept.out).toContain('0 sent again, 1 kept;');
  // Hidden for half a minute, as what is read is.
  await hub.advance(1);
  expect((await run('redrive')).out).toMatch(/^ +1 {2}unprojectable/m);
  client.destroy();
  sqs.destroy();
});

test('a restore is tried on copies: chains hold, rows are rebuilt, and what is lost is named with whom to tell', async () => {
  const hub = await startedHub();
  const run = await operator(hub);
  const who = await parties(hub);
  const kept = await refers(who);
  await changes(who, kept.id, { status: 'accepted' });
  await hub.quiet();
  const client = storeOf(hub);
  // The id of a further need that joined this one: no referral of its own.
  const alias = { pk: { S: `R#${'0'.repeat(26)}` }, sk: { S: 'V#0000001' }, format: { S: 'alias' } };
  const Item = { ...alias, referral: { S: kept.id.slice(0, 26) } };
  await client.send(new PutItemCommand({ TableName: hub.outputs.LedgerTable, Item }));

  const whole = await run('restore-drill');
  expect(whole).toMatchObject({ code: 0, err: '' });
  expect(whole.out).toMatch(/1 referrals in 2 versions; the newest was written 20/);
  expect(whole.out).toContain('Every chain of hashes holds.');
  expect(whole.out).toContain('Nothing that anybody was shown is missing.');

  // As if the last hour had not been saved.
  const lost = await run('restore-drill', '--lose', '60');
  expect(lost.out).toContain('0 referrals in 0 versions; the newest was written never.');
  expect(lost.out).toContain(`LOST ${referenceOf(kept)} is gone: tell CWS01, L99901.`);

  expect((await run('referral', '0'.repeat(26))).out).toContain(
    `${referenceOf(kept)}  ${kept.id.slice(0, 26)}  version 2`,
  );
  expect((await client.send(new ListTablesCommand({}))).TableNames).toHaveLength(5);
  client.destroy();
});

test('a byte that somebody changed is found by the drill, and the rest is rebuilt all the same', async () => {
  const hub = await startedHub();
  const run = await operator(hub);
  const who = await parties(hub);
  const [changed, whole] = [await refers(who), await refers(who)];
  await hub.quiet();
  const client = storeOf(hub);
  const pk = { S: `R#${changed.id.slice(0, 26)}` };
  const values = { ':pk': pk, ':sk': { S: 'V#0000001' } };
  const TableName = hub.outputs.LedgerTable;
  const found = await client.send(
    new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk AND sk = :sk', ExpressionAttributeValues: values }),
  );
  await client.send(new PutItemCommand({ TableName, Item: { ...found.Items?.[0], organisation: { S: 'L99902' } } }));
  client.destroy();
  const rebuilt = await run('restore-drill');
  expect(rebuilt).toMatchObject({ code: 1, err: '' });
  expect(rebuilt.out).toContain(`BROKEN ${referenceOf(changed)} ${changed.id.slice(0, 26)}: header`);
  expect(rebuilt.out).not.toContain(whole.id.slice(0, 26));
});

test('a referral with a gap is shown as far as it is there, and does not keep the others from being put right', async () => {
  const hub = await startedHub();
  const run = await operator(hub);
  const who = await parties(hub);
  const [gone, whole] = [await wholeLoop(hub, who), await refers(who)];
  await hub.quiet();
  const [lost, other] = [gone.id.slice(0, 26), whole.id.slice(0, 26)];
  const client = storeOf(hub);
  const Key = { pk: { S: `R#${lost}` }, sk: { S: 'V#0000002' } };
  await client.send(new DeleteItemCommand({ TableName: hub.outputs.LedgerTable, Key }));
  client.destroy();

  // Logs name the 26 symbols, people the reference: both lead there, and both are said.
  for (const name of [lost, referenceOf(gone) ?? '']) {
    const { code, out } = await run('referral', name);
    expect([code, out]).toEqual([0, expect.stringContaining(`${referenceOf(gone)}  ${lost}  version `)]);
    expect(out).toContain(`not known: Ledger of R#${lost} has no version 2`);
    expect(out).toContain('BROKEN at version 3: gap');
    expect(out).toMatch(/^ +1 {2}20.* L99901 /m);
    expect(out).toMatch(/^ (L99901|CWS01) +how things stand/m);
  }
  const rebuilt = await run('referral', 'all', 'rebuild');
  expect([rebuilt.code, rebuilt.out]).toEqual([1, expect.stringContaining(`${referenceOf(whole)} ${other} is right`)]);
  expect(rebuilt.err).toContain(`FAILED ${referenceOf(gone)} ${lost}: Ledger of R#${lost} has no version 2`);
  expect(rebuilt.err).toContain('1 of 2 failed; the others are done.');
  expect(await run('referral', 'nobody')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not a reference'),
  });
});

test('commands find a deployed stack by the outputs that its deployment wrote', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handover-outputs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'outputs.json');
  const { reachHub, outputOf } = await import('../../infra/operator/connection.ts');
  const outputs = { Region: 'eu-west-2', HubUrl: 'https://hub.example', LedgerTable: 'Handover-ledger' };
  writeFileSync(file, JSON.stringify({ Handover: outputs }));
  process.env.HANDOVER_OUTPUTS = file;
  try {
    const hub = await reachHub();
    expect(outputOf(hub, 'LedgerTable')).toBe('Handover-ledger');
    expect([hub.url, hub.dynamodb, hub.aws]).toEqual([
      'https://hub.example',
      { region: 'eu-west-2' },
      { region: 'eu-west-2' },
    ]);
  } finally {
    delete process.env.HANDOVER_OUTPUTS;
  }
});
