import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/obligations.ts';
import { type Referral, referenceTo, resourcesOf } from '../../../functions/domain/referral.ts';
import { LedgerGap } from '../../../functions/ledger/fold.ts';
import { isSnapshot, resourcesIn, seenIn, versionOf } from '../../../functions/ledger/item.ts';
import { referralKey, versionKey } from '../../../functions/ledger/keys.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { chaseDue } from '../../../functions/usecases/chase-due.ts';
import {
  because,
  group,
  later,
  meetingAt,
  move,
  onwardTo,
  recorded,
  request,
  said,
} from '../../unit/domain/referrals.ts';
import { bundle } from '../../unit/ledger/messages.ts';
import { startDynamodb } from '../dynamodb.ts';
import { writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submit, submitted, act, acted, stored, everything, ledger } = writePath(dynamodb);

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

describe('what is too large', () => {
  const noise = (bytes: number) => randomBytes(bytes).toString('base64');
  const need = (bytes: number) => ({
    kind: 'add-need' as const,
    request: { ...request, note: [{ text: noise(bytes) }] },
    others: [],
  });
  const practice = { client: 'churchdown-surgery', organisation: 'L99901' };

  test('is refused, and nothing is written', async () => {
    const before = await everything();
    const message = bundle('large', { family: 'Large', nhsNumber: '9990000026' }, [
      { resourceType: 'Observation', status: 'final', code: { text: noise(400_000) } },
    ]);
    expect(await submit(message)).toEqual({ ok: false, refusals: [{ code: 'too-large' }] });
    expect(await everything()).toEqual(before);
  });

  test('as a whole is refused while there is still room for everything else that must happen', async () => {
    const message = bundle('fills', { family: 'Fills' }, [
      { resourceType: 'Observation', status: 'final', code: { text: noise(200_000) } },
    ]);
    const first = await submit(message);
    if (!first.ok) throw new Error(JSON.stringify(first.refusals));
    const { id: referral } = first.value.referral;
    expect(await act(referral, need(200_000), { actor: practice })).toEqual({
      ok: false,
      refusals: [{ code: 'too-large' }],
    });
    expect(await act(referral, need(90_000), { actor: practice })).toMatchObject({ ok: true });
    expect(await act(referral, need(90_000), { actor: practice })).toEqual({
      ok: false,
      refusals: [{ code: 'too-large' }],
    });
    // Across two snapshots, each of which holds all of it.
    for (let i = 0; i < 33; i += 1) await acted(referral, recorded('conversation', `${referral}.t1`));
    expect((await ledger.load(referral))?.head.version).toBe(35);
  });
});

