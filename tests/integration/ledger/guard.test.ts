import type { FhirResource } from 'fhir/r4.js';
import { afterAll, expect, test } from 'vitest';
import { needsPersonFirst } from '../../../functions/domain/said/person-first.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { because, move } from '../../unit/domain/acts.ts';
import { otherPractice, practice } from '../../unit/domain/cast.ts';
import { bundle, identity } from '../../unit/ledger/messages.ts';
import { startDynamodb } from '../dynamodb.ts';
import { writePath } from './store.ts';

const dynamodb = await startDynamodb();
afterAll(dynamodb.stop);
const { submit, act, submitted, acted, stored, everything, ledger } = writePath(dynamodb);

const again = async (...sent: Parameters<typeof submit>) => {
  const done = await submit(...sent);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
};
const guards = async () => (await everything()).filter((item) => item.includes('"G#'));
const end = (id: string) => acted(id, move(`${id}.t1`, 'rejected', because('Full', 'no-capacity')));

test('a second request for the same person while the first is open becomes a further need of it, with the same reference', async () => {
  const person = { family: 'Second', nhsNumber: '9990000018' };
  const first = await submitted('need-1', person);
  const second = await again(bundle('need-2', { ...person, family: 'Second-Married' }));
  expect(second).toMatchObject({ kind: 'need-added', version: 2 });
  expect(second.referral.reference).toBe(first.referral.reference);
  expect(second.referral.id).toBe(first.referral.id);
  expect(second.serviceRequest).toBe(`${first.referral.id}.s2`);
  expect(second.referral.furtherNeeds[0]?.identifier?.[0]?.value).toBe('need-2');
  // What it said about the person is kept, and the person of the first is untouched.
  expect(second.referral.patient.name).toEqual(first.referral.patient.name);
  expect(second.referral.others.map((r) => r.resourceType)).toEqual(['Patient']);
  expect((await ledger.load(first.referral.id))?.referral).toEqual(second.referral);
});

test('what comes with a further need keeps its references, beside what came with the first', async () => {
  const mood = (text: string): FhirResource => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text },
    subject: { reference: 'urn:uuid:person' },
    focus: [{ reference: 'urn:uuid:other-1' }, { reference: 'urn:uuid:request' }],
  });
  const person = { family: 'Refers', nhsNumber: '9990000026' };
  const first = await again(bundle('ref-1', person, [mood('first'), mood('second')]));
  const { id } = first.referral;
  const need = await again(bundle('ref-2', person, [mood('third'), mood('fourth')]));
  const focus = need.referral.others.map((r) =>
    r.resourceType === 'Observation' ? [r.id, ...(r.focus ?? []).map((f) => f.reference)] : [r.id],
  );
  expect(focus).toEqual([
    [`${id}.x1`, `Observation/${id}.x2`, `ServiceRequest/${id}.s1`],
    [`${id}.x2`, `Observation/${id}.x2`, `ServiceRequest/${id}.s1`],
    [`${id}.x3`],
    [`${id}.x4`, `Observation/${id}.x5`, `ServiceRequest/${id}.s2`],
    [`${id}.x5`, `Observation/${id}.x5`, `ServiceRequest/${id}.s2`],
  ]);
});

test('a further need with a risk needs a person first, as a first request does', async () => {
  const person = { family: 'Risk', nhsNumber: '9990000034' };
  const first = await submitted('risk-1', person);
  expect(needsPersonFirst(first.referral)).toBe(false);
  const message = bundle('risk-2', person);
  const request = message.entry?.[1]?.resource;
  if (request?.resourceType === 'ServiceRequest') request.note = [{ text: 'He says he wants to end his life.' }];
  const second = await again(message);
  expect(needsPersonFirst(second.referral)).toBe(true);
});

test('a repeat of the second is answered as the second was, also after the end; the same identifier again is a duplicate', async () => {
  const person = { family: 'Repeat', nhsNumber: '9990000042' };
  const first = await submitted('rep-1', person);
  const message = bundle('rep-2', person);
  const request = identity();
  const second = await again(message, { request });
  expect(await again(message, { request })).toMatchObject({
    kind: 'repeated',
    version: 2,
    serviceRequest: second.serviceRequest,
  });
  expect(await submit(message)).toMatchObject({ refusals: [{ code: 'duplicate', existing: second.serviceRequest }] });
  await end(first.referral.id);
  const before = await everything();
  expect(await again(message, { request })).toMatchObject({
    kind: 'repeated',
    version: 2,
    referral: { id: first.referral.id },
  });
  expect(await everything()).toEqual(before);
});

