import { describe, expect, test } from 'vitest';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, meetingAt, move, recorded } from './acts.ts';
import { coordinator, day, practice, t1, t2 } from './cast.ts';
import { abortsOn, four, statuses } from './four-groups.ts';
import { attempt, next, refusalsOf, story } from './referrals.ts';

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
      // Its meeting was called off with it.
      'CWS01 tell-person t3',
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
