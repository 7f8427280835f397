import type { FhirResource, Flag } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { communicationKinds } from '../../../contracts/lifecycle/codes.ts';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, concept } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { type Referral, referenceTo } from '../../../functions/domain/referral.ts';
import { needsPersonFirst, personFirstFlags } from '../../../functions/domain/said/person-first.ts';
import { because, closeWith, move, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, hub, id, otherPractice, practice, t1, t2 } from './cast.ts';
import { onwards, referrals } from './reachable.ts';
import { next, opened, refusalsOf, request, story } from './referrals.ts';

describe('what the coordinator records', () => {
  const accepted = () => next(opened(), coordinator, move(t1, 'accepted'));

  test('is about this referral or one of its onward requests', () => {
    const withGroup = onwards.requested?.() ?? opened();
    for (const task of [t1, t2]) expect(refusalsOf(withGroup, coordinator, recorded('conversation', task))).toEqual([]);
    expect(refusalsOf(accepted(), coordinator, recorded('conversation', t2))).toEqual(['wrong-parent']);
    expect(refusalsOf(accepted(), coordinator, recorded('conversation', t1, { about: [] }))).toEqual(['wrong-parent']);
  });

  test.each(Object.keys(communicationKinds))('of the kind %s', (kind) => {
    // What somebody said needs words, and what became of it what it was: feedback.test.ts; who was not there cannot go again: go-again.test.ts.
    const lacks: Record<string, string[]> = {
      feedback: ['missing-element'],
      'go-again': ['unknown-code', 'wrong-parent'],
      'option-declined': ['missing-element'],
      'feedback-reply': ['wrong-parent', 'unknown-code'],
    };
    const known = ['conversation', 'contact-attempt', 'risks-read'].includes(kind);
    const code = Object.keys(communicationKinds).find((k): k is keyof typeof communicationKinds => k === kind);
    const action = recorded(code ?? 'conversation', t1, { sender: { display: 'A. Nurse' } });
    expect(refusalsOf(accepted(), coordinator, action)).toEqual(lacks[kind] ?? (known ? [] : ['unknown-code']));
  });

  test('has happened', () => {
    for (const status of ['entered-in-error', 'preparation', 'on-hold', 'stopped', 'unknown'] as const)
      expect(refusalsOf(accepted(), coordinator, recorded('conversation', t1, { status }))).toEqual(['invalid-input']);
  });

  test('may be that the first conversation was not possible, once, with a reason', () => {
    const notDone = { status: 'not-done' as const, statusReason: { text: 'In hospital' } };
    const impossible = recorded('conversation', t1, notDone);
    expect(refusalsOf(accepted(), coordinator, impossible)).toEqual([]);
    expect(refusalsOf(accepted(), coordinator, recorded('conversation', t1, { status: 'not-done' }))).toEqual([
      'reason-missing',
    ]);
    for (const before of [impossible, recorded('conversation')])
      expect(refusalsOf(next(accepted(), coordinator, before), coordinator, impossible)).toEqual(['invalid-input']);
    const attempt = recorded('contact-attempt', t1, notDone);
    expect(refusalsOf(accepted(), coordinator, attempt)).toEqual(['invalid-input']);
    const withGroup = onwards.requested?.() ?? opened();
    expect(refusalsOf(withGroup, coordinator, recorded('conversation', t2, notDone))).toEqual(['invalid-input']);
  });

  test('that was not possible is no conversation: nothing that needs one is allowed by it', () => {
    const notDone = { status: 'not-done' as const, statusReason: { text: 'In hospital' } };
    const tried = next(accepted(), coordinator, recorded('conversation', t1, notDone));
    expect(refusalsOf(tried, coordinator, closeWith('advice-only'))).toEqual(['outcome-untrue']);
    expect(refusalsOf(tried, practice, move(t1, 'entered-in-error', because('Wrong person')))).toEqual([]);
  });

  test('happened at an instant that is kept in one form, and not in the future', () => {
    const at = (sent: string) => recorded('conversation', t1, { sent });
    const kept = next(accepted(), coordinator, at('2026-11-02T11:00:30+02:00'));
    expect(kept.communications[0]?.sent).toBe('2026-11-02T09:00:30.000Z');
    expect(refusalsOf(accepted(), coordinator, at(day(1)))).toEqual(['invalid-input']);
    for (const sent of ['2026-11-02', '2026', 'now', '2026-02-30T09:00:00Z'])
      expect(refusalsOf(accepted(), coordinator, at(sent))).toEqual(['invalid-input']);
  });

  test('may also be written when all is over', () => {
    // A draft is not theirs yet.
    for (const status of taskStatuses.filter((s) => s !== 'draft'))
      expect(refusalsOf(referrals[status]?.() ?? opened(), coordinator, recorded('conversation'))).toEqual([]);
  });

  test('is nobody else’s to write', () => {
    expect(refusalsOf(accepted(), practice, recorded('conversation'))).toEqual(['not-yours-to-change']);
    const withGroup = onwards.accepted?.() ?? opened();
    for (const other of [group, otherPractice, hub])
      expect(refusalsOf(withGroup, other, recorded('conversation', t2))).toEqual(['not-found']);
  });
});

