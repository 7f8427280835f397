import type { Consent } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { isGivenUp } from '../../functions/views/attention.ts';
import { sendWaiting } from '../../infra/operator/send-waiting.ts';
import { objection } from '../unit/domain/acts.ts';
import { booked, day, opened } from '../unit/views/made-referral.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, session } from './group-hub.ts';
import { jo, linesIn, linkPages } from './group-links.ts';

/** Who has only links is told what who has software is told: that somebody is not to be waited for. */
const notifying = groupHubs();
const task = `${idOf(0)}.t2`;
const ada: Actor = { client: 'cws', organisation: 'CWS01' };
/** On their own page. */
const person: Actor = { client: 'person', organisation: 'CWS01', as: ['person'] };
const ahead = (d: number) => ({
  ...{ start: day(d, 10), end: day(d, 11), mode: 'in-person', place: 'The park gate', signedUpBy: 'Link worker' },
});

/** Ada does something, and what follows from it is sent. */
const does = async (one: GroupHub, action: Action, actor: Actor = ada, referral = idOf(0)): Promise<string> => {
  const id = `${action.kind} ${one.notify.outbox().length} ${one.now()}`;
  const done = await actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined })({
    ...{ referral, actor, action },
    request: { id, correlation: id, bodyHash: id },
  });
  expect(done).toMatchObject({ ok: true });
  await one.project(referral);
  await one.deliver(referral);
  return (await one.ledger.load(referral))?.referral.onward[0]?.meetings.at(-1)?.id ?? '';
};
const bodies = (one: GroupHub): string[] => one.notify.outbox().map(({ body }) => body);

/** Gwen is to come once more, on a day that is ahead, and Jo was told. */
const expected = async () => {
  const one = await notifying();
  await session(one, [gwen]);
  const meeting = await does(one, { kind: 'name-meeting', task, meeting: ahead(22) });
  expect(bodies(one).at(-1)).toContain('Somebody is coming to Tuesday Walking Group');
  return { one, meeting, path: linkIn(bodies(one).at(-1)) };
};

const reason = { text: 'Ill' };
const no = { code: 'declined-by-person', text: 'No' };
const said = { kind: 'record-result', task, result: 'could-not-come' } as const;

test.each<[string, (meeting: string) => Action, Actor]>([
  ['the meeting is called off', (appointment) => ({ kind: 'cancel-meeting', appointment, reason }), ada],
  ['the person cannot come', (appointment) => ({ ...said, appointment, by: 'person' }), person],
  ['they told the service so', (appointment) => ({ ...said, appointment }), ada],
])('%s: whoever was told to expect somebody is told once not to wait, and nothing of who it is', async (...of) => {
  const [_, action, actor] = of;
  const { one, meeting, path } = await expected();
  const before = bodies(one).length;
  await does(one, action(meeting), actor);
  const [told = '', ...more] = bodies(one).slice(before);
  expect(more).toEqual([]);
  expect(told).toContain('is not coming. Please do not wait for them.');
  expect(linkIn(told)).toBe(path);
  expect(told).not.toMatch(/Gwen|HO-|Ill/);
  await does(one, { kind: 'update-task', task, to: 'cancelled', reason: no, businessStatus: 'withdrawn' });
  expect(bodies(one)).toHaveLength(before + 1);
});

test('their request is taken back before it began: whoever waits is told', async () => {
  const { one } = await expected();
  const before = bodies(one).length;
  await does(one, { kind: 'update-task', task, to: 'cancelled', reason: no, businessStatus: 'withdrawn' });
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('is not coming')]);
});

test('the person wants no more of what has begun: whoever waits is told, and the list says so of them', async () => {
  const { one, path } = await expected();
  await does(one, { kind: 'record-result', task, appointment: `${idOf(0)}.a1`, result: 'attended' });
  await does(one, { kind: 'update-task', task, to: 'in-progress' });
  const before = bodies(one).length;
  await does(one, { kind: 'request-abort', task, reason: no });
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('is not coming')]);
  expect((await linkPages(one).get(path)).body).toContain('Is not to come any more');
  // It is taken back: they come after all.
  const abort = (await one.ledger.load(idOf(0)))?.referral.aborts[0]?.id ?? '';
  await does(one, { kind: 'update-task', task: abort, to: 'cancelled', reason: { text: 'A mistake' } });
  expect(bodies(one).slice(before + 1)).toEqual([expect.stringContaining('Somebody is coming to')]);
});

