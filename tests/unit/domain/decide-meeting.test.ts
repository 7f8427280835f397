import { describe, expect, test } from 'vitest';
import { meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import type { Meeting } from '../../../functions/domain/decide/actions.ts';
import { because, meetingAt, move, said } from './acts.ts';
import { coordinator, day, group, hub, otherPractice, practice, shed, t1, t2 } from './cast.ts';
import { meetings, name } from './meeting-named.ts';
import { onwards } from './reachable.ts';
import { agreed, attempt, next, opened, refusalsOf, story } from './referrals.ts';

describe('naming a meeting', () => {
  test.each(Object.keys(meetingModes))('%s', (mode) => {
    const refused = mode === 'home-visit' ? ['setting-not-considered'] : [];
    expect(refusalsOf(agreed(), group, name({ mode }))).toEqual(refused);
  });

  test.each<[string, Partial<Meeting>, string, string]>([
    ['a mode nobody knows', { mode: 'by-owl' }, 'unknown-code', 'extension'],
    ['a key that every object has', { mode: 'constructor' }, 'unknown-code', 'extension'],
    ['nobody who signed the person up', { signedUpBy: '  ' }, 'missing-element', 'extension'],
    ['an end before the start', { end: day(2) }, 'invalid-input', 'end'],
    ['an end at the start', { end: day(3) }, 'invalid-input', 'end'],
    ['30 February', { start: '2026-02-30T10:00:00Z' }, 'invalid-input', 'start'],
    ['a date without a time', { start: '2026-11-05' }, 'invalid-input', 'start'],
    ['nonsense', { end: 'soon' }, 'invalid-input', 'end'],
  ])('%s is refused, and where', (_, more, code, element) => {
    const refused = attempt(agreed(), group, name(more));
    expect(refused.ok ? [] : refused.refusals.map((r) => [r.code, r.expression])).toEqual([
      [code, `Appointment.${element}`],
    ]);
  });

  test.each(taskStatuses.filter((s) => onwards[s]))('of an onward request that is %s', (status) => {
    const expected = {
      accepted: [],
      'in-progress': [],
      draft: ['illegal-transition'],
      requested: ['illegal-transition'],
      'on-hold': ['illegal-transition'],
    };
    const refused = Object.entries(expected).find(([s]) => s === status)?.[1] ?? ['ended'];
    expect(refusalsOf(onwards[status]?.() ?? opened(), coordinator, name())).toEqual(refused);
  });

  test('twice is once; another time is another meeting', () => {
    const named = next(agreed(), group, name());
    expect(attempt(named, group, name())).toMatchObject({ ok: true, value: { changed: [] } });
    expect(attempt(named, group, name({ start: '2026-11-05T09:00:00+00:00' }))).toMatchObject({
      value: { changed: [] },
    });
    expect(meetings(next(named, group, name({ start: day(10), end: day(10, 10) })))).toHaveLength(2);
  });

  test('says what the person should know; whoever has no words for it leaves it, and an empty line takes it away', () => {
    const known = next(agreed(), coordinator, name({ know: 'The last bus leaves at 12:25' }));
    const instruction = (referral: typeof known) => meetings(referral)[0]?.patientInstruction;
    expect(instruction(known)).toBe('The last bus leaves at 12:25');
    expect(instruction(next(known, group, name({ place: 'The hall' })))).toBe('The last bus leaves at 12:25');
    expect(instruction(next(known, coordinator, name({ know: '' })))).toBeUndefined();
  });

  test('of the same time with another place moves the one that stands', () => {
    const named = next(agreed(), group, name());
    const moved = attempt(named, group, name({ place: 'The hall' }));
    expect(moved.ok && moved.value.events.map((e) => e.type)).toEqual(['meeting-moved']);
    expect(meetings(next(named, group, name({ place: 'The hall' })))).toHaveLength(1);
  });

  test('by its id moves it', () => {
    const named = next(agreed(), group, name());
    const appointment = meetings(named)[0]?.id ?? '';
    const moved = next(named, coordinator, { ...name({ start: day(10), end: day(10, 10) }), appointment });
    expect(meetings(moved)).toMatchObject([{ id: appointment, start: day(10), status: 'booked' }]);
    expect(refusalsOf(moved, group, { ...name(), appointment: `${appointment}7` })).toEqual(['not-found']);
  });

  test('that was held or called off does not move', () => {
    for (const result of ['attended', 'did-not-attend', 'could-not-come'] as const) {
      const held = story(next(agreed(), group, name()), [group, said(result), day(4)]);
      expect(refusalsOf(held, group, { ...name(), appointment: meetings(held)[0]?.id ?? '' })).toEqual(['ended']);
    }
  });

  test('shows on the Task', () => {
    expect(businessStatusOf(next(agreed(), group, name()).onward[0]?.task ?? opened().task)).toBe('session-scheduled');
  });

  test('is for the group and the coordinator; nobody else knows that there is an onward request', () => {
    expect(refusalsOf(agreed(), coordinator, name())).toEqual([]);
    for (const other of [practice, otherPractice, shed, hub])
      expect(refusalsOf(agreed(), other, name())).toEqual(['not-found']);
    expect(refusalsOf(agreed(), group, { ...name(), task: t1 })).toEqual(['not-found']);
  });
});

describe('calling a meeting off', () => {
  const named = () => next(agreed(), group, meetingAt(day(3)));
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
    const two = story(agreed(), [group, meetingAt(day(3))], [group, meetingAt(day(10))]);
    const ended = next(two, group, move(t2, 'failed', because('We closed')), day(4));
    expect(meetings(ended).map((m) => m.status)).toEqual(['booked', 'cancelled']);
    expect(
      meetings(next(ended, group, said('attended', { appointment: meetings(ended)[0]?.id ?? '' }))).map(
        (m) => m.status,
      ),
    ).toEqual(['fulfilled', 'cancelled']);
  });
});