describe('a referral that is full', () => {
  const noise = (characters: number) => randomBytes(characters).toString('base64').slice(0, characters);
  const person = { family: 'Full', nhsNumber: '9990000034' };
  const sent = (identifier: string, characters: number) =>
    bundle(identifier, person, [{ resourceType: 'Observation', status: 'final', code: { text: noise(characters) } }]);

  test('takes every ordinary act, is reminded of, and opens a referral of its own for a further need without room', async () => {
    const first = await submit(sent('full-1', 200_000));
    if (!first.ok) throw new Error(JSON.stringify(first.refusals));
    const { id: referral, reference } = first.value.referral;
    const kinds: string[] = [];
    for (const [n, size] of [120_000, 60_000, 40_000, 10_000].entries()) {
      const message = sent(`full-need-${n}`, size);
      const need = await submit(message);
      if (!need.ok) throw new Error(JSON.stringify(need.refusals));
      kinds.push(need.value.kind);
      if (need.value.kind === 'need-added') continue;
      expect(need.value.referral.id).not.toBe(referral);
      expect(need.value.warnings).toContainEqual(
        expect.objectContaining({ code: 'already-open', diagnostics: expect.stringContaining(reference) }),
      );
    }
    expect(kinds).toEqual(['need-added', 'need-added', 'created', 'need-added']);
    for (let i = 0; i < 24; i += 1)
      await acted(
        referral,
        recorded('contact-attempt', `${referral}.t1`, { payload: [{ contentString: noise(2000) }] }),
      );
    const { referral: state, head } = (await ledger.load(referral)) ?? fail();
    expect(head.version).toBe(28);
    expect(state.communications.filter((c) => c.payload !== undefined)).toHaveLength(24);
    const [owed] = obligations(state);
    const clock = () => later(owed?.due ?? fail(), 60_000);
    await chaseDue({ ledger, clock, pause: async () => undefined })(referral);
    const chased = (await ledger.history(referral)).at(-1);
    expect(chased).toMatchObject({ action: 'chase', version: 29 });
  });

  test('in which one Task is large: it moves, is reminded of and ends', async () => {
    const first = await submit({
      ...bundle('full-task', { family: 'Task' }),
      entry: [
        ...(bundle('full-task', { family: 'Task' }).entry ?? []),
        {
          fullUrl: 'urn:uuid:task',
          resource: {
            ...{ resourceType: 'Task', status: 'requested', intent: 'order', note: [{ text: noise(180_000) }] },
            focus: { reference: 'urn:uuid:request' },
          },
        },
      ],
    });
    if (!first.ok) throw new Error(JSON.stringify(first.refusals));
    const { id: referral } = first.value.referral;
    const t1 = `${referral}.t1`;
    expect(first.value.referral.task.note?.[0]?.text).toHaveLength(180_000);
    const noted = (characters: number) => ({ ...move(t1, 'requested'), notes: [noise(characters)] });
    expect(await act(referral, noted(60_000))).toMatchObject({ ok: false, refusals: [{ code: 'invalid-input' }] });
    for (let i = 0; i < 30; i += 1) await acted(referral, noted(2000));
    expect(await act(referral, noted(2000))).toMatchObject({ refusals: [{ expression: 'Task.note' }] });
    for (let i = 0; i < 5; i += 1) await acted(referral, recorded('conversation', t1));
    await acted(referral, move(t1, 'rejected', because('Full', 'no-capacity')));
    expect((await ledger.load(referral))?.referral.task.status).toBe('rejected');
  });
});

test('sizes of the versions of a typical referral, in bytes', async () => {
  const example: Bundle<FhirResource> = JSON.parse(
    readFileSync(new URL('../../../contracts/examples/referral.json', import.meta.url), 'utf8'),
  );
  const first = await submit(example);
  if (!first.ok) throw new Error(JSON.stringify(first.refusals));
  const { id: referral } = first.value.referral;
  const t2 = `${referral}.t2`;
  const walking = onwardTo('walking-group');
  const start = new Date().toISOString();
  const steps = [
    { action: move(`${referral}.t1`, 'accepted') },
    {
      action: recorded('conversation', `${referral}.t1`, {
        payload: [{ contentString: 'Would like company on Tuesdays.' }],
      }),
    },
    {
      action: {
        ...walking,
        request: {
          ...walking.request,
          basedOn: [{ reference: `ServiceRequest/${referral}.s1` }],
          subject: { reference: `Patient/${referral}.p1` },
        },
        task: { ...walking.task, partOf: [{ reference: `Task/${referral}.t1` }] },
      },
    },
    { action: move(t2, 'accepted'), actor: group },
    { action: meetingAt(start, { task: t2 }), actor: group },
    { action: said('attended', { task: t2 }), actor: group },
  ];
  for (const { action, ...more } of steps) await acted(referral, action, more);
  const sizes = (await stored(referral)).map((item) => ({
    version: versionOf(item),
    action: item.action,
    bytes: bytesOf(item),
  }));
  process.stdout.write(`\n${sizes.map((s) => `  version ${s.version} ${s.action}: ${s.bytes} bytes`).join('\n')}\n`);
  const [one, ...updates] = sizes;
  expect(one?.bytes).toBeLessThanOrEqual(2048);
  for (const { action, bytes } of updates) expect([action, bytes < 1024]).toEqual([action, true]);
});

/** As DynamoDB counts: names and values, 8 bytes for a small number. */
const bytesOf = (item: object): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum +
      Buffer.byteLength(name) +
      (typeof value === 'string' ? Buffer.byteLength(value) : value instanceof Uint8Array ? value.length : 8),
    0,
  );
