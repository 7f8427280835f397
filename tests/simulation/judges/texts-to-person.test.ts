import type { Appointment, Communication, Patient, Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { movedOrOffIsSaid } from './meetings-told.ts';
import type { State } from './state.ts';
import { textsAreSafe } from './texts-to-person.ts';

const made = '2026-11-23T10:00:00.000Z';
const moved = '2026-11-24T10:00:00.000Z';
const safety = (valueCode: string) => [{ url: extensions.contactSafety, valueCode }];
const patient: Patient = {
  resourceType: 'Patient',
  name: [{ family: 'Underwood' }],
  telecom: [
    { system: 'phone', value: '07700 900123', extension: safety('safe') },
    { system: 'email', value: 'home@example.org', extension: safety('not-safe') },
  ],
};
const agreed: Patient = {
  ...patient,
  extension: [{ url: extensions.safeContact, extension: [{ url: 'naming', valueCode: 'yes' }] }],
};
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const task: Task = { resourceType: 'Task', id: 'r.t2', status: 'accepted', intent: 'order' };
const meetingAt = (start: string, status: Appointment['status'] = 'booked'): Appointment => ({
  ...{ resourceType: 'Appointment', id: 'r.a1', status, start },
  participant: [{ status: 'accepted', actor: { type: 'Location', display: 'Chosen Hill' } }],
});
const message = (says: string, sent: string): Communication => ({
  ...{ resourceType: 'Communication', id: says === 'signed-up' ? 'r.m1' : 'r.m3', status: 'in-progress', sent },
  category: [coded(systems.recordKind, 'person-message')],
  topic: coded(systems.personMessage, says),
  about: [{ reference: 'Task/r.t2' }, { reference: 'Appointment/r.a1' }],
});
const arrived: Communication = {
  ...{ resourceType: 'Communication', id: 'r.m2', status: 'completed', sent: made },
  category: [coded(systems.recordKind, 'delivery')],
  topic: coded(systems.deliveryOutcome, 'infrastructure-ack'),
  partOf: [{ reference: 'Communication/r.m1' }],
};
const stateAt = (at: string, more: Partial<State> = {}): State => ({
  ...{ version: 1, at, aborts: [], consents: [], requests: [], flags: [], answers: [], since: new Map(), patient },
  task: { ...task, id: 'r.t1', status: 'in-progress' },
  onward: [{ task, meetings: [meetingAt('2026-11-26T10:00:00.000Z')] }],
  said: [message('signed-up', made), arrived],
  ...more,
});

const text = {
  ...{ at: '2026-11-23T10:01:00.000Z', to: '+447700900123', status: 'delivered' },
  body: 'Hello. You have a place on Thursday.',
};
const faults = (one: Partial<typeof text>, now = stateAt(made)): readonly string[] =>
  textsAreSafe({
    notify: { outbox: () => [{ ...text, ...one }] },
    books: [{ id: 'r', states: [now], now }],
  }).faults;

test('a text that may go finds no fault, nor does one that names what they agreed to', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ body: 'At Friday Singers, Chosen Hill.' }, stateAt(made, { patient: agreed }))).toEqual([]);
});

test.each([
  ['a channel that is not safe', { to: 'home@example.org' }, /nobody called safe/],
  ['a number that is nobody’s', { to: '+447700900999' }, /nobody’s/],
  ['a text by night', { at: '2026-11-23T22:30:00.000Z' }, /outside/],
  ['a group', { body: 'At Friday Singers.' }, /says "Friday Singers"/],
  ['a place', { body: 'At Chosen Hill.' }, /says "Chosen Hill"/],
  ['a service', { body: 'From the Community Wellbeing Service.' }, /says "wellbeing"/],
  ['a reason', { body: 'As you feel lonely.' }, /says "lonel"/],
  ['a name', { body: 'Dear Mrs Underwood.' }, /says "Underwood"/],
  ['a message that came nowhere', { status: 'sending' }, /and nothing did/],
])('planted: %s is found', (_, planted, says) => {
  expect(faults(planted).join('\n')).toMatch(says);
});

test('planted: a service and a reason are found whatever they agreed to, and a text to who is to be left alone', () => {
  const open = stateAt(made, { patient: agreed });
  expect(faults({ body: 'As you feel lonely, from Wellbeing.' }, open)).toHaveLength(2);
  const died: Communication = {
    ...{ resourceType: 'Communication', id: 'r.m4', status: 'in-progress', sent: made },
    ...{ category: [coded(systems.recordKind, 'circumstance')], topic: coded(systems.circumstance, 'died') },
  };
  expect(faults({}, stateAt(made, { said: [message('signed-up', made), arrived, died] }))[0]).toMatch(/left alone/);
});

test('planted: a meeting that moved, or that is off, of which nothing is to be said is found, and one that is said is not', () => {
  const before = stateAt(made);
  const off = { meetings: [meetingAt('2026-11-26T10:00:00.000Z', 'cancelled')], task };
  const later = { meetings: [meetingAt('2026-11-27T10:00:00.000Z')], task };
  const came = { meetings: [meetingAt('2026-11-26T10:00:00.000Z', 'fulfilled')], task };
  const judged = (onward: State['onward'][number], said: readonly Communication[]) => {
    const after = stateAt(moved, { version: 2, onward: [onward], said: [...before.said, ...said] });
    const entry = { at: made, client: '', organisation: '', action: '', request: '' };
    return movedOrOffIsSaid({
      books: [{ id: 'r', entries: [entry], states: [before, after], now: after, broken: [] }],
    }).faults;
  };
  expect(judged(off, [])).toHaveLength(1);
  expect(judged(later, [])).toHaveLength(1);
  expect(judged(later, [message('cancelled', moved)])).toHaveLength(1);
  expect(judged(off, [message('cancelled', moved)])).toEqual([]);
  expect(judged(later, [message('moved', moved)])).toEqual([]);
  expect(judged(came, [])).toEqual(['no meeting was moved or called off']);
});
