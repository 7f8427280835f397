import type { ServiceRequest, Task } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { base, extensions, systems } from '../../../contracts/systems.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { RequestOnward } from '../../../functions/domain/decide/actions.ts';
import { meetingResult } from '../../../functions/domain/meetings/meetings.ts';
import { wasAccepted } from '../../../functions/domain/parties.ts';
import { because, bookedAt, consent, considered, move, note, onwardDraft, onwardTo, output, recorded } from './acts.ts';
import { coordinator, day, group, later, otherPractice, practice, t1, t2 } from './cast.ts';
import { attempt, next, opened, refusalsOf, story, taken } from './referrals.ts';

const ask = (more: Partial<RequestOnward> = {}) => refusalsOf(taken(), coordinator, onwardTo('walking-group', more));
const asked = onwardTo('walking-group');
const withRequest = (more: Partial<ServiceRequest>) => ask({ request: { ...asked.request, ...more } });
const withTask = (more: Partial<Task>) => ask({ task: { ...asked.task, ...more } });

describe('an onward request', () => {
  test('is made with its Task, permission and meeting in one version', () => {
    const made = next(taken(), coordinator, onwardTo('walking-group', { meeting: bookedAt(day(3)) }));
    const [onward] = made.onward;
    expect([onward?.request.id, onward?.task.id, made.consents[0]?.id, onward?.meetings[0]?.id]).toEqual(
      ['s2', 't2', 'c1', 'a1'].map((suffix) => `${made.id}.${suffix}`),
    );
    for (const r of [onward?.request, onward?.task, made.consents[0], onward?.meetings[0]])
      expect(r?.meta?.versionId).toBe('3');
    expect(onward?.task).toMatchObject({
      status: 'requested',
      partOf: [{ reference: `Task/${t1}` }],
      focus: { reference: `ServiceRequest/${made.id}.s2` },
      for: { reference: `Patient/${made.id}.p1` },
      requester: { reference: 'Organization/CWS01' },
      owner: { reference: 'Organization/walking-group' },
    });
    expect(onward?.request.basedOn).toEqual([{ reference: `ServiceRequest/${made.id}.s1` }]);
  });

  test('takes no extension of the hub’s from its sender, but what was found of the risks, and every other as it came', () => {
    const theirs = { url: 'https://cws.example/list', valueString: 'A' };
    const forged = Object.values(extensions).filter(
      (url) => url.startsWith(base) && url !== extensions.risksConsidered,
    );
    const ours = forged.map((url) => ({ url, valueString: 'forged' }));
    const found = considered({}, { at: day(0) });
    const made = next(
      taken(),
      coordinator,
      onwardTo('walking-group', { task: { ...asked.task, extension: [...ours, found, theirs] } }),
    );
    const [onward] = made.onward;
    expect(onward?.task.extension).toEqual([
      found,
      theirs,
      { url: extensions.statusSince, valueInstant: onward?.task.lastModified },
    ]);
  });

  test('belongs to this referral and this person, all four (12.9, 4)', () => {
    expect(withTask({ partOf: [] })).toEqual(['wrong-parent']);
    expect(withTask({ partOf: [{ reference: 'Task/somebody-elses' }] })).toEqual(['wrong-parent']);
    expect(withTask({ for: { reference: 'Patient/other' } })).toEqual(['wrong-parent']);
    expect(withRequest({ basedOn: [] })).toEqual(['wrong-parent']);
    expect(withRequest({ subject: { reference: 'Patient/other' } })).toEqual(['wrong-parent']);
    expect(withRequest({ intent: 'order' })).toEqual(['wrong-parent']);
  });

  test('is sent when it is ready', () => {
    expect(withRequest({ status: 'draft' })).toEqual(['not-ready-to-send']);
    for (const status of ['received', 'accepted', 'completed'] as const)
      expect(withTask({ status })).toEqual(['not-ready-to-send']);
    expect(withRequest({ code: { text: 'Walking' } })).toContain('missing-element');
  });

  test('is no request to leave something undone, and no urgent one', () => {
    expect(withRequest({ doNotPerform: true })).toEqual(['not-our-service']);
    for (const priority of ['stat', 'asap'] as const) {
      expect(withRequest({ priority })).toEqual(['urgent-elsewhere']);
      expect(withTask({ priority })).toEqual(['urgent-elsewhere']);
    }
    expect(withRequest({ priority: 'urgent' })).toEqual([]);
  });

  test('begins with nothing done: what its sender says was done or found is not taken over', () => {
    const forged = output('first-meeting-result', systems.attendance, 'attended');
    const task: Task = {
      ...asked.task,
      executionPeriod: { start: day(0) },
      output: [forged, note],
      statusReason: { text: 'x' },
      businessStatus: concept(systems.businessStatus, 'session-attended'),
      id: 'mine',
    };
    const meeting = bookedAt(later(taken().at), {
      extension: [...(bookedAt(day(0)).extension ?? []), { url: extensions.attendance, valueCode: 'not-known' }],
    });
    const made = next(taken(), coordinator, { ...asked, task, meeting }).onward[0];
    if (!made) throw new Error('none');
    expect([wasAccepted(made.task), meetingResult(made.task), made.task.output, made.task.statusReason]).toEqual([
      false,
      undefined,
      undefined,
      undefined,
    ]);
    expect(JSON.stringify(made.meetings)).not.toContain('not-known');
  });

  test('comes from the coordinator alone', () => {
    expect(refusalsOf(taken(), practice, asked)).toEqual(['not-yours-to-change']);
    expect(refusalsOf(taken(), otherPractice, asked)).toEqual(['not-found']);
    expect(refusalsOf(next(taken(), coordinator, asked), group, onwardTo('mens-shed'))).toEqual(['not-found']);
  });

  test('needs a referral that was accepted and not ended', () => {
    expect(refusalsOf(opened(), coordinator, asked)).toEqual(['wrong-parent']);
    const ended = next(taken(), coordinator, move(t1, 'failed', because('x')));
    expect(refusalsOf(ended, coordinator, asked)).toEqual(['wrong-parent']);
  });

  test('needs a group that can receive it', () => {
    const { ownerKind: _, ...unknown } = asked;
    expect(refusalsOf(taken(), coordinator, unknown)).toEqual(['unknown-partner']);
    for (const ownerKind of ['practice', 'coordinator'] as const)
      expect(ask({ ownerKind })).toEqual(['unknown-partner']);
    expect(ask({ ownerKind: 'council' })).toEqual([]);
    expect(withTask({ owner: { display: 'A group' } })).toEqual(['unknown-partner']);
  });

  test('does not go to the organisation that referred the person', () => {
    const council = { client: 'county-council', organisation: 'COU01' };
    const referral = next(opened({ actor: council }), coordinator, move(t1, 'accepted'));
    expect(refusalsOf(referral, coordinator, onwardTo('COU01', { ownerKind: 'council' }))).toEqual(['unknown-partner']);
  });

  test('that the coordinator keeps needs no permission, for nothing is sent', () => {
    expect(refusalsOf(taken(), coordinator, onwardTo('CWS01'))).toEqual([]);
  });

  test.each([
    ['ends before it starts', { end: day(2) }, 'invalid-input'],
    ['is on 30 February', { start: '2026-02-30T10:00:00Z' }, 'invalid-input'],
    ['has no end', { end: undefined }, 'missing-element'],
    ['was already held', { status: 'fulfilled' as const }, 'invalid-input'],
    ['has nobody who signed up', { extension: [] }, 'missing-element'],
  ])('with a meeting that %s is refused', (_, more, code) => {
    const { end, ...rest } = { ...bookedAt(day(3)), ...more };
    expect(ask({ meeting: { ...rest, ...(end ? { end } : {}) } })).toEqual([code]);
  });

  test('waits until a named professional has read the risks', () => {
    const risky = taken({ personFirst: true });
    expect(refusalsOf(risky, coordinator, asked)).toEqual(['person-first']);
    expect(refusalsOf(risky, coordinator, onwardTo('CWS01'))).toEqual(['person-first']);
    expect(refusalsOf(risky, coordinator, recorded('risks-read'))).toEqual(['missing-element']);
    const read = story(risky, [coordinator, recorded('conversation')]);
    expect(refusalsOf(read, coordinator, asked)).toEqual(['person-first']);
    const seen = next(risky, coordinator, recorded('risks-read', t1, { sender: { display: 'Dr A. Nurse' } }));
    expect(refusalsOf(seen, coordinator, asked)).toEqual([]);
  });
});

