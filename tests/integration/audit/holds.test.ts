import { afterAll, beforeEach, expect, test } from 'vitest';
import { everyItem } from '../../../infra/operator/audit-items.ts';
import { dispose } from '../../../infra/operator/dispose.ts';
import { setHold } from '../../../infra/operator/holds.ts';
import { storedVersions } from '../../../infra/operator/stored-versions.ts';
import { commandsOn } from './commands.ts';
import { recordedHub } from './recorded-hub.ts';

const hub = await recordedHub();
const { client, ledgerTable } = hub.dynamodb;
const { ledger } = hub.stores;
const run = await commandsOn(hub.dynamodb);
afterAll(() => hub.dynamodb.stop());

let referral = '';
beforeEach(async () => {
  await hub.begin();
  referral = (await hub.referred()).Task?.slice(0, 26) ?? '';
});

const said = { at: '2026-11-23T10:00:00.000Z', by: 'alex', why: 'Claim 2026-14' };
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
  before('ScanCommand', () => setHold(ledger, referral, { held: true, ...said }));
  await expect(dispose(hub.stores, referral, disposal)).rejects.toThrow('stays: a legal hold was set on it meanwhile');
  expect(await storedVersions(ledger, referral)).toHaveLength(1);
  expect((await hub.loaded(referral))?.head.version).toBe(1);
});

test('of a hold and a disposal in the same moment either the hold is refused or nothing is removed', async () => {
  before('PutItemCommand', () => setHold(ledger, referral, { held: true, ...said }));
  await expect(dispose(hub.stores, referral, disposal)).rejects.toThrow('stays: a legal hold was set on it meanwhile');
  expect(await storedVersions(ledger, referral)).toHaveLength(1);

  await hub.begin();
  referral = (await hub.referred()).Task?.slice(0, 26) ?? '';
  before('PutItemCommand', () => dispose(hub.stores, referral, disposal));
  await expect(setHold(ledger, referral, { held: true, ...said })).rejects.toThrow('is NOT held');
});
