import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { afterAll, describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { versionOf } from '../../../functions/ledger/item.ts';
import { because, consent, meetingAt, move, onwardTo, recorded, said } from '../../unit/domain/acts.ts';
import { group, later } from '../../unit/domain/cast.ts';
import { request } from '../../unit/domain/referrals.ts';
import { bundle } from '../../unit/ledger/messages.ts';
import { startDynamodb } from '../dynamodb.ts';
import { chaseOn } from '../written.ts';
import { writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submit, act, acted, stored, everything, ledger } = writePath(dynamodb);

const fail = (): never => {
  throw new Error('not there');
};

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
    await chaseOn(ledger, clock)(referral);
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
        consents: [consent('walking-group', { performer: [{ reference: `Patient/${referral}.p1` }] })],
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