test('what the group says itself it is not told', async () => {
  const { one, path } = await expected();
  const pages = linkPages(one);
  const [line] = linesIn(await pages.get(path));
  const before = bodies(one).length;
  expect((await pages.post(path, { ...line?.fields, answer: 'could-not-come' })).statusCode).toBe(303);
  await one.project(idOf(0));
  await one.deliver(idOf(0));
  expect(bodies(one)).toHaveLength(before);
});

test('tapped on the wrong line before it began: one tap takes it back, and the person stands on the list as before', async () => {
  const { one, path } = await expected();
  const pages = linkPages(one);
  const lineNow = async () => linesIn(await pages.get(path))[0];
  expect((await lineNow())?.answers).toEqual(['could-not-come']);
  await pages.post(path, { ...(await lineNow())?.fields, answer: 'could-not-come' });
  const said = await lineNow();
  expect([said?.saved, said?.answers]).toEqual(['Saved: Told us they could not', ['could-not-come', 'can-come']]);
  expect((await pages.post(path, { ...said?.fields, answer: 'can-come' })).statusCode).toBe(303);
  const [again, ...more] = linesIn(await pages.get(path));
  expect([more, again?.saved, again?.answers]).toEqual([[], undefined, ['could-not-come']]);
  const meetings = (await one.ledger.load(idOf(0)))?.referral.onward[0]?.meetings ?? [];
  expect(meetings.at(-1)).toMatchObject({ status: 'booked', start: meetings.at(-2)?.start });
  // A second tap on the page of before was taken, and a new one there says nothing.
  expect((await pages.post(path, { ...said?.fields, answer: 'can-come' })).statusCode).toBe(303);
  const other = { ...said?.fields, request: again?.fields.request ?? '', answer: 'can-come' };
  expect((await pages.post(path, other)).statusCode).toBe(422);
});

test('moved, and moved back: each time they are told, with the day before, and their newest message is right', async () => {
  const { one, meeting, path } = await expected();
  const move = (d: number) => does(one, { kind: 'name-meeting', task, appointment: meeting, meeting: ahead(d) });
  await move(23);
  expect(bodies(one).at(-1)).toMatch(/on Tuesday 24 November at 10:00 is to come on Wednesday 25 November at 10:00/);
  await move(22);
  expect(bodies(one).at(-1)).toMatch(/on Wednesday 25 November at 10:00 is to come on Tuesday 24 November at 10:00/);
  expect(linkIn(bodies(one).at(-1))).toBe(path);
  await move(23);
  expect(bodies(one).at(-1)).toContain('is to come on Wednesday 25 November');
});

test('who was told that nobody comes is told anew when somebody is named for that session', async () => {
  const { one, meeting } = await expected();
  await does(one, { kind: 'cancel-meeting', appointment: meeting, reason });
  const before = bodies(one).length;
  await does(one, { kind: 'name-meeting', task, meeting: ahead(22) });
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('Somebody is coming to')]);
});

const provision: Consent['provision'] = {
  type: 'deny',
  actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/walking-group' } }],
};
const self = { reference: `Patient/${idOf(0)}.p1` };
test('whom the group itself said not to expect leaves a list on which the next is news', async () => {
  const { one, path } = await expected();
  const pages = linkPages(one);
  const [line] = linesIn(await pages.get(path));
  await pages.post(path, { ...line?.fields, answer: 'could-not-come' });
  await one.told(booked(opened({ patient: gwen })), idOf(5));
  const before = bodies(one).length;
  await does(one, { kind: 'name-meeting', task: `${idOf(5)}.t2`, meeting: ahead(22) }, ada, idOf(5));
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('Somebody is coming to')]);
});

