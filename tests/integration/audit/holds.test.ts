import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { hourOf } from '../../../functions/audit/keys.ts';
import { referenceOf } from '../../../functions/domain/request/reference.ts';
import { everyItem, recordsOf } from '../../../infra/operator/audit-items.ts';
import { dispose, mayGo } from '../../../infra/operator/dispose.ts';
import { exported } from '../../../infra/operator/export-referral.ts';
import { setHold } from '../../../infra/operator/holds.ts';
import { keepRecords } from '../../../infra/operator/keep-records.ts';
import { storedVersions } from '../../../infra/operator/stored-versions.ts';
import { commandsOn } from './commands.ts';
import { recordedHub } from './recorded-hub.ts';

const hub = await recordedHub();
const { client, ledgerTable } = hub.dynamodb;
const { ledger } = hub.stores;
const run = await commandsOn(hub.dynamodb);
afterAll(() => hub.dynamodb.stop());
// Commands have the clock of the machine.
hub.at(new Date().toISOString());

let referral = '';
beforeEach(async () => {
  await hub.begin();
  referral = (await hub.referred()).Task?.slice(0, 26) ?? '';
});

const said = { at: new Date().toISOString(), by: 'alex', why: 'Claim 2026-14' };
/** Of these the command has a test below. */
const unrecorded = async () => undefined;
const disposal = { disposed: '2035-01-01T00:00:00.000Z', why: 'ended' } as const;
const mistyped = () => referral.replace(/^./, (c) => (c === '0' ? '1' : '0'));
const holds = async (): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const { sk, pk } of everyItem(ledger)) if (String(sk).startsWith('HOLD#')) found.push(pk);
  return found;
};

/** Runs `then` once, right before the ledger is asked to do this. */
const before = (command: string, then: () => Promise<unknown>): void => {
  let isOver = false;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const input = args.input as { readonly TableName?: string };
        if (!isOver && commandName === command && input.TableName === ledgerTable) {
          isOver = true;
          await then();
          client.middlewareStack.remove('before');
        }
        return next(args);
      },
    { step: 'initialize', name: 'before' },
  );
};

test('a hold on what is not there, or is gone, is refused with 1 and leaves nothing', async () => {
  const wrong = await run(['retention', 'hold', mistyped(), '--why', 'Claim 2026-14']);
  expect(wrong).toMatchObject({ code: 1, out: '', err: `${mistyped()} is NOT held: there is no such referral.\n` });
  await dispose(hub.stores, referral, disposal);
  const gone = await run(['retention', 'hold', referral, '--why', 'Claim 2026-14']);
  expect(gone).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is NOT held: it was disposed of') });
  expect(await holds()).toEqual([]);
});

test('a hold that is set while a disposal looks for what leads to the referral wins: nothing of it goes', async () => {
  before('ScanCommand', () => setHold(ledger, referral, { held: true, ...said }, unrecorded));
  await expect(dispose(hub.stores, referral, disposal)).rejects.toThrow('stays: a legal hold was set on it meanwhile');
  expect(await storedVersions(ledger, referral)).toHaveLength(1);
  expect((await hub.loaded(referral))?.head.version).toBe(1);
});

test('of a hold and a disposal in the same moment either the hold is refused or nothing is removed', async () => {
  before('PutItemCommand', () => setHold(ledger, referral, { held: true, ...said }, unrecorded));
  await expect(dispose(hub.stores, referral, disposal)).rejects.toThrow('stays: a legal hold was set on it meanwhile');
  expect(await storedVersions(ledger, referral)).toHaveLength(1);

  await hub.begin();
  referral = (await hub.referred()).Task?.slice(0, 26) ?? '';
  before('PutItemCommand', () => dispose(hub.stores, referral, disposal));
  await expect(setHold(ledger, referral, { held: true, ...said }, unrecorded)).rejects.toThrow('is NOT held');
});

const trail = async () =>
  (await recordsOf(hub.stores.audit, [referral]))
    .filter(({ client }) => client === 'operator')
    .map(({ kind, by, person }) => ({ kind, by, person }));
const person = expect.any(String);

test('who held it and who released it stands in the trail, once for each change, without the words why', async () => {
  const hold = ['retention', 'hold', referral, '--why', 'Claim 2026-14'];
  expect((await run(hold)).code).toBe(0);
  expect((await run(hold)).out).toContain('It was so already');
  expect((await run(['retention', 'release', referral, '--why', 'Settled'])).code).toBe(0);
  expect(await trail()).toEqual([
    { kind: 'held', by: 'hold', person },
    { kind: 'released', by: 'release', person },
  ]);
  const saw = (await run(['audit', 'who-saw', referral])).out;
  expect(saw).toMatch(/put a legal hold on it by command/);
  expect(saw).not.toMatch(/Claim|Settled/);
});

test('where the trail does not take it, nothing is held', async () => {
  const fails = () => Promise.reject(new Error('no answer'));
  await expect(setHold(ledger, referral, { held: true, ...said }, fails)).rejects.toThrow('no answer');
  expect(await holds()).toEqual([]);
});

test('a restored ledger that lacks a hold is told so by reference, and what was released is not named', async () => {
  const other = (await hub.referred()).Task?.slice(0, 26) ?? '';
  for (const one of [referral, other]) await setHold(ledger, one, { held: true, ...said }, unrecorded);
  await setHold(ledger, other, { held: false, ...said }, unrecorded);
  const drill = ['restore-drill', '--lose', String(24 * 60)];
  const lost = (await run(drill)).out.split('\n').filter((line) => line.startsWith('HOLD LOST'));
  expect(lost).toEqual([expect.stringContaining(`${referenceOf(referral)} ${referral}: hold it again before`)]);
  expect((await run(['restore-drill'])).out).not.toContain('HOLD LOST');
});

test('records of what is held have no end, and get it back when it is released', async () => {
  await hub.ask('GET', `/Task/${referral}.t1`, { as: 'CWS01' });
  const expires = async () => (await recordsOf(hub.stores.audit, [referral])).map((one) => one.expires);
  const [end] = await expires();
  await keepRecords(hub.stores, referral, undefined);
  expect(await expires()).toEqual([undefined]);
  await keepRecords(hub.stores, referral, 10);
  expect(await expires()).toEqual([end]);
});

test('no walk for one referral looks at the trail from before it was made', async () => {
  const asked: unknown[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      const { IndexName, ExpressionAttributeValues } = args.input as QueryCommandInput;
      if (IndexName === 'parts') asked.push(ExpressionAttributeValues?.[':since']?.S);
      return next(args);
    },
    { step: 'initialize', name: 'watch' },
  );
  await exported(hub.stores, [referral], hub.now());
  await keepRecords(hub.stores, referral, undefined);
  await dispose(hub.stores, referral, disposal);
  await mayGo(hub.stores, referral, thisArea.retention, hub.now());
  client.middlewareStack.remove('watch');
  expect(asked).toEqual(Array.from({ length: 3 }, () => hourOf(hub.now())));
});
