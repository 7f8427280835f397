import { afterAll, describe, expect, test } from 'vitest';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { move, recorded } from '../../unit/domain/acts.ts';
import { coordinator, practice } from '../../unit/domain/cast.ts';
import { bundle, identity } from '../../unit/ledger/messages.ts';
import { startDynamodb } from '../dynamodb.ts';
import { writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submit, act, submitted, acted, stored, everything, ledger } = writePath(dynamodb);

const accept = (id: string): Action => move(`${id}.t1`, 'accepted');

const talk = (id: string, text: string): Action =>
  recorded('conversation', `${id}.t1`, { payload: [{ contentString: text }] });

describe('a repeated request', () => {
  test('is answered with what it made, as that stands now, and writes nothing', async () => {
    const message = bundle('repeated', { family: 'Repeat', nhsNumber: '9990000026' });
    const request = identity();
    const first = await submit(message, { request });
    if (!first.ok) throw new Error('refused');
    const { id } = first.value.referral;
    const accepting = identity();
    const then = await acted(id, accept(id), { request: accepting });
    const { referral } = await acted(id, talk(id, 'later'));
    const before = await everything();
    expect(await submit(message, { request })).toMatchObject({
      ok: true,
      value: { kind: 'repeated', version: 1, asWritten: first.value.referral, referral },
    });
    const answer = { ...then, referral, repeated: true };
    expect(await act(id, accept(id), { request: accepting })).toEqual({ ok: true, value: answer });
    expect(await everything()).toEqual(before);
  });

  test('is known across snapshots, for seven days', async () => {
    const { referral } = await submitted('repeated-late');
    const { id } = referral;
    const request = identity();
    const then = await acted(id, accept(id), { request });
    for (let i = 0; i < 33; i += 1) await acted(id, talk(id, `talk ${i}`));
    const again = await act(id, accept(id), { request });
    expect(again).toMatchObject({ value: { version: then.version, repeated: true, referral: { version: 35 } } });
    expect(again.ok && again.value.asWritten).toEqual(then.referral);
    expect(await stored(id)).toHaveLength(35);
  });

  test('is one of the organisation that sent it, also where one client acts for several', async () => {
    const person = { family: 'Twice', nhsNumber: '9990000050' };
    const first = await submitted('seen-1', person);
    const request = identity();
    await acted(first.referral.id, accept(first.referral.id), { request });
    const elsewhere = { ...coordinator, organisation: practice.organisation };
    const done = await submit(bundle('seen-2', person), { request, actor: { ...elsewhere } });
    expect(done).toMatchObject({ ok: true, value: { kind: 'need-added', serviceRequest: `${first.referral.id}.s2` } });
  });

  test('If-None-Exist and a repeat are answered with how the referral stands', async () => {
    const message = bundle('exists', { family: 'Exists' });
    const request = identity();
    const first = await submit(message, { request });
    if (!first.ok) throw new Error('refused');
    const { id } = first.value.referral;
    await acted(id, accept(id));
    expect(await submit(message, { ifNoneExist: true })).toMatchObject({
      value: { kind: 'existing', version: 2, referral: { task: { status: 'accepted' } } },
    });
    expect(await submit(message, { request, ifNoneExist: true })).toMatchObject({
      value: { kind: 'repeated', version: 1, referral: { task: { status: 'accepted' } } },
    });
  });

  test('with the same id but another body is refused', async () => {
    const message = bundle('reused', { family: 'Reuse' });
    const request = identity();
    const first = await submit(message, { request });
    if (!first.ok) throw new Error('refused');
    const { id } = first.value.referral;
    const before = await everything();
    expect(await submit(message, { request: { ...request, bodyHash: 'other' } })).toMatchObject({
      refusals: [{ code: 'request-id-reused' }],
    });
    const accepting = identity();
    await acted(id, accept(id), { request: accepting });
    expect(await act(id, talk(id, 'x'), { request: { ...accepting, bodyHash: 'other' } })).toMatchObject({
      refusals: [{ code: 'request-id-reused' }],
    });
    expect(await everything()).toHaveLength(before.length + 1);
  });

  test('of another client with the same id is no repeat', async () => {
    const { referral } = await submitted('same-id');
    const request = identity();
    await acted(referral.id, accept(referral.id), { request });
    const other = { ...coordinator, client: 'another-system' };
    expect(await act(referral.id, talk(referral.id, 'x'), { request, actor: other })).toMatchObject({
      value: { version: 3, repeated: false },
    });
  });

  test('is judged before If-Match, so that a retry never hears that its own change made it stale', async () => {
    const { referral } = await submitted('retry-if-match');
    const ifMatch = { type: 'Task', id: `${referral.id}.t1`, version: 1 };
    const request = identity();
    await acted(referral.id, accept(referral.id), { request, ifMatch });
    expect(await act(referral.id, accept(referral.id), { request, ifMatch })).toMatchObject({
      value: { version: 2, repeated: true },
    });
    expect(await act(referral.id, accept(referral.id), { ifMatch })).toMatchObject({
      refusals: [{ code: 'stale-version' }],
    });
  });

  test('sent twice at the same moment is done once', async () => {
    const message = bundle('twins', { family: 'Twin', nhsNumber: '9990000034' });
    const request = identity();
    const both = await Promise.all([submit(message, { request }), submit(message, { request })]);
    const ids = both.map((done) => done.ok && done.value.referral.id);
    expect(new Set(ids).size).toBe(1);
    const id = String(ids[0]);
    const talking = identity();
    await Promise.all([1, 2, 3].map(() => acted(id, talk(id, 'once'), { request: talking })));
    expect(await stored(id)).toHaveLength(2);
  });
});

test('a version in the way is ours only if it is of the same request, body, client and organisation', async () => {
  const { referral } = await submitted('in-the-way');
  const loaded = await ledger.load(referral.id);
  const next = (more: { request?: ReturnType<typeof identity>; actor?: typeof coordinator }) => ({
    referral: referral.id,
    version: 2,
    at: new Date(Date.parse(referral.at) + 1).toISOString(),
    ...{ actor: coordinator, action: 'record', changed: [], events: [], request },
    ...more,
  });
  const request = identity();
  expect(await ledger.append(next({}), loaded)).toEqual({ kind: 'written' });
  expect(await ledger.append(next({}), loaded)).toEqual({ kind: 'already-ours' });
  for (const other of [
    { request: identity() },
    { request: { ...request, bodyHash: 'another body' } },
    { actor: { ...coordinator, client: 'another-client' } },
    { actor: { ...coordinator, organisation: 'another' } },
  ])
    expect(await ledger.append(next(other), loaded)).toEqual({ kind: 'conflict' });
  expect(await stored(referral.id)).toHaveLength(2);
});
