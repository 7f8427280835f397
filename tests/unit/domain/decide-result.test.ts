import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import { meetingResult, resultOf } from '../../../functions/domain/meetings/meetings.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { sinceOf } from '../../../functions/domain/since.ts';
import { because, closeWith, meetingAt, move, onwardTo, output, said } from './acts.ts';
import { coordinator, day, group, practice, shed, t1, t2 } from './cast.ts';
import { onwards } from './reachable.ts';
import { agreed, attempt, next, opened, refusalsOf, story } from './referrals.ts';

const named = () => story(agreed(), [group, meetingAt(day(3))]);
const after = day(3, 12);
const tell = (result: Parameters<typeof said>[0]) => next(named(), group, said(result), after);
const task = (referral: Referral) => referral.onward[0]?.task ?? referral.task;
const meeting = (referral: Referral, n = 0) => referral.onward[0]?.meetings[n];

describe('what a group says of a meeting', () => {
  test.each([
    ['attended', 'fulfilled', 'in-progress', 'session-attended'],
    ['did-not-attend', 'noshow', 'accepted', 'did-not-attend'],
    ['could-not-come', 'cancelled', 'accepted', 'session-cancelled'],
    ['not-sure', 'booked', 'accepted', 'session-scheduled'],
  ] as const)('%s: the meeting is %s, the Task %s and %s', (result, status, taskStatus, businessStatus) => {
    const told = tell(result);
    expect(meeting(told)?.status).toBe(status);
    expect(resultOf(meeting(told) ?? { resourceType: 'Appointment', status: 'booked', participant: [] })).toBe(result);
    expect(meetingResult(task(told))).toBe(result);
    expect(task(told).status).toBe(taskStatus);
    expect(businessStatusOf(task(told))).toBe(businessStatus);
    expect(told.task.status).toBe('in-progress');
  });

  test('said again changes nothing, also of a second meeting when the person came to the first', () => {
    for (const result of ['attended', 'did-not-attend', 'could-not-come', 'not-sure'] as const)
      expect(attempt(tell(result), group, said(result))).toMatchObject({ ok: true, value: { changed: [] } });
    const twice = story(tell('attended'), [group, meetingAt(day(10))], [group, said('did-not-attend'), day(10, 12)]);
    expect(attempt(twice, group, said('did-not-attend'))).toMatchObject({ ok: true, value: { changed: [] } });
    expect(meetingResult(task(twice))).toBe('attended');
  });

  test('the first one who came starts the Task, and its deadline counts from then', () => {
    expect(sinceOf(task(tell('attended')))).toBe(after);
  });

  test('somebody who did not come never ends anything', () => {
    for (const result of ['did-not-attend', 'could-not-come'] as const) {
      const told = attempt(named(), group, said(result), after);
      if (!told.ok) throw new Error('refused');
      expect(told.value.events.filter((e) => e.type.startsWith('task-') && e.type !== 'task-updated')).toEqual([]);
    }
  });

  test('cannot be said before the meeting has begun, but that they cannot come can', () => {
    for (const result of ['attended', 'did-not-attend', 'not-sure'] as const)
      expect(refusalsOf(named(), group, said(result), day(2))).toEqual(['not-yet']);
    expect(refusalsOf(named(), group, said('could-not-come'), day(2))).toEqual([]);
  });

  test('is about the meeting that is named, else the latest that has begun', () => {
    const two = story(named(), [group, meetingAt(day(10))]);
    const first = next(two, group, said('did-not-attend'), day(4));
    expect(first.onward[0]?.meetings.map((m) => m.status)).toEqual(['noshow', 'booked']);
    const second = next(two, group, said('attended'), day(11));
    expect(second.onward[0]?.meetings.map((m) => m.status)).toEqual(['booked', 'fulfilled']);
    const byName = next(two, group, said('attended', { appointment: meeting(two)?.id ?? '' }), day(11));
    expect(byName.onward[0]?.meetings.map((m) => m.status)).toEqual(['fulfilled', 'booked']);
    expect(refusalsOf(two, group, said('attended', { appointment: `${t2}9` }), day(11))).toEqual(['not-found']);
  });

  test('is about none that was called off, while there is another', () => {
    const off = { kind: 'cancel-meeting' as const, ...because('Rain') };
    const [a1, a2] = ['a1', 'a2'].map((a) => t2.replace('t2', a));
    const ahead = story(named(), [group, { ...off, appointment: a1 ?? '' }], [group, meetingAt(day(10))]);
    const cannot = next(ahead, group, said('could-not-come'), day(4));
    expect(cannot.onward[0]?.meetings.map(resultOf)).toEqual([undefined, 'could-not-come']);
    const later = story(named(), [group, meetingAt(day(5))], [group, { ...off, appointment: a2 ?? '' }]);
    const came = next(later, group, said('attended'), day(6));
    expect(came.onward[0]?.meetings.map(resultOf)).toEqual(['attended', undefined]);
  });

  test('needs a meeting, and an onward request that was accepted', () => {
    expect(refusalsOf(agreed(), group, said('attended'))).toEqual(['illegal-transition']);
    const withMeeting = story(
      opened(),
      [coordinator, move(t1, 'accepted')],
      [coordinator, onwardTo('walking-group', { meeting: meetingOf() })],
    );
    expect(refusalsOf(withMeeting, group, said('attended'), after)).toEqual(['illegal-transition']);
    const cancelled = story(withMeeting, [coordinator, move(t2, 'cancelled', because('x'))]);
    expect(refusalsOf(cancelled, group, said('attended'), after)).toEqual(['ended']);
    const recalled = onwards['entered-in-error']?.();
    expect(recalled && refusalsOf(recalled, group, said('attended'), after)).toEqual(['illegal-transition']);
  });

  test('the coordinator may say it as well; nobody else sees that there is a meeting', () => {
    expect(refusalsOf(named(), coordinator, said('attended'), after)).toEqual([]);
    for (const other of [shed, practice])
      expect(refusalsOf(named(), other, said('attended'), after)).toEqual(['not-found']);
  });

  test('is never a bare output of the Task', () => {
    const bare = output('first-meeting-result', systems.attendance, 'not-known');
    for (const to of ['accepted', 'in-progress'] as const)
      expect(refusalsOf(named(), group, move(t2, to, { outputs: [bare] }))).toEqual(['invalid-input']);
  });
});

