import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Referral, referenceTo, resourcesOf } from '../../../functions/domain/referral.ts';
import { LedgerGap } from '../../../functions/ledger/fold.ts';
import { isSnapshot, resourcesIn, seenIn, versionOf } from '../../../functions/ledger/item.ts';
import { referralKey, versionKey } from '../../../functions/ledger/keys.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { move, recorded } from '../../unit/domain/acts.ts';
import { startDynamodb } from '../dynamodb.ts';
import { writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submitted, act, acted, stored, ledger } = writePath(dynamodb);

/** Each state of one referral as its writer saw it, by version. */
const states = new Map<number, Referral>();
const last = 53;
let id = '';

beforeAll(async () => {
  const first = await submitted('long', { family: 'Long', nhsNumber: '9990000018' });
  id = first.referral.id;
  states.set(1, first.referral);
  const keep = async (...args: Parameters<typeof acted>) => {
    const done = await acted(...args);
    states.set(done.version, done.referral);
  };
  await keep(id, move(`${id}.t1`, 'accepted'));
  for (let i = 0; states.size < last; i += 1)
    await keep(id, recorded('conversation', `${id}.t1`, { payload: [{ contentString: `Talk number ${i}` }] }));
});

describe(`a referral of ${last} versions`, () => {
  test('is read as its writers saw it, at every version', async () => {
    for (const [version, state] of states) expect((await ledger.load(id, version))?.referral).toEqual(state);
    expect((await ledger.load(id))?.referral).toEqual(states.get(last));
    expect((await ledger.load(id))?.head.version).toBe(last);
  });

  test('is read with one Query, wherever it stands', async () => {
    const { endpoint, region, credentials } = dynamodb;
    const client = new DynamoDBClient({ endpoint, region, credentials });
    const sent: string[] = [];
    client.middlewareStack.add(
      (next, context) => (args) => {
        sent.push(context.commandName ?? '');
        return next(args);
      },
      { step: 'initialize', name: 'count' },
    );
    const counted = writePath(dynamodb, client);
    for (const version of [1, 2, 15, 16, 17, 31, 32, 33, 48, 53]) await counted.ledger.load(id, version);
    expect(sent).toEqual(Array(10).fill('QueryCommand'));
    client.destroy();
  });

  /** Each talk is one Communication; the first one also makes the message to the practice that it was held. */
  const heldIn = (version: number): string[] => {
    if (version === 2) return [`Task/${id}.t1`];
    const talk = `Communication/${id}.m${version === 3 ? 1 : version - 1}`;
    return version === 3 ? [talk, `Communication/${id}.m2`] : [talk];
  };

  test('holds all live resources and the requests of 7 days in every 16th item, and only what changed in the others', async () => {
    const versions = await stored(id);
    expect(versions.map(versionOf)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    for (const item of versions) {
      const version = versionOf(item);
      const live = resourcesOf(states.get(version) ?? fail()).map(referenceTo);
      const held = resourcesIn(item).map(referenceTo);
      if (isSnapshot(item)) expect(held.toSorted()).toEqual(live.toSorted());
      else expect(held).toEqual(heldIn(version));
      expect(seenIn(item)).toHaveLength(isSnapshot(item) ? version : 1);
    }
  });

  test('has a history of what each version changed, whole or in part, oldest first', async () => {
    const history = await ledger.history(id);
    expect(history.map((h) => h.version)).toEqual([...states.keys()]);
    const [, , , fourth] = history;
    expect(fourth).toMatchObject({ action: 'record', events: [{ type: 'recorded', task: `Task/${id}.t1` }] });
    for (const entry of history) {
      for (const r of entry.changed) expect(r.meta?.versionId).toBe(String(entry.version));
      expect(entry.changed.length).toBeGreaterThan(0);
    }
    const part = await ledger.history(id, { from: 15, to: 18 });
    expect(part).toEqual(history.slice(14, 18));
    expect(await ledger.history(id, { from: 60, to: 70 })).toEqual([]);
  });

  test('is a chain of hashes, in which a changed byte, a swapped or a missing version is found', async () => {
    const versions = await stored(id);
    expect(chainFaults(versions)).toEqual([]);
    const faultyAt = (changed: typeof versions) => chainFaults(changed).map((f) => f.version);
    const changed = versions.with(20, { ...(versions[20] ?? fail()), organisation: 'L99902' });
    expect(chainFaults(changed)).toEqual([{ version: 21, fault: 'header' }]);
    expect(faultyAt(versions.toSpliced(20, 1))).toContain(22);
    expect(faultyAt(versions.with(20, versions[21] ?? fail()).with(21, versions[20] ?? fail()))).toContain(22);
  });
});

const fail = (): never => {
  throw new Error('not there');
};

describe('a missing version', () => {
  const removed = async (referral: string, version: number) =>
    dynamodb.client.send(
      new DeleteItemCommand({
        TableName: dynamodb.ledgerTable,
        Key: marshall({ pk: referralKey(referral), sk: versionKey(version) }),
      }),
    );

  test.each([
    ['between a snapshot and the newest', 18],
    ['the snapshot itself', 16],
  ])('%s stops every reading and writing that needs it', async (_, version) => {
    const { referral } = await submitted(`gap-${version}`);
    for (let i = 0; i < 19; i += 1) await acted(referral.id, recorded('conversation', `${referral.id}.t1`));
    await removed(referral.id, version);
    await expect(ledger.load(referral.id)).rejects.toThrow(LedgerGap);
    await expect(act(referral.id, recorded('conversation', `${referral.id}.t1`))).rejects.toThrow(LedgerGap);
    await expect(ledger.load(referral.id, version - 1)).resolves.toBeDefined();
  });

  test('of which none is left is no referral', async () => {
    expect(await ledger.load('0'.repeat(26))).toBeUndefined();
    expect(await ledger.history('0'.repeat(26))).toEqual([]);
  });

  test('an item of a format that is not known stops it too', async () => {
    const { referral } = await submitted('format-2');
    const item = { ...(await stored(referral.id))[0], sk: versionKey(2), format: 2 };
    await dynamodb.client.send(
      new PutItemCommand({ TableName: dynamodb.ledgerTable, Item: marshall(item, { removeUndefinedValues: true }) }),
    );
    await expect(ledger.load(referral.id)).rejects.toThrow(/format/);
  });
});
