import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { businessStatusOf, codeIn } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import {
  attempt,
  because,
  coordinator,
  day,
  group,
  meetingAt,
  move,
  next,
  onwardTo,
  opened,
  practice,
  recorded,
  refusalsOf,
  shed,
  story,
  t1,
  t2,
} from './referrals.ts';

/** Onward requests t2 to t5 of four groups: requested, accepted with a meeting, in progress, on hold. */
const four = (): Referral => {
  const groups = ['walking-group', 'mens-shed', 'choir', 'allotment'];
  const asked = groups.reduce(
    (referral, partner) => next(referral, coordinator, onwardTo(partner)),
    next(opened(), coordinator, move(t1, 'accepted')),
  );
  const [, second, third, fourth] = groups.map((organisation) => ({ client: organisation, organisation }));
  if (!second || !third || !fourth) throw new Error('four groups');
  const id = (n: number) => t2.replace('t2', `t${n}`);
  return story(
    asked,
    [second, move(id(3), 'accepted')],
    [second, meetingAt(day(5), { task: id(3) })],
    [third, move(id(4), 'accepted')],
    [third, move(id(4), 'in-progress')],
    [fourth, move(id(5), 'accepted')],
    [fourth, move(id(5), 'on-hold', { ...because('Winter'), reviewDate: day(9).slice(0, 10) })],
  );
};
const statuses = (referral: Referral) => referral.onward.map((o) => o.task.status);
const abortsOn = (referral: Referral) => referral.aborts.map((a) => `${a.focus?.reference?.split('.')[1]} ${a.status}`);

describe('when the referral ends early, its groups stop contacting the person (row 16)', () => {
  test.each([
    ['failed', move(t1, 'failed', because('Moved away', 'moved-or-died'))],
    ['cancelled', move(t1, 'cancelled', because('Told us', 'declined-by-person'))],
  ] as const)('%s: what was not begun is cancelled, what was begun is asked to stop', (status, action) => {
    const ended = story(four(), [coordinator, recorded('conversation')], [coordinator, action]);
    expect(ended.task.status).toBe(status);
    expect(statuses(ended)).toEqual(['cancelled', 'cancelled', 'in-progress', 'on-hold']);
    expect(ended.onward.map((o) => o.request.status)).toEqual(['revoked', 'revoked', 'active', 'active']);
    expect(ended.onward[1]?.meetings.map((m) => m.status)).toEqual(['cancelled']);
    expect(abortsOn(ended)).toEqual(['t4 requested', 't5 requested']);
    expect(ended.onward.slice(2).map((o) => businessStatusOf(o.task))).toEqual([
      'cancellation-requested',
      'cancellation-requested',
    ]);
    expect(ended.onward.slice(0, 2).every((o) => o.task.statusReason?.text)).toBe(true);
  });

  test('each of them happens in the one version, and is told as an event of its own', () => {
    const decided = attempt(four(), coordinator, move(t1, 'failed', because('x')));
    if (!decided.ok) throw new Error('refused');
    const told = decided.value.events.map((e) => `${e.type} ${e.task.split('.')[1]}`);
    expect(told).toEqual([
      'task-failed t1',
      'task-cancelled t2',
      'task-cancelled t3',
      'meeting-cancelled t3',
      'abort-requested t6',
      'abort-requested t7',
      'message-due t1',
    ]);
    expect(new Set(decided.value.changed.map((r) => r.meta?.versionId)).size).toBe(1);
  });

  test('recalled as an error: the same, so that no group is left with an invitation that only vanished', () => {
    const recalled = next(four(), practice, move(t1, 'entered-in-error', because('Wrong person')));
    expect([recalled.task.status, recalled.request.status]).toEqual(['entered-in-error', 'entered-in-error']);
    expect(statuses(recalled)).toEqual(['cancelled', 'cancelled', 'in-progress', 'on-hold']);
    expect(recalled.onward.map((o) => o.request.status)).toEqual(['revoked', 'revoked', 'active', 'active']);
    expect(recalled.onward.slice(0, 2).every((o) => o.task.statusReason?.text)).toBe(true);
    expect(abortsOn(recalled)).toEqual(['t4 requested', 't5 requested']);
    expect(obligations(recalled).map((o) => `${o.who} ${o.what}`)).toEqual([
      'choir answer-abort',
      'allotment answer-abort',
    ]);
  });

  test('recalled as an error: meetings ahead are called off, also of a group that has begun; one that began stays', () => {
    const choir = { client: 'choir', organisation: 'choir' };
    const booked = story(
      four(),
      [choir, meetingAt(day(1), { task: t2.replace('t2', 't4') })],
      [choir, meetingAt(day(9), { task: t2.replace('t2', 't4') })],
    );
    const recalled = next(booked, practice, move(t1, 'entered-in-error', because('Wrong person')), day(2));
    expect(recalled.onward.map((o) => o.meetings.map((m) => m.status))).toEqual([
      [],
      ['cancelled'],
      ['booked', 'cancelled'],
      [],
    ]);
    expect(obligations(recalled).map((o) => `${o.who} ${o.what}`)).toContain('choir meeting-result');
  });

  test('recalled as an error: a group that was asked to stop before is not asked twice', () => {
    const asked = next(four(), coordinator, { kind: 'request-abort', task: t2.replace('t2', 't4'), ...because('x') });
    const recalled = next(asked, practice, move(t1, 'entered-in-error', because('Wrong person')));
    expect(abortsOn(recalled)).toEqual(['t4 requested', 't5 requested']);
  });

  test('an onward request that the coordinator itself recalls is gone with its request', () => {
    const recalled = next(four(), coordinator, move(t2, 'entered-in-error', because('Wrong group')));
    expect([recalled.onward[0]?.task.status, recalled.onward[0]?.request.status]).toEqual([
      'entered-in-error',
      'entered-in-error',
    ]);
  });

  test('a group that was already asked to stop, or has agreed to, is not asked twice', () => {
    const id = t2.replace('t2', 't4');
    const asked = next(four(), coordinator, { kind: 'request-abort', task: id, ...because('x') });
    const agreed = next(asked, { client: 'choir', organisation: 'choir' }, move(t2.replace('t2', 't6'), 'accepted'));
    for (const before of [asked, agreed]) {
      const ended = next(before, coordinator, move(t1, 'failed', because('x')));
      expect(abortsOn(ended)).toHaveLength(2);
    }
  });

  test('until a group answers, somebody owes its answer; if it declines, the coordinator owes how it goes on', () => {
    const ended = next(four(), coordinator, move(t1, 'failed', because('x')));
    const owed = (referral: Referral) => obligations(referral).map((o) => `${o.who} ${o.what} ${o.task.split('.')[1]}`);
    expect(owed(ended)).toEqual([
      'choir answer-abort t6',
      'allotment answer-abort t7',
      'L99901 closing-acknowledged t1',
    ]);
    const declined = next(
      ended,
      { client: 'choir', organisation: 'choir' },
      move(t2.replace('t2', 't6'), 'rejected', because('She sings on Friday')),
    );
    expect(owed(declined)).toContain('CWS01 finish-onward t4');
  });

  test('no meeting is named for a referral that has ended', () => {
    const ended = next(four(), coordinator, move(t1, 'failed', because('x')));
    const choir = { client: 'choir', organisation: 'choir' };
    expect(refusalsOf(ended, choir, meetingAt(day(6), { task: t2.replace('t2', 't4') }))).toEqual(['ended']);
  });
});