test('after the end of the first, the next request is a referral of its own and takes the guard over', async () => {
  const person = { family: 'Next', nhsNumber: '9990000050' };
  const first = await submitted('next-1', person);
  await end(first.referral.id);
  const before = await guards();
  const next = await again(bundle('next-2', person));
  expect(next).toMatchObject({ kind: 'created', version: 1 });
  expect(next.referral.id).not.toBe(first.referral.id);
  const after = await guards();
  expect(after).toHaveLength(before.length);
  expect(after.filter((g) => g.includes(next.referral.id))).toHaveLength(1);
  expect(after.filter((g) => g.includes(first.referral.id))).toEqual([]);
  // And the one after that belongs to the new one.
  expect(await again(bundle('next-3', person))).toMatchObject({
    kind: 'need-added',
    referral: { id: next.referral.id },
  });
  expect(await stored(first.referral.id)).toHaveLength(2);
});

test('two requests racing for one guard make one referral that holds both', async () => {
  const person = { family: 'Race', nhsNumber: '9990000069' };
  const done = await Promise.all(['race-1', 'race-2', 'race-3', 'race-4'].map((id) => again(bundle(id, person))));
  expect(done.map((d) => d.kind).toSorted()).toEqual(['created', 'need-added', 'need-added', 'need-added']);
  expect(new Set(done.map((d) => d.referral.reference)).size).toBe(1);
  const id = done[0]?.referral.id ?? '';
  const referral = (await ledger.load(id))?.referral;
  const identifiers = [referral?.request, ...(referral?.furtherNeeds ?? [])].map((r) => r?.identifier?.[0]?.value);
  expect(identifiers.toSorted()).toEqual(['race-1', 'race-2', 'race-3', 'race-4']);
  expect(chainFaults(await stored(id))).toEqual([]);
});

test('two requests racing to take over an ended one make one referral that holds both', async () => {
  const person = { family: 'Overtake', nhsNumber: '9990000077' };
  const first = await submitted('over-0', person);
  await end(first.referral.id);
  const done = await Promise.all(['over-1', 'over-2', 'over-3'].map((id) => again(bundle(id, person))));
  expect(done.map((d) => d.kind).toSorted()).toEqual(['created', 'need-added', 'need-added']);
  expect(new Set(done.map((d) => d.referral.id)).size).toBe(1);
});

test('a request that comes while the first is being ended is lost to neither', async () => {
  const person = { family: 'Ending', nhsNumber: '9990000085' };
  const first = await submitted('ending-0', person);
  const [, ...done] = await Promise.all([
    end(first.referral.id),
    ...['ending-1', 'ending-2'].map((id) => again(bundle(id, person))),
  ]);
  for (const d of done) {
    const kept = (await ledger.load(d.referral.id))?.referral;
    const ids = [kept?.request, ...(kept?.furtherNeeds ?? [])].map((r) => r?.id);
    expect(ids).toContain(d.serviceRequest);
  }
  expect((await ledger.load(first.referral.id))?.referral.task.status).toBe('rejected');
});

test('the guard is of one practice, one person and a traced number only', async () => {
  const person = { family: 'Guarded', nhsNumber: '9990000093' };
  const before = (await guards()).length;
  const first = await submitted('own-1', person);
  const elsewhere = await again(bundle('own-2', person), { actor: otherPractice });
  expect(elsewhere).toMatchObject({ kind: 'created' });
  const untraced = { family: 'Untraced' };
  const two = [await submitted('own-3', untraced), await submitted('own-4', untraced)];
  expect(two.map((t) => t.kind)).toEqual(['created', 'created']);
  expect(await guards()).toHaveLength(before + 2);
  expect(JSON.stringify(await guards())).not.toContain(person.nhsNumber);
  expect(first.referral.id).not.toBe(elsewhere.referral.id);
  expect(
    await act(elsewhere.referral.id, move(`${elsewhere.referral.id}.t1`, 'cancelled', because('x')), {
      actor: practice,
    }),
  ).toMatchObject({
    refusals: [{ code: 'not-found' }],
  });
});

test('the same number with the facts of another person is kept apart, and the sender hears of it', async () => {
  const first = await submitted('else-1', { family: 'First', nhsNumber: '9990000107', birthDate: '1948-03-02' });
  const second = await again(bundle('else-2', { family: 'Other', nhsNumber: '9990000107', birthDate: '1980-01-01' }));
  expect(second.kind).toBe('created');
  expect(second.referral.id).not.toBe(first.referral.id);
  expect(second.warnings.map((w) => w.code)).toContain('somebody-else');
  expect((await ledger.load(first.referral.id))?.referral).toEqual(first.referral);
});

test('a further need brings the newer ways to reach the person, and the sender hears that it was joined', async () => {
  const person = { family: 'Newer', nhsNumber: '9990000115' };
  const first = await submitted('newer-1', person);
  const second = await again(bundle('newer-2', { ...person, telephone: '01632 960999' }));
  expect(second.referral.id).toBe(first.referral.id);
  expect(second.referral.patient.telecom?.[0]?.value).toBe('01632 960999');
  expect(second.referral.patient.meta?.versionId).toBe('2');
  expect(second.warnings.map((w) => w.code)).toContain('joined');
  const sent = second.referral.task.input?.find((i) => i.type.coding?.[0]?.code === 'person-as-sent');
  expect(sent?.valueReference?.reference).toMatch(/^Patient\/.*\.x\d+$/);
});
