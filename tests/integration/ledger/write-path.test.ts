import { afterAll, describe, expect, test } from 'vitest';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { move, recorded } from '../../unit/domain/acts.ts';
import { group, otherPractice, practice } from '../../unit/domain/cast.ts';
import { bundle } from '../../unit/ledger/messages.ts';
import { startDynamodb } from '../dynamodb.ts';
import { losingOneAnswer, writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submit, act, submitted, stored, everything, ledger } = writePath(dynamodb);

const accept = (id: string): Action => move(`${id}.t1`, 'accepted');

const talk = (id: string, text: string): Action =>
  recorded('conversation', `${id}.t1`, { payload: [{ contentString: text }] });

describe('when the answer of the store is lost once', () => {
  test('the update stands, once, and its caller gets its version', async () => {
    const { referral } = await submitted('lost-put');
    const losing = losingOneAnswer(dynamodb, 'PutItem');
    const path = writePath(dynamodb, losing.client);
    const done = await path.act(referral.id, accept(referral.id));
    expect(losing.lost).toEqual(['PutItemCommand']);
    expect(losing.sent.filter((c) => c === 'PutItemCommand')).toHaveLength(2);
    expect(done).toMatchObject({
      ok: true,
      value: { version: 2, referral: { version: 2, task: { status: 'accepted' } } },
    });
    const versions = await stored(referral.id);
    expect(versions.map((v) => v.action)).toEqual(['request', 'update-task']);
    expect(chainFaults(versions)).toEqual([]);
    expect((await ledger.load(referral.id))?.referral).toEqual(done.ok && done.value.referral);
    losing.client.destroy();
  });

  test('the new referral stands, once, and its sender gets its id', async () => {
    const losing = losingOneAnswer(dynamodb, 'TransactWriteItems');
    const path = writePath(dynamodb, losing.client);
    const before = await everything();
    const done = await path.submit(bundle('lost-transaction', { family: 'Lost', nhsNumber: '9990000018' }));
    expect(losing.lost).toEqual(['TransactWriteItemsCommand']);
    expect(done).toMatchObject({ ok: true, value: { version: 1, referral: { version: 1 } } });
    // The version, the message and the guard; nothing twice.
    expect(await everything()).toHaveLength(before.length + 3);
    if (done.ok) expect((await ledger.load(done.value.referral.id))?.referral).toEqual(done.value.referral);
    losing.client.destroy();
  });
});

describe('the same business identifier', () => {
  test('for two people: the second hears of it, the first is untouched, and nothing of the second is kept', async () => {
    const first = await submitted('PLAC-1', { family: 'First', nhsNumber: '9990000042' });
    const before = await everything();
    const second = await submit(bundle('PLAC-1', { family: 'Second', nhsNumber: '9990000050' }));
    expect(second).toMatchObject({
      ok: false,
      refusals: [{ code: 'duplicate', existing: first.referral.request.id }],
    });
    expect(JSON.stringify(second)).not.toContain('First');
    expect(await everything()).toEqual(before);
  });

  test('with If-None-Exist is answered with what exists', async () => {
    const first = await submitted('PLAC-2', { family: 'Known' });
    const again = await submit(bundle('PLAC-2', { family: 'Known' }), { ifNoneExist: true });
    expect(again).toMatchObject({ ok: true, value: { kind: 'existing', referral: first.referral } });
  });

  test('of another practice is another referral', async () => {
    const first = await submitted('PLAC-3');
    const other = await submit(bundle('PLAC-3', { family: 'Other' }), { actor: otherPractice });
    expect(other).toMatchObject({ ok: true, value: { kind: 'created' } });
    expect(other.ok && other.value.referral.id).not.toBe(first.referral.id);
  });
});

describe('twenty clients at once', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => i);

  test('on one Task with If-Match: one wins, nineteen are stale', async () => {
    const { referral } = await submitted('race-if-match');
    const ifMatch = { type: 'Task', id: `${referral.id}.t1`, version: 1 };
    const done = await Promise.all(twenty.map(() => act(referral.id, accept(referral.id), { ifMatch })));
    const codes = done.map((d) => (d.ok ? 'written' : d.refusals[0].code));
    expect(codes.toSorted()).toEqual([...Array(19).fill('stale-version'), 'written']);
    expect(await stored(referral.id)).toHaveLength(2);
  });

  test('with twenty different things to say: each is a version or hears that it is busy, and none is lost', async () => {
    const { referral } = await submitted('race-free');
    const done = await Promise.all(twenty.map((i) => act(referral.id, talk(referral.id, `talk ${i}`))));
    const codes = done.map((d) => (d.ok ? 'written' : d.refusals[0].code));
    expect(codes.filter((c) => c !== 'written' && c !== 'busy')).toEqual([]);
    const written = twenty.filter((i) => codes[i] === 'written');
    const versions = await stored(referral.id);
    expect(versions).toHaveLength(1 + written.length);
    expect(chainFaults(versions)).toEqual([]);
    // The first conversation also makes a message to the practice, whose words are made when it is sent.
    const said = (await ledger.load(referral.id))?.referral.communications.flatMap(
      (c) => c.payload?.[0]?.contentString ?? [],
    );
    expect(said?.toSorted()).toEqual(written.map((i) => `talk ${i}`).toSorted());
    // Each caller got its own version.
    expect(new Set(done.map((d) => d.ok && d.value.version).filter(Boolean)).size).toBe(written.length);
    expect(written.length).toBeGreaterThan(1);
  });
});

test('whoever takes no part hears not-found, of what exists and of what does not', async () => {
  const { referral } = await submitted('hidden');
  const before = await everything();
  for (const actor of [group, otherPractice])
    expect(await act(referral.id, accept(referral.id), { actor })).toEqual({
      ok: false,
      refusals: [{ code: 'not-found' }],
    });
  expect(await act('0'.repeat(26), accept('0'.repeat(26)))).toEqual({ ok: false, refusals: [{ code: 'not-found' }] });
  expect(await act(referral.id, accept(referral.id), { actor: practice })).toMatchObject({
    refusals: [{ code: 'not-yours-to-change' }],
  });
  expect(await everything()).toEqual(before);
});
