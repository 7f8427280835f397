import type { Consent, Flag, Patient, Task } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import type { Book } from './book.ts';
import { movedOnAsChosen } from './moved-on.ts';
import type { State } from './state.ts';

const walking = { coding: [{ system: 'http://snomed.info/sct', code: 'walking' }] };
const said = (group: string, type: 'permit' | 'deny', version: number, purpose = walking.coding): Consent => ({
  ...{ resourceType: 'Consent', status: 'active', meta: { versionId: String(version) } },
  ...{ scope: { text: 'sharing' }, category: [{ text: 'sharing' }] },
  provision: {
    ...{ type, purpose },
    actor: [{ role: { text: 'recipient' }, reference: { reference: `Organization/${group}` } }],
  },
});
const onward = (n: number, status: Task['status']) => ({
  meetings: [],
  task: {
    ...({ resourceType: 'Task', id: `r.t${n}`, intent: 'order', status } as const),
    ...{ owner: { reference: `Organization/g${n}` }, focus: { reference: `ServiceRequest/r.s${n}` } },
  },
});
const numbers = [2, 3, 4, 5];
const groups = numbers.map((n) => `g${n}`);
const agreed = groups.map((group) => said(group, 'permit', 1));

/** As of a version: how each of the groups stands, and what the person said. */
const state = (version: number, statuses: readonly Task['status'][], consents = agreed): State => ({
  ...{
    version,
    at: '2026-11-23T10:00:00.000Z',
    aborts: [],
    answers: [],
    said: [],
    since: new Map(),
    patient: undefined,
    consents,
  },
  task: { resourceType: 'Task', id: 'r.t1', status: 'in-progress', intent: 'order' },
  flags: [],
  requests: numbers.map((n) => ({
    ...({ resourceType: 'ServiceRequest', id: `r.s${n}`, status: 'active', intent: 'plan' } as const),
    ...{ subject: { reference: 'Patient/r.p1' }, code: walking },
  })),
  onward: statuses.map((status, n) => onward(n + 2, status)),
});

/** The first state is somebody's; whose the others are is said. */
const bookOf = (first: State, ...others: readonly (readonly [string, State])[]): Book => {
  const entry = (client: string) => ({ at: '', client, organisation: '', action: '', request: '' });
  const rest = others.map(([, one]) => one);
  return {
    ...{ id: 'r', broken: [], now: rest.at(-1) ?? first, states: [first, ...rest] },
    entries: [entry('cws'), ...others.map(([client]) => entry(client))],
  };
};

/** Beside a referral that was moved on, and one of somebody to be careful of that a human went on with. */
const judged = (...told: Parameters<typeof bookOf>): readonly string[] =>
  movedOnAsChosen({ books: [bookOf(...told), ...proof] }).faults;

const no = 'rejected';
const [declined, asked] = [state(2, [no, 'draft', 'draft', 'draft']), state(3, [no, 'requested', 'draft', 'draft'])];
const [secondNo, second] = [state(4, [no, no, 'draft', 'draft']), state(5, [no, no, 'requested', 'draft'])];
const third = state(7, [no, no, no, 'requested']);
const flag: Flag = {
  ...{ resourceType: 'Flag', status: 'active', code: { text: 'risk' }, subject: { reference: 'Patient/r.p1' } },
};
const carefully = (one: State): State => ({ ...one, flags: [flag] });
const byHub = bookOf(declined, ['handover', asked]);
const byHuman = bookOf(carefully(declined), ['cws', carefully(asked)]);
const proof = [byHub, byHuman];

test('two moves to what the person chose are none, nor is what a human asks after them', () => {
  const twice = [
    ['handover', asked],
    ['g3', secondNo],
    ['handover', second],
  ] as const;
  const thirdNo = ['g4', state(6, [no, no, no, 'draft'])] as const;
  expect(judged(declined, ...twice)).toEqual([]);
  expect(judged(declined, ...twice, thirdNo, ['cws', third])).toEqual([]);
  expect(judged(declined, ...twice, thirdNo, ['handover', third])).toEqual(['r was moved on 3 times']);
});

test.each([
  ['nobody permitted it', []],
  ['it was for another group', [said('g2', 'permit', 1)]],
  ['it was for something else', [said('g3', 'permit', 1, [{ system: 'http://snomed.info/sct', code: 'choir' }])]],
  ['they took it back', [said('g3', 'permit', 1), said('g3', 'deny', 2)]],
  ['they want nothing of that group', [said('g3', 'permit', 1), said('g3', 'deny', 2, [])]],
])('planted: a group that the hub asked is found where %s', (_, consents) => {
  expect(judged(state(2, [no, 'draft'], consents), ['handover', asked])).toEqual([
    'r.t3 was asked, and its person had not said yes to g3',
  ]);
});

test('planted: a group that was no draft of anybody is found, and a yes that came after a no is a yes', () => {
  expect(judged(state(2, [no]), ['handover', asked])).toEqual(['r.t3 was asked, and nobody had chosen it']);
  const again = [said('g3', 'deny', 1), said('g3', 'permit', 2)];
  expect(judged(state(2, [no, 'draft'], again), ['handover', asked])).toEqual([]);
});

const person: Patient = { resourceType: 'Patient', id: 'r.p1' };
const notSafe = [{ url: extensions.contactSafety, valueCode: 'not-safe' }];
test.each<[string, Partial<State>]>([
  ['a flag', { flags: [flag] }],
  ['a number that is not safe', { patient: { ...person, telecom: [{ value: '01632 960001', extension: notSafe }] } }],
  ['a wish how to be reached', { patient: { ...person, extension: [{ url: extensions.safeContact }] } }],
])('planted: that the hub went on by itself is found where there is %s', (_, careful) => {
  expect(judged({ ...declined, ...careful }, ['handover', { ...asked, ...careful }])).toEqual([
    'r.t3 was asked, and its person is somebody to be careful of',
  ]);
});

test('a run in which the hub asked nobody by itself proves nothing, nor does one in which nobody was careful', () => {
  expect(movedOnAsChosen({ books: proof }).faults).toEqual([]);
  expect(movedOnAsChosen({ books: [byHuman] }).faults).toEqual(['the hub asked no group by itself']);
  expect(movedOnAsChosen({ books: [byHub] }).faults).toEqual([
    'no next group was left to a human for somebody to be careful of',
  ]);
});
