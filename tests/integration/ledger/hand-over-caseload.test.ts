import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { operatorClient } from '../../../functions/domain/hub.ts';
import type { Actor } from '../../../functions/domain/referral.ts';
import { assigneeOf } from '../../../functions/domain/tasks/assignee.ts';
import { referralKey, versionKey } from '../../../functions/ledger/keys.ts';
import { pause } from '../../../functions/runtime/pause.ts';
import { handOverCaseload } from '../../../functions/usecases/hand-over-caseload.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { everyReferral } from '../../../infra/operator/every-referral.ts';
import { handOver as handOverByCommand } from '../../../infra/operator/hand-over.ts';
import { openRegister } from '../../../infra/operator/register.ts';
import { assigns, because, move } from '../../unit/domain/acts.ts';
import { practice } from '../../unit/domain/cast.ts';
import { startDynamodb } from '../dynamodb.ts';
import { writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submitted, acted, ledger, stored, everything } = writePath(dynamodb);

const service: Participant = {
  ...{ organisation: 'CWS01', name: 'A Service', kind: 'coordinator', tier: 'full', active: true, version: 1 },
  identifier: { system: 'https://example.org', value: 'CWS01' },
  staff: [{ code: 'am', name: 'Ama Mensah' }],
};
const actor: Actor = { client: operatorClient, organisation: 'CWS01', person: 'alex' };
const handOver = (to = 'am', key = 'jo-leaves', from = 'jb') =>
  handOverCaseload({
    ...{ ledger, pause, clock: () => new Date().toISOString() },
    participants: { organisation: async () => service, client: async () => undefined },
    referrals: () => everyReferral({ client: dynamodb.client, table: dynamodb.ledgerTable }),
  })({ actor, from, to, key, correlation: '6f0d3f4e-6a53-4c0e-9a75-0d9f0f3d8a11' });

const caseOf = async (name: string, person?: string): Promise<string> => {
  const { id } = (await submitted(name)).referral;
  if (person) await acted(id, { ...assigns(person, 'Jo Bloggs'), kind: 'assign', task: `${id}.t1` });
  return id;
};
const assignee = async (id: string) => {
  const loaded = await ledger.load(id);
  return loaded && assigneeOf(loaded.referral.task);
};

const mine = await caseOf('one-of-jo', 'jb');
const second = await caseOf('two-of-jo', 'jb');
const another = await caseOf('one-of-sam', 'sg');
const nobodys = await caseOf('of-the-team');
const over = await caseOf('over', 'jb');
await acted(over, move(`${over}.t1`, 'cancelled', because('Withdrawn')), { actor: practice });

test('to nobody of the roster, or to whom it is from, nothing is handed over', async () => {
  const before = await everything();
  for (const to of ['xx', 'jb'])
    expect(await handOver(to)).toMatchObject({ ok: false, refusals: [{ expression: '/to' }] });
  expect(await everything()).toEqual(before);
});

test('what is open and the one’s becomes the other’s, each listed; a repeat changes nothing and lists the same', async () => {
  const handed = await handOver();
  const list = handed.ok ? handed.value : [];
  expect(list.map(({ referral }) => referral).toSorted()).toEqual([mine, second].toSorted());
  for (const one of list) expect(one).toMatchObject({ came: 'handed-over', reference: expect.stringMatching(/^HO-/) });
  expect(await assignee(mine)).toEqual({ code: 'am', name: 'Ama Mensah' });
  expect([await assignee(another), await assignee(nobodys), await assignee(over)]).toEqual([
    { code: 'sg', name: 'Jo Bloggs' },
    undefined,
    { code: 'jb', name: 'Jo Bloggs' },
  ]);
  const [last] = (await stored(mine)).slice(-1);
  expect(last).toMatchObject({ request: `jo-leaves/${mine}`, client: operatorClient, person: 'alex' });
  // Nobody has looked at any of them.
  expect((await ledger.load(mine))?.referral.acted).toEqual((await ledger.load(mine, 2))?.referral.acted);

  const before = await everything();
  expect(await handOver()).toEqual(handed);
  expect(await everything()).toEqual(before);
  expect(await handOver('am', 'jo-leaves-again')).toEqual({ ok: true, value: [] });
});

test('one that was given on since is said to be so, and stays with whose it is', async () => {
  const given = await caseOf('one-given-on', 'gi');
  expect(await handOver('am', 'gi-leaves', 'gi')).toMatchObject({ value: [{ referral: given, came: 'handed-over' }] });
  await acted(given, { ...assigns('gi', 'Gil'), kind: 'assign', task: `${given}.t1` });
  expect(await handOver('am', 'gi-leaves', 'gi')).toMatchObject({
    value: [{ referral: given, came: 'given-on-since' }],
  });
  expect((await assignee(given))?.code).toBe('gi');
});

test('a key that was used for another hand-over is told so, for each', async () => {
  const again = await handOver('am', 'jo-leaves', 'sg');
  const refused = again.ok ? again.value.filter(({ came }) => came === 'request-id-reused') : [];
  expect(refused.map(({ referral }) => referral).toSorted()).toEqual([mine, second].toSorted());
});

/** What a script sees of the command: what it prints, and the code that it ends with. */
const command = async (from: string, key: string): Promise<readonly [string, typeof process.exitCode]> => {
  const where = { endpoint: dynamodb.endpoint, region: dynamodb.region, credentials: dynamodb.credentials };
  const outputs = { LedgerTable: dynamodb.ledgerTable };
  const hub = { url: 'http://127.0.0.1:9', outputs, dynamodb: where, aws: where, allowedPrivateOrigins: [] };
  const at = await openRegister(hub);
  const register = { ...at.register, organisation: async () => service };
  try {
    return [await handOverByCommand('CWS01', [from, 'am'], { key }, { ...at, register }), process.exitCode];
  } finally {
    process.exitCode = undefined;
  }
};

test('the command that hands over all does not end with 1', async () => {
  await caseOf('one-of-ot', 'ot');
  expect(await command('ot', 'ot-leaves')).toEqual([expect.stringContaining('1 handed over.'), undefined]);
});

test('one that cannot be read is listed as such, and the others are handed over all the same', async () => {
  const broken = await caseOf('with-a-gap', 'li');
  await acted(broken, move(`${broken}.t1`, 'accepted'));
  const sound = [await caseOf('one-of-li', 'li'), await caseOf('two-of-li', 'li')];
  await dynamodb.client.send(
    new DeleteItemCommand({
      TableName: dynamodb.ledgerTable,
      Key: { pk: { S: referralKey(broken) }, sk: { S: versionKey(2) } },
    }),
  );
  const handed = await handOver('am', 'li-leaves', 'li');
  const came = handed.ok ? handed.value.map((one) => [one.referral, one.came]) : [];
  expect(came.toSorted()).toEqual([...sound.map((id) => [id, 'handed-over']), [broken, 'unreadable']].toSorted());
  for (const id of sound) expect((await assignee(id))?.code).toBe('am');
});

test('the command that leaves one behind says so and ends with 1', async () => {
  const [says, code] = await command('li', 'li-leaves');
  expect(says).toMatch(/1 not: run it again with --key li-leaves/);
  expect(code).toBe(1);
});