describe('needs a person first', () => {
  const alert: Flag = {
    resourceType: 'Flag',
    id: `${id}.x1`,
    status: 'active',
    code: { text: 'Large dog' },
    subject: { reference: `Patient/${id}.p1` },
  };
  const read = recorded('risks-read', t1, { sender: { display: 'Dr A. Nurse' } });

  test('is due the same working day from the moment it was raised, and no move puts it off', () => {
    const due = (referral: ReturnType<typeof opened>) =>
      obligations(referral).find((o) => o.what === 'person-first')?.due;
    expect(due(opened({ personFirst: true }))).toBe(day(0, 17));
    expect(due(next(opened({ personFirst: true }), coordinator, move(t1, 'accepted'), day(2)))).toBe(day(0, 17));
  });

  test('is over when a named professional has read the risks; other flags stay as they were sent', () => {
    const risky = opened({ personFirst: true, others: [alert] });
    expect(needsPersonFirst(risky)).toBe(true);
    const seen = next(risky, coordinator, read);
    expect(needsPersonFirst(seen)).toBe(false);
    expect(seen.others.find((r) => r.id === alert.id)).toMatchObject({ status: 'active', meta: { versionId: '1' } });
    expect(obligations(seen).map((o) => o.what)).toEqual(['answer-request']);
  });

  test('is read by somebody with a name, and not before it came', () => {
    const risky = opened({ personFirst: true });
    const by = (display: string, sent?: string) =>
      recorded('risks-read', t1, { sender: { display }, ...(sent ? { sent } : {}) });
    for (const name of ['', '.', ' ', 'X', '12', '?!'])
      expect(refusalsOf(risky, coordinator, by(name))).toEqual(['missing-element']);
    expect(refusalsOf(risky, coordinator, recorded('risks-read'))).toEqual(['missing-element']);
    for (const name of ['Li', 'A. Nurse', 'Łucja Ó Briain'])
      expect(refusalsOf(risky, coordinator, by(name))).toEqual([]);
    expect(refusalsOf(risky, coordinator, by('A. Nurse', '2001-01-01T09:00:00Z'))).toEqual(['invalid-input']);
    expect(refusalsOf(risky, coordinator, by('A. Nurse', '2026-11-02T08:59:00Z'))).toEqual(['invalid-input']);
    // To the minute: a system that writes no seconds is not told that its user read too early.
    const soon = next(risky, coordinator, by('A. Nurse', '2026-11-02T09:00:00Z'));
    expect(needsPersonFirst(soon)).toBe(false);
  });

  test('stays for what came after it was read', () => {
    const need = { kind: 'add-need' as const, request, others: [], personFirst: true };
    const twice = next(opened({ personFirst: true }), practice, need, day(2));
    const morning = recorded('risks-read', t1, { sender: { display: 'A. Nurse' }, sent: day(1) });
    const [left, ...none] = personFirstFlags(next(twice, coordinator, morning, day(3)));
    expect(left?.period?.start).toBe(day(2));
    expect(none).toEqual([]);
    expect(personFirstFlags(next(twice, coordinator, read, day(3)))).toEqual([]);
  });

  test('is where whoever works from Tasks finds it: an input of the Task leads to each flag', () => {
    const need = { kind: 'add-need' as const, request, others: [], personFirst: true };
    const twice = next(opened({ personFirst: true }), practice, need);
    const led = (referral: Referral) =>
      (referral.task.input ?? [])
        .filter((i) => codeIn(systems.request, i.type) === 'needs-person-first')
        .map((i) => i.valueReference?.reference);
    expect(led(opened())).toEqual([]);
    expect(led(twice)).toEqual(personFirstFlags(twice).map(referenceTo));
    expect(personFirstFlags(twice)).toHaveLength(2);
  });

  test('is raised again by a further need with a risk', () => {
    const seen = next(opened({ personFirst: true }), coordinator, read);
    const need = { kind: 'add-need' as const, request, others: [], personFirst: true };
    const again = next(seen, practice, need);
    expect(needsPersonFirst(again)).toBe(true);
    const accepted = next(again, coordinator, move(t1, 'accepted'));
    expect(refusalsOf(accepted, coordinator, onwardTo('walking-group'))).toEqual(['person-first']);
  });
});