describe('a hold of the referral', () => {
  const until = { ...because('In hospital'), reviewDate: day(10).slice(0, 10) };
  const held = () => next(four(), coordinator, move(t1, 'on-hold', until));

  test('holds what is in progress, with the same date, and nothing else', () => {
    expect(statuses(held())).toEqual(['requested', 'accepted', 'on-hold', 'on-hold']);
    const [, , third, fourth] = held().onward;
    expect(third?.task.extension).toContainEqual(expect.objectContaining({ valueDate: until.reviewDate }));
    expect(third?.task.statusReason?.text).toBe('Held together with the referral');
    expect(fourth?.task.statusReason?.text).toBe('Winter');
  });

  test('and its end resumes what it held, not what a group holds itself', () => {
    const resumed = next(held(), coordinator, move(t1, 'in-progress'));
    expect(statuses(resumed)).toEqual(['requested', 'accepted', 'in-progress', 'on-hold']);
    expect(resumed.onward[2]?.task.statusReason).toBeUndefined();
    expect(JSON.stringify(resumed.onward[2]?.task.extension)).not.toContain('review-date');
  });

  test('keeps in sight that somebody asked a group to stop', () => {
    const asked = next(four(), coordinator, { kind: 'request-abort', task: t2.replace('t2', 't4'), ...because('x') });
    const task = (referral: Referral) => referral.onward[2]?.task;
    const both = next(asked, coordinator, move(t1, 'on-hold', until));
    expect(task(both)?.status).toBe('on-hold');
    expect(codeIn(systems.businessStatus, task(both)?.businessStatus)).toBe('cancellation-requested');
  });

  test('lets no new onward request out', () => {
    expect(refusalsOf(held(), coordinator, onwardTo('library'))).toEqual(['wrong-parent']);
  });
});