describe('a second onward request to the same group', () => {
  const first = () => next(taken(), coordinator, asked);

  test('for the same need is refused, and says which it has', () => {
    expect(attempt(first(), coordinator, asked)).toMatchObject({
      refusals: [{ code: 'already-asked', expression: 'ServiceRequest.code', existing: t2 }],
    });
    expect(refusalsOf(next(first(), group, move(t2, 'accepted')), coordinator, asked)).toEqual(['already-asked']);
    expect(refusalsOf(first(), coordinator, onwardDraft('walking-group'))).toEqual(['already-asked']);
  });

  test('is made once the first has ended, for another need, or of another group', () => {
    const ended = next(first(), group, move(t2, 'rejected', because('Full')));
    expect(refusalsOf(ended, coordinator, asked)).toEqual([]);
    const choir = concept(systems.activity, 'choir');
    const consents = [consent('walking-group', {}, { purpose: choir.coding ?? [] })];
    const other = onwardTo('walking-group', { request: { ...asked.request, code: choir }, consents });
    expect(refusalsOf(first(), coordinator, other)).toEqual([]);
    expect(refusalsOf(first(), coordinator, onwardTo('mens-shed'))).toEqual([]);
  });

  test('that the coordinator keeps may be for another group that is not on the hub', () => {
    const kept = next(taken(), coordinator, onwardTo('CWS01'));
    expect(refusalsOf(kept, coordinator, onwardTo('CWS01'))).toEqual([]);
  });
});