const meetingOf = () =>
  meeting(named()) ?? { resourceType: 'Appointment' as const, status: 'booked' as const, participant: [] };

describe('a correction', () => {
  test.each([
    ['attended', 'did-not-attend'],
    ['attended', 'could-not-come'],
    ['did-not-attend', 'attended'],
    ['could-not-come', 'attended'],
    ['did-not-attend', 'could-not-come'],
  ] as const)('from %s to %s replaces the result, once, and says that it corrects', (was, is) => {
    const decided = attempt(tell(was), group, said(is, { appointment: meeting(named())?.id ?? '' }));
    if (!decided.ok) throw new Error('refused');
    expect(decided.value.events[0]?.type).toBe('result-corrected');
    const corrected = next(tell(was), group, said(is, { appointment: meeting(named())?.id ?? '' }));
    expect(meetingResult(task(corrected))).toBe(is);
    expect(task(corrected).output).toHaveLength(1);
  });

  test('of “not sure” is simply the answer', () => {
    const decided = attempt(tell('not-sure'), group, said('attended'));
    expect(decided.ok && decided.value.events[0]?.type).toBe('result-recorded');
  });

  test('never moves the Task back, nor the referral', () => {
    const corrected = next(tell('attended'), group, said('did-not-attend'));
    expect(task(corrected).status).toBe('in-progress');
    const closed = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
    const late = next(closed, group, said('did-not-attend'));
    expect([late.task.status, task(late).status]).toEqual(['completed', 'completed']);
    expect(meetingResult(task(late))).toBe('did-not-attend');
  });

  test('is possible for 30 days after the meeting, and after the end of the Task', () => {
    // The meeting ends at 10:00 on day 3; 30 days on the clock of London later is 10:00 on day 33.
    expect(refusalsOf(tell('attended'), group, said('did-not-attend'), day(33, 10))).toEqual([]);
    expect(refusalsOf(tell('attended'), group, said('did-not-attend'), day(33, 11))).toEqual(['too-late']);
    const ended = story(tell('attended'), [group, move(t2, 'failed', because('We closed'))]);
    expect(refusalsOf(ended, group, said('did-not-attend'), day(33, 10))).toEqual([]);
    expect(refusalsOf(ended, group, said('did-not-attend'), day(33, 11))).toEqual(['too-late']);
    // Nobody had answered yet, so this is the answer, and it is owed for as long as it takes.
    const open = story(tell('not-sure'), [group, move(t2, 'failed', because('We closed'))]);
    expect(refusalsOf(open, group, said('attended'), day(90))).toEqual([]);
  });

  test('an answer that comes late for the first time is still an answer', () => {
    expect(refusalsOf(named(), group, said('attended'), day(60))).toEqual([]);
  });

  test('a reason for cancelling does not outlive the cancellation', () => {
    const off = next(named(), group, {
      kind: 'cancel-meeting',
      appointment: meeting(named())?.id ?? '',
      ...because('Rain'),
    });
    expect(meeting(off)?.cancelationReason?.text).toBe('Rain');
    expect(meeting(next(off, group, said('attended'), after))?.cancelationReason).toBeUndefined();
  });
});