test('a second person of a session is no message of their own, and no touch of a meeting is', async () => {
  const { one, meeting } = await expected();
  await one.told(booked(opened({ patient: gwen })), idOf(5));
  const before = bodies(one).length;
  await does(one, { kind: 'name-meeting', task: `${idOf(5)}.t2`, meeting: ahead(22) }, ada, idOf(5));
  await does(one, { kind: 'name-meeting', task, appointment: meeting, meeting: { ...ahead(22), know: 'Bring a cup' } });
  expect(bodies(one)).toHaveLength(before);
});

/** Two more are named at the same moment, for the session of the 22nd. */
const namedTogether = async (one: GroupHub): Promise<readonly string[]> => {
  const others = [5, 6].map(idOf);
  const act = actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined });
  for (const id of others) {
    await one.told(booked(opened({ patient: gwen })), id);
    const action: Action = { kind: 'name-meeting', task: `${id}.t2`, meeting: ahead(22) };
    const request = { id, correlation: id, bodyHash: id };
    expect(await act({ referral: id, actor: ada, action, request })).toMatchObject({ ok: true });
    await one.project(id);
  }
  const before = bodies(one).length;
  await Promise.all(others.map((id) => one.deliver(id)));
  return bodies(one).slice(before);
};
const theyCome = [expect.stringContaining('Somebody is coming to')];

test('two who are named at once for a session of which nobody knows are one message', async () => {
  const one = await notifying();
  await session(one, [gwen]);
  expect(await namedTogether(one)).toEqual(theyCome);
});

test('so are two who are named at once after the last one was called off', async () => {
  const { one, meeting } = await expected();
  await does(one, { kind: 'cancel-meeting', appointment: meeting, reason });
  expect(await namedTogether(one)).toEqual(theyCome);
});

test('what did not go out of the next is not taken for said by the one after', async () => {
  const { one, meeting } = await expected();
  await does(one, { kind: 'cancel-meeting', appointment: meeting, reason });
  one.change('walking-group', { organiser: { ...jo, returned: one.now() } });
  await one.told(booked(opened({ patient: gwen })), idOf(5));
  await does(one, { kind: 'name-meeting', task: `${idOf(5)}.t2`, meeting: ahead(22) }, ada, idOf(5));
  one.change('walking-group', { organiser: jo });
  const before = bodies(one).length;
  await does(one, { kind: 'name-meeting', task, meeting: ahead(22) });
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('Somebody is coming to')]);
});

test('the person objects to the group: that nobody is to be waited for is said all the same, and nothing else', async () => {
  const { one } = await expected();
  const before = bodies(one).length;
  await does(one, {
    kind: 'record-permission',
    consent: { ...objection('walking-group'), patient: self, performer: [self], provision },
  });
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('is not coming')]);
});

test('a change that did not arrive, said again once the contact is sure, is still a change', async () => {
  const { one, meeting } = await expected();
  one.change('walking-group', { organiser: { ...jo, returned: one.now() } });
  await does(one, { kind: 'cancel-meeting', appointment: meeting, reason });
  const before = bodies(one).length;
  expect(await one.row(`walking-group#L#a00000${meeting.slice(-1)}`, idOf(0))).toMatchObject({ outcome: 'by-hand' });
  one.change('walking-group', { organiser: jo });
  const at = { ...one, ...one.ports, area: thisArea, again: (of: string) => one.deliver(of) };
  expect(await sendWaiting(at, 'walking-group')).toBe(1);
  expect(bodies(one).slice(before)).toEqual([expect.stringContaining('is not coming')]);
});

test('what Notify could not bring, of a change after which more was changed, is heard of', async () => {
  const { one, meeting } = await expected();
  await does(one, { kind: 'cancel-meeting', appointment: meeting, reason });
  const { reference = '' } = one.notify.outbox().at(-1) ?? {};
  const before = bodies(one).length;
  await does(one, { kind: 'update-task', task, to: 'cancelled', reason: no, businessStatus: 'withdrawn' });
  expect(bodies(one)).toHaveLength(before);
  await heardOfNotify(one.ports)({ reference, status: 'permanent-failure' });
  const row = await one.row(`walking-group#L#a00000${meeting.slice(-1)}`, idOf(0));
  expect(row && isGivenUp(row)).toBe(true);
});