describe('what a group does', () => {
  const asked = () => story(opened(), [coordinator, move(t1, 'accepted')], [coordinator, onwardTo('walking-group')]);

  test('accepting starts the referral, by the hub, in the same version', () => {
    const accepted = next(asked(), group, move(t2, 'accepted'));
    expect(accepted.task.status).toBe('in-progress');
    expect(accepted.task.meta?.versionId).toBe(accepted.onward[0]?.task.meta?.versionId);
  });

  test('declining leaves the referral as it is, and the coordinator owes the next step', () => {
    const declined = next(asked(), group, move(t2, 'rejected', because('Full', 'no-capacity')));
    expect(declined.task.status).toBe('accepted');
    expect(declined.onward[0]?.request.status).toBe('revoked');
    expect(businessStatusOf(declined.onward[0]?.task ?? declined.task)).toBe('declined-no-capacity');
    expect(obligations(declined).map((o) => `${o.who} ${o.what}`)).toEqual(['CWS01 first-conversation']);
  });

  test('accepting while the referral is on hold does not resume it', () => {
    const until = { ...because('In hospital'), reviewDate: day(10).slice(0, 10) };
    const held = next(asked(), coordinator, move(t1, 'on-hold', until));
    const accepted = next(held, group, move(t2, 'accepted'));
    expect(accepted.task.status).toBe('on-hold');
    expect(accepted.onward[0]?.task.status).toBe('accepted');
  });

  test('completing completes its request', () => {
    const done = story(
      asked(),
      [group, move(t2, 'accepted')],
      [group, meetingAt(day(3))],
      [group, { kind: 'record-result', task: t2, result: 'attended' }, day(3, 12)],
      [group, move(t2, 'completed')],
    );
    expect(done.onward[0]?.request.status).toBe('completed');
    expect(done.task.status).toBe('in-progress');
  });
});

describe('when the request is withdrawn (12.5; 12.9, 14)', () => {
  const revoke = { kind: 'revise-request' as const, status: 'revoked' as const, ...because('Moved away') };

  test('before work began, the Task is cancelled with it', () => {
    for (const referral of [opened(), next(opened(), coordinator, move(t1, 'accepted'))]) {
      const withdrawn = next(referral, practice, revoke);
      expect(withdrawn.task.status).toBe('cancelled');
      expect(withdrawn.request.status).toBe('revoked');
    }
  });

  test('later the coordinator is asked to stop, and nothing that no group began is left to begin', () => {
    const withdrawn = next(four(), practice, revoke);
    expect(withdrawn.task.status).toBe('in-progress');
    expect(businessStatusOf(withdrawn.task)).toBe('cancellation-requested');
    expect(abortsOn(withdrawn)).toEqual(['t1 requested']);
    expect(statuses(withdrawn)).toEqual(['cancelled', 'cancelled', 'in-progress', 'on-hold']);
    expect(refusalsOf(withdrawn, coordinator, onwardTo('library'))).toEqual(['wrong-parent']);
  });

  test('one request to stop is enough, also an accepted one', () => {
    const asked = next(four(), practice, { kind: 'request-abort', task: t1, ...because('x') });
    const agreed = next(asked, coordinator, move(t2.replace('t2', 't6'), 'accepted'));
    for (const before of [asked, agreed]) expect(abortsOn(next(before, practice, revoke))).toHaveLength(1);
  });

  test('twice is once; afterwards it cannot become an error instead', () => {
    const withdrawn = next(opened(), practice, revoke);
    expect(attempt(withdrawn, practice, revoke)).toMatchObject({ ok: true, value: { changed: [] } });
    const error = { ...revoke, status: 'entered-in-error' as const };
    expect(refusalsOf(withdrawn, practice, error)).toEqual(['ended']);
  });

  test('as an error is refused once something happened', () => {
    const spoken = story(four(), [coordinator, recorded('conversation')]);
    const error = { ...revoke, status: 'entered-in-error' as const };
    expect(refusalsOf(spoken, practice, error)).toEqual(['already-happened']);
    expect(next(four(), practice, error).task.status).toBe('entered-in-error');
  });

  test('only by the referrer', () => {
    expect(refusalsOf(four(), coordinator, revoke)).toEqual(['not-yours-to-change']);
    expect(refusalsOf(four(), shed, revoke)).toEqual(['not-found']);
  });
});
