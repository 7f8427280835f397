import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { today } from '../../../functions/domain/calendar.ts';
import type { Answered } from './hub.ts';
import { askOnward, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const as = 'CWS01';
const hour = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();
const codesOf = ({ body }: Answered): string[] =>
  body.issue.map((i: { details: { coding: { code: string }[] } }) => i.details.coding[0]?.code);
const said = (answer: Answered): unknown[] => [answer.status, codesOf(answer)[0], answer.body.issue[0].expression?.[0]];

/** An onward Task that was accepted: its id. */
const onward = async (): Promise<string> => {
  const ids = await world.send('L99901');
  await world.change(as, `/Task/${ids.Task}`, { status: 'accepted' });
  const { Task = '' } = await askOnward(world, ids);
  await world.change(as, `/Task/${Task}`, { status: 'accepted' });
  return Task;
};

const meeting = (task: string, start = at(24)) => ({
  resourceType: 'Appointment',
  status: 'booked',
  start,
  end: new Date(Date.parse(start) + hour).toISOString(),
  comment: 'Rings the bell twice',
  description: 'First walk',
  minutesDuration: 50,
  identifier: [{ system: 'https://x.example/Id', value: '7' }],
  supportingInformation: [{ reference: `Task/${task}` }],
  extension: [
    { url: extensions.signedUpBy, valueString: 'Jo' },
    { url: extensions.meetingMode, valueCode: 'in-person' },
    { url: 'https://x.example/interpreter', valueCodeableConcept: { text: 'British Sign Language' } },
  ],
  participant: [
    { actor: { type: 'Location', display: 'The park' }, status: 'accepted' },
    { actor: { display: 'Interpreter' }, status: 'tentative' },
  ],
});
const post = (body: object, id: string = randomUUID()) =>
  world.ask('POST', '/Appointment', { as, body, headers: { 'X-Request-Id': id } });
const put = (shown: { meta: { versionId: string }; id: string; resourceType: string }, more: object = {}, by = as) =>
  world.ask('PUT', `/${shown.resourceType}/${shown.id}`, {
    as: by,
    body: { ...shown, ...more },
    headers: { 'If-Match': `W/"${shown.meta.versionId}"` },
  });

describe('a meeting', () => {
  test('is kept as it was sent, with the person among those who come', async () => {
    const task = await onward();
    const sent = meeting(task);
    const made = await post(sent);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { participant, ...rest } = sent;
    expect(made.body).toMatchObject(rest);
    expect(made.body.participant).toEqual([
      { actor: { reference: expect.stringMatching(/^Patient\/.*\.p1$/) }, status: 'accepted' },
      ...participant,
    ]);
  });

  test('that is put back as it was read writes nothing, whatever has become of it', async () => {
    const task = await onward();
    const { body: booked } = await post(meeting(task, at(0)));
    const same = async (shown: typeof booked) => {
      const answer = await put(shown);
      expect([answer.status, answer.body]).toEqual([200, shown]);
    };
    await same(booked);
    const { body: held } = await put(booked, { status: 'fulfilled' });
    await same(held);
    const { body: ahead } = await post(meeting(task));
    const { body: off } = await put(ahead, { status: 'cancelled', cancelationReason: { text: 'Rain' } });
    await same(off);
  });

  test('that moves keeps the rest; so does one of which something else is said', async () => {
    const { body: shown } = await post(meeting(await onward()));
    const moved = await put(shown, { start: at(48), end: at(49) });
    const { meta: _, start: __, end: ___, ...rest } = shown;
    expect(moved.body).toMatchObject({ ...rest, start: expect.not.stringContaining(shown.start) });
    const remark = await put(moved.body, { comment: 'Side door' });
    const { meta: ____, comment: _____, ...before } = moved.body;
    expect(remark.body).toMatchObject({ ...before, comment: 'Side door' });
    const { comment: ______, ...silent } = remark.body;
    const answer = await put(silent);
    expect(answer.body).not.toHaveProperty('comment');
  });

  test('and what is not sure of it stand together, and it is not put off', async () => {
    const { body: shown } = await post(meeting(await onward(), at(0)));
    const unsure = { url: extensions.attendance, valueCode: 'not-sure' };
    const { body: known } = await put(shown, { extension: [...shown.extension, unsure] });
    const elsewhere = await put(known, { comment: 'Side door' });
    expect(elsewhere.body.extension).toContainEqual(unsure);
    const without = elsewhere.body.extension.filter((e: { url: string }) => e.url !== extensions.attendance);
    expect(said(await put(elsewhere.body, { extension: without }))).toEqual([
      422,
      'immutable-element',
      'Appointment.extension',
    ]);
    expect(said(await put(elsewhere.body, { start: at(24), end: at(25) }))).toEqual([
      422,
      'meeting-begun',
      'Appointment.start',
    ]);
  });

  test('says who came, or that it is off, and nothing else with it', async () => {
    const { body: shown } = await post(meeting(await onward()));
    expect(said(await put(shown, { status: 'fulfilled', comment: 'x' }))).toEqual([
      422,
      'immutable-element',
      'Appointment.comment',
    ]);
    const reason = { text: 'Rain', coding: [{ system: 'https://x.example', code: 'wet' }] };
    expect(said(await put(shown, { status: 'cancelled', cancelationReason: reason, end: at(26) }))).toEqual([
      422,
      'immutable-element',
      'Appointment.end',
    ]);
    const off = await put(shown, { status: 'cancelled', cancelationReason: reason });
    expect(off.body.cancelationReason).toEqual(reason);
  });

  test('is of nobody else', async () => {
    const stranger = { actor: { reference: 'Patient/somebody' }, status: 'accepted' };
    const answer = await post({ ...meeting(await onward()), participant: [stranger] });
    expect(said(answer)).toEqual([422, 'wrong-parent', 'Appointment.participant']);
  });
});

describe('a meeting that is sent again', () => {
  test('with the same request id is answered as the first time, whatever was written since', async () => {
    const task = await onward();
    const [body, id] = [meeting(task), randomUUID()];
    const first = await post(body, id);
    await world.change(as, `/Task/${task}`, { status: 'in-progress' });
    const again = await post(body, id);
    expect([again.status, again.body, again.headers.location]).toEqual([201, first.body, first.headers.location]);
  });

  test('with a new one is a duplicate, which is named; once it is off, it is another meeting', async () => {
    const task = await onward();
    const body = meeting(task);
    const first = await post(body);
    const again = await post(body);
    expect([again.status, ...codesOf(again)]).toEqual([409, 'meeting-exists']);
    expect(again.body.issue[0].diagnostics).toContain(first.body.id);
    await world.change(as, `/Task/${task}`, { status: 'in-progress' });
    expect((await post(body)).status).toBe(409);
    await put(first.body, { status: 'cancelled', cancelationReason: { text: 'Rain' } });
    const anew = await post(body);
    expect([anew.status, anew.body.id]).not.toEqual([201, first.body.id]);
    expect(anew.status).toBe(201);
  });
});

describe('what was read and is put back writes nothing', () => {
  test.each(['L99901', 'CWS01'])('for %s: the request, and the Task', async (by) => {
    const ids = await world.send('L99901');
    for (const path of [`/ServiceRequest/${ids.ServiceRequest}`, `/Task/${ids.Task}`]) {
      const { body } = await world.ask('GET', path, { as: by });
      const answer = await put(body, {}, by);
      expect([answer.status, answer.body]).toEqual([200, body]);
    }
  });
});

describe('a Task that is put with something that the hub has no place for', () => {
  const coded = (text?: string) => ({ coding: [{ system: systems.businessStatus, code: 'acknowledged' }], text });
  const review = { url: extensions.reviewDate, valueDate: today(at(24)) };
  test.each<[string, object, string]>([
    ['an extension of its own', { extension: [{ url: 'https://x.example/e', valueCode: 'x' }] }, 'Task.extension'],
    ['a review date where nothing waits', { extension: [review] }, 'Task.extension'],
    ['a period', { executionPeriod: { start: '2026-01-01T00:00:00Z' } }, 'Task.executionPeriod'],
    ['words beside the business status', { businessStatus: coded('Rang twice') }, 'Task.businessStatus'],
    ['another owner', { owner: { reference: 'Organization/mens-shed' } }, 'Task.owner'],
    ['a location', { location: { display: 'Here' } }, 'Task.location'],
  ])('%s is refused there', async (_, more, expression) => {
    const { Task = '' } = await world.send('L99901');
    const { body } = await world.ask('GET', `/Task/${Task}`, { as });
    const kept = body.extension.filter((e: { url: string }) => e.url === extensions.statusSince);
    const { extension, ...others } = more as { extension?: object[] };
    const answer = await put(body, {
      ...others,
      ...(extension ? { extension: [...body.extension, ...extension] } : {}),
    });
    expect(kept).toHaveLength(1);
    expect([answer.status < 500 && answer.status >= 400, answer.body.issue[0].expression[0]]).toEqual([
      true,
      expression,
    ]);
    expect((await world.ask('GET', `/Task/${Task}`, { as })).body).toEqual(body);
  });

  test('what others code of a reason is kept', async () => {
    const { Task = '' } = await world.send('L99901');
    const statusReason = { coding: [{ system: 'https://x.example', code: 'full', display: 'Full' }], text: 'Full' };
    const answer = await world.change(as, `/Task/${Task}`, { status: 'rejected', statusReason });
    expect(answer.body.statusReason).toEqual(statusReason);
  });

  test('what is taken away of a pause is refused there', async () => {
    const { Task = '' } = await world.send('L99901');
    await world.change(as, `/Task/${Task}`, { status: 'accepted' });
    const { body } = await world.ask('GET', `/Task/${Task}`, { as });
    const statusReason = { text: 'In hospital' };
    const held = await put(body, { status: 'on-hold', statusReason, extension: [...body.extension, review] });
    expect(held.status, JSON.stringify(held.body)).toBe(200);
    const bare = held.body.extension.filter((e: { url: string }) => e.url !== extensions.reviewDate);
    expect((await put(held.body, { extension: bare })).body.issue[0].expression).toEqual(['Task.extension']);
    const { statusReason: _, ...unreasoned } = held.body;
    expect((await put(unreasoned)).body.issue[0].expression).toEqual(['Task.statusReason']);
  });
});