describe('a further need', () => {
  const need = (others: readonly FhirResource[] = []) => ({
    kind: 'add-need' as const,
    request: { ...request, id: 'x' },
    others,
  });

  test('is kept beside the request, under its own number, and told to the coordinator', () => {
    const other: FhirResource = { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'Mood' } };
    const added = next(onwards.accepted?.() ?? opened(), practice, need([other]));
    expect(added.furtherNeeds.map((n) => n.id)).toEqual([`${id}.s4`]);
    expect(added.others.map((r) => r.id)).toEqual([`${id}.x1`]);
    expect(added.task.input).toEqual([
      {
        type: concept('https://fhir.handover.example/CodeSystem/request-detail', 'further-need'),
        valueReference: { reference: `ServiceRequest/${id}.s4` },
      },
    ]);
  });

  test('is somebody’s to take up, also while a group is at work for the first', () => {
    const begun = next(onwards['in-progress']?.() ?? opened(), coordinator, recorded('conversation'));
    const added = next(begun, practice, need());
    const owed = (referral: typeof added) => obligations(referral).map((o) => `${o.who} ${o.what}`);
    expect(owed(added)).toContain('CWS01 next-step');
    const [first] = added.furtherNeeds;
    const forIt = onwardTo('choir');
    const basedOn = [{ reference: `ServiceRequest/${first?.id}` }];
    for (const action of [recorded('conversation'), { ...forIt, request: { ...forIt.request, basedOn } }])
      expect(owed(next(added, coordinator, action))).not.toContain('CWS01 next-step');
    expect(owed(next(added, coordinator, forIt))).toContain('CWS01 next-step');
  });

  test('comes from the same referrer, and only while the referral is open', () => {
    expect(refusalsOf(opened(), coordinator, need())).toEqual(['not-found']);
    expect(refusalsOf(opened(), otherPractice, need())).toEqual(['not-found']);
    for (const status of ['completed', 'failed', 'cancelled', 'rejected', 'entered-in-error'] as const)
      expect(refusalsOf(referrals[status]?.() ?? opened(), practice, need())).toEqual(['ended']);
  });
});

test('what a sender puts beside its request is kept and never taken for a Task, a meeting or a record of ours', () => {
  const strange: FhirResource[] = [
    { resourceType: 'Task', status: 'accepted', intent: 'order', focus: { reference: `ServiceRequest/${id}.s1` } },
    { resourceType: 'Task', status: 'requested', intent: 'order' },
    { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: {} },
    {
      resourceType: 'Appointment',
      status: 'fulfilled',
      participant: [],
      supportingInformation: [{ reference: `Task/${t2}` }],
    },
    recordedBySender(),
  ];
  const others = strange.map((r, i): FhirResource => ({ ...r, id: `${id}.x${i + 1}` }));
  const referral = opened({ others });
  expect([referral.onward, referral.aborts, referral.communications, referral.furtherNeeds]).toEqual([[], [], [], []]);
  expect(referral.others).toHaveLength(5);
  const asked = story(referral, [coordinator, move(t1, 'accepted')], [coordinator, onwardTo('walking-group')]);
  expect(asked.onward.map((o) => [o.task.id, o.meetings])).toEqual([[t2, []]]);
  expect(refusalsOf(asked, coordinator, move(`${id}.x1`, 'completed', because('x')))).toEqual(['not-found']);
});

const recordedBySender = (): FhirResource => {
  const action = recorded('risks-read', t1);
  if (action.kind !== 'record') throw new Error('record');
  return action.communication;
};
