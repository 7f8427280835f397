import { describe, expect, test } from 'vitest';
import { meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import type { Meeting } from '../../../functions/domain/actions.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { onwards } from './reachable.ts';
import {
  attempt,
  because,
  coordinator,
  day,
  group,
  hub,
  meetingAt,
  move,
  next,
  onwardTo,
  opened,
  otherPractice,
  practice,
  refusalsOf,
  said,
  shed,
  story,
  t1,
  t2,
} from './referrals.ts';

const accepted = (): Referral =>
  story(
    opened(),
    [coordinator, move(t1, 'accepted')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
  );
const meeting: Meeting = { start: day(3), end: day(3, 10), mode: 'in-person', signedUpBy: 'Link worker' };
const name = (more: Partial<Meeting> = {}) => ({
  kind: 'name-meeting' as const,
  task: t2,
  meeting: { ...meeting, ...more },
});
const meetings = (referral: Referral) => referral.onward[0]?.meetings ?? [];

describe('naming a meeting', () => {
  test.each(Object.keys(meetingModes))('%s', (mode) => {
    expect(refusalsOf(accepted(), group, name({ mode }))).toEqual([]);
  });

  test.each<[string, Partial<Meeting>, string]>([
    ['a mode nobody knows', { mode: 'by-owl' }, 'unknown-code'],
    ['a key that every object has', { mode: 'constructor' }, 'unknown-code'],
    ['nobody who signed the person up', { signedUpBy: '  ' }, 'missing-element'],
    ['an end before the start', { end: day(2) }, 'invalid-input'],
    ['an end at the start', { end: day(3) }, 'invalid-input'],
    ['30 February', { start: '2026-02-30T10:00:00Z' }, 'invalid-input'],
    ['a date without a time', { start: '2026-11-05' }, 'invalid-input'],
    ['nonsense', { end: 'soon' }, 'invalid-input'],
  ])('%s is refused', (_, more, code) => {
    expect(refusalsOf(accepted(), group, name(more))).toEqual([code]);
  });

  test.each(taskStatuses.filter((s) => onwards[s]))('of an onward request that is %s', (status) => {
    const expected = {
      accepted: [],
      'in-progress': [],
      requested: ['illegal-transition'],
      'on-hold': ['illegal-transition'],
    };
    const refused = Object.entries(expected).find(([s]) => s === status)?.[1] ?? ['ended'];
    expect(refusalsOf(onwards[status]?.() ?? opened(), coordinator, name())).toEqual(refused);
  });

  test('twice is once; another time is another meeting', () => {
    const named = next(accepted(), group, name());
    expect(attempt(named, group, name())).toMatchObject({ ok: true, value: { changed: [] } });
    expect(attempt(named, group, name({ start: '2026-11-05T09:00:00+00:00' }))).toMatchObject({
      value: { changed: [] },
    });
    expect(meetings(next(named, group, name({ start: day(10), end: day(10, 10) })))).toHaveLength(2);
  });

  test('of the same time with another place moves the one that stands', () => {
    const named = next(accepted(), group, name());
    const moved = attempt(named, group, name({ place: 'The hall' }));
    expect(moved.ok && moved.value.events.map((e) => e.type)).toEqual(['meeting-moved']);
    expect(meetings(next(named, group, name({ place: 'The hall' })))).toHaveLength(1);
  });

  test('by its id moves it, and what was unsure about it is open again', () => {
    const unsure = story(next(accepted(), group, name()), [group, said('not-sure'), day(4)]);
    const appointment = meetings(unsure)[0]?.id ?? '';
    const moved = next(unsure, coordinator, { ...name({ start: day(10), end: day(10, 10) }), appointment });
    expect(meetings(moved)).toMatchObject([{ id: appointment, start: day(10), status: 'booked' }]);
    expect(JSON.stringify(meetings(moved))).not.toContain('not-sure');
    expect(refusalsOf(moved, group, { ...name(), appointment: `${appointment}7` })).toEqual(['not-found']);
  });

  test('that was held or called off does not move', () => {
    for (const result of ['attended', 'did-not-attend', 'could-not-come'] as const) {
      const held = story(next(accepted(), group, name()), [group, said(result), day(4)]);
      expect(refusalsOf(held, group, { ...name(), appointment: meetings(held)[0]?.id ?? '' })).toEqual(['ended']);
    }
  });

  test('shows on the Task', () => {
    expect(businessStatusOf(next(accepted(), group, name()).onward[0]?.task ?? opened().task)).toBe(
      'session-scheduled',
    );
  });

  test('is for the group and the coordinator; nobody else knows that there is an onward request', () => {
    expect(refusalsOf(accepted(), coordinator, name())).toEqual([]);
    for (const other of [practice, otherPractice, shed, hub])
      expect(refusalsOf(accepted(), other, name())).toEqual(['not-found']);
    expect(refusalsOf(accepted(), group, { ...name(), task: t1 })).toEqual(['not-found']);
  });
});

describe('calling a meeting off', () => {
  const named = () => next(accepted(), group, meetingAt(day(3)));
  const off = (text = 'Rain') => ({
    kind: 'cancel-meeting' as const,
    appointment: `${opened().id}.a1`,
    ...because(text),
  });

  test('says why, and does not end the onward request', () => {
    const called = next(named(), group, off());
    expect(meetings(called)).toMatchObject([{ status: 'cancelled', cancelationReason: { text: 'Rain' } }]);
    expect(called.onward[0]?.task.status).toBe('accepted');
    expect(businessStatusOf(called.onward[0]?.task ?? called.task)).toBe('session-cancelled');
    expect(refusalsOf(named(), group, off(' '))).toEqual(['reason-missing']);
  });

  test('twice is once; what was held is not called off', () => {
    expect(attempt(next(named(), group, off()), group, off())).toMatchObject({ ok: true, value: { changed: [] } });
    expect(refusalsOf(next(named(), group, said('attended'), day(4)), group, off())).toEqual(['ended']);
  });

  test('is for the group and the coordinator', () => {
    expect(refusalsOf(named(), coordinator, off())).toEqual([]);
    for (const other of [practice, shed, otherPractice])
      expect(refusalsOf(named(), other, off())).toEqual(['not-found']);
  });
});

describe('when the onward request ends', () => {
  test('meetings ahead are called off; one that has begun stays, for somebody may still say who came', () => {
    const two = story(accepted(), [group, meetingAt(day(3))], [group, meetingAt(day(10))]);
    const ended = next(two, group, move(t2, 'failed', because('We closed')), day(4));
    expect(meetings(ended).map((m) => m.status)).toEqual(['booked', 'cancelled']);
    expect(
      meetings(next(ended, group, said('attended', { appointment: meetings(ended)[0]?.id ?? '' }))).map(
        (m) => m.status,
      ),
    ).toEqual(['fulfilled', 'cancelled']);
  });
});
