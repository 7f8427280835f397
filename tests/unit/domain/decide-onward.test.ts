import type { Consent, ServiceRequest, Task } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import type { RequestOnward } from '../../../functions/domain/actions.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { meetingResult } from '../../../functions/domain/meetings.ts';
import { wasAccepted } from '../../../functions/domain/parties.ts';
import { permission } from '../../../functions/domain/permission.ts';
import {
  attempt,
  because,
  bookedAt,
  consent,
  coordinator,
  day,
  group,
  later,
  move,
  next,
  note,
  objection,
  onwardDraft,
  onwardTo,
  opened,
  otherPractice,
  output,
  practice,
  recorded,
  refusalsOf,
  shed,
  story,
  t1,
  t2,
  taken,
} from './referrals.ts';

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

  test('takes no extension of the hub’s from its sender, and every other as it came', () => {
    const theirs = { url: 'https://cws.example/list', valueString: 'A' };
    const ours = Object.values(extensions).map((url) => ({ url, valueString: 'forged' }));
    const made = next(
      taken(),
      coordinator,
      onwardTo('walking-group', { task: { ...asked.task, extension: [...ours, theirs] } }),
    );
    const [onward] = made.onward;
    expect(onward?.task.extension).toEqual([
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

describe('the permission gate', () => {
  const gate = (...consents: Consent[]) => ask({ consents });

  test.each<[string, Consent[], string[]]>([
    ['a permission for the group and the purpose opens it', [consent('walking-group')], []],
    ['none keeps it shut', [], ['permission-missing']],
    ['one for another group', [consent('mens-shed')], ['permission-missing']],
    [
      'one for another purpose',
      [consent('walking-group', {}, { purpose: [{ system: systems.activity, code: 'choir' }] })],
      ['permission-missing'],
    ],
    [
      'one for the same code of another system',
      [consent('walking-group', {}, { purpose: [{ system: 'https://x.example', code: 'walking-group' }] })],
      ['permission-missing'],
    ],
    ['one for no purpose', [consent('walking-group', {}, { purpose: [] })], ['permission-missing']],
    [
      'one for a purpose in words',
      [consent('walking-group', {}, { purpose: [{ display: 'Walks' }] })],
      ['permission-missing'],
    ],
    ['one that is not active', [consent('walking-group', { status: 'inactive' })], ['permission-missing']],
    ['one that was only proposed', [consent('walking-group', { status: 'proposed' })], ['permission-missing']],
    [
      'an objection later',
      [consent('walking-group'), objection('walking-group', { dateTime: day(1) })],
      ['permission-missing'],
    ],
    ['an objection at the same moment', [consent('walking-group'), objection('walking-group')], ['permission-missing']],
    [
      'an objection without a date',
      [consent('walking-group'), objection('walking-group', { dateTime: '2026' })],
      ['permission-missing'],
    ],
    [
      'an objection later, but in another zone',
      [
        consent('walking-group', { dateTime: '2026-11-02T12:00:00+02:00' }),
        objection('walking-group', { dateTime: '2026-11-02T11:30:00Z' }),
      ],
      ['permission-missing'],
    ],
    [
      'an objection on the day of the permission',
      [
        consent('walking-group', { dateTime: '2026-11-02T12:00:00Z' }),
        objection('walking-group', { dateTime: '2026-11-02' }),
      ],
      ['permission-missing'],
    ],
    [
      'a permission after the objection opens it',
      [objection('walking-group', { dateTime: day(0) }), consent('walking-group', { dateTime: day(1) })],
      [],
    ],
    ['an objection to another group does not matter', [consent('walking-group'), objection('mens-shed')], []],
  ])('%s', (_, consents, refused) => {
    expect(gate(...consents)).toEqual(refused);
  });

  test('a permission that nobody gave is none: who decided must be named', () => {
    const { performer: _, ...nobody } = consent('walking-group');
    expect(gate(nobody)).toEqual(['permission-missing']);
  });

  test('a decision in the person’s best interests is recorded by its performer', () => {
    expect(gate(consent('walking-group', { performer: [{ display: 'A. Attorney, lasting power' }] }))).toEqual([]);
  });

  test('an objection on record closes it also for a permission that is sent again', () => {
    const other = onwardTo('mens-shed', {
      consents: [consent('mens-shed'), objection('walking-group', { dateTime: day(0, 10) })],
    });
    const objected = next(taken(), coordinator, other);
    const again = consent('walking-group', { dateTime: day(0, 9), meta: { versionId: '99' } });
    expect(refusalsOf(objected, coordinator, onwardTo('walking-group', { consents: [again] }))).toEqual([
      'permission-missing',
    ]);
    expect(refusalsOf(objected, coordinator, onwardTo('walking-group', { consents: [] }))).toEqual([
      'permission-missing',
    ]);
    const anew = consent('walking-group', { dateTime: day(0, 11) });
    expect(refusalsOf(objected, coordinator, onwardTo('walking-group', { consents: [anew] }))).toEqual([]);
  });

  test('an objection that was recorded later closes it, whatever its date says', () => {
    const backdated = { ...objection('walking-group', { dateTime: '2020-01-01' }), meta: { versionId: '7' } };
    const permit = { ...consent('walking-group'), meta: { versionId: '3' } };
    const of = { patient: opened().patient, now: day(1) };
    expect(permission([permit, backdated], 'walking-group', asked.request, of)).toBeUndefined();
    expect(permission([permit], 'walking-group', asked.request, of)).toBe(permit);
  });

  test.each([
    ['is over', { provision: { period: { end: '2020-12-31' } } }],
    ['has not begun', { provision: { period: { start: '2099-01-01' } } }],
    ['was given in the future', { dateTime: '2099-01-01' }],
    ['is of somebody else', { patient: { reference: 'Patient/somebody-else' } }],
    ['has exceptions', { provision: { provision: [{ type: 'deny' as const }] } }],
    [
      'is changed by an extension that nobody here knows',
      { modifierExtension: [{ url: 'urn:x', valueBoolean: true }] },
    ],
  ])('a permission that %s is none', (_, more: Partial<Consent>) => {
    const given = consent('walking-group');
    const permit = { ...given, ...more, provision: { ...given.provision, ...more.provision } };
    const of = { patient: opened().patient, now: day(1) };
    expect(permission([permit], 'walking-group', asked.request, of)).toBeUndefined();
  });

  test('a permission on record is enough the next time, also one that the referrer recorded', () => {
    const twice = story(taken(), [coordinator, asked], [group, move(t2, 'rejected', because('Full'))]);
    expect(refusalsOf(twice, coordinator, onwardTo('walking-group', { consents: [] }))).toEqual([]);
    const sent = { ...consent('mens-shed'), id: `${t1.split('.')[0]}.x1` };
    const referral = next(opened({ others: [sent] }), coordinator, move(t1, 'accepted'));
    expect(refusalsOf(referral, coordinator, onwardTo('mens-shed', { consents: [] }))).toEqual([]);
    expect(refusalsOf(referral, shed, move(t2, 'accepted'))).toEqual(['not-found']);
  });
});
