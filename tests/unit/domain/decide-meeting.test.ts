import type { Appointment } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { taskStatuses } from '../../../contracts/lifecycle/statuses.ts';
import { extensions } from '../../../contracts/systems.ts';
import type { Meeting } from '../../../functions/domain/actions.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import { resultOf } from '../../../functions/domain/meetings.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { onwards } from './reachable.ts';
import {
  agreed,
  attempt,
  because,
  bookedAt,
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

const meeting: Meeting = { start: day(3), end: day(3, 10), mode: 'in-person', signedUpBy: 'Link worker' };
const name = (more: Partial<Meeting> = {}) => ({
  kind: 'name-meeting' as const,
  task: t2,
  meeting: { ...meeting, ...more },
});
const meetings = (referral: Referral) => referral.onward[0]?.meetings ?? [];

describe('naming a meeting', () => {
  test.each(Object.keys(meetingModes))('%s', (mode) => {
    expect(refusalsOf(agreed(), group, name({ mode }))).toEqual([]);
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

describe('what stands on a meeting stands when it is moved', () => {
  const interpreter = {
    actor: { reference: 'Practitioner/interpreter', display: 'Interpreter' },
    status: 'accepted' as const,
  };
  const strange = { url: 'https://x.example/needs', valueString: 'large print' };
  const rich: Partial<Appointment> = {
    comment: 'Rings the bell twice',
    description: 'First walk',
    minutesDuration: 50,
    identifier: [{ system: 'https://x.example/Id', value: '7' }],
    participant: [
      { actor: { reference: `Patient/${opened().id}.p1` }, status: 'accepted' },
      { actor: { type: 'Location', display: 'The park' }, status: 'accepted' },
      interpreter,
    ],
    extension: [
      strange,
      ...(bookedAt(day(3)).extension ?? []),
      { url: extensions.meetingMode, valueCode: 'in-person' },
    ],
  };
  const asked = (more: Partial<Appointment> = {}): Referral =>
    story(
      opened(),
      [coordinator, move(t1, 'accepted')],
      [coordinator, onwardTo('walking-group', { meeting: bookedAt(day(3), { ...rich, ...more }) })],
      [group, move(t2, 'accepted')],
    );
  const appointment = `${opened().id}.a1`;
  const one = (referral: Referral) => meetings(referral)[0];
  const moved = (referral: Referral, more: Partial<Meeting>) =>
    next(referral, group, { ...name({ place: 'The park', ...more }), appointment });

  test('to another time by the group', () => {
    const after = one(moved(asked(), { start: day(10), end: day(10, 10) }));
    const { id: _, meta: __, ...before } = one(asked()) ?? bookedAt(day(3));
    expect(after).toMatchObject({ ...before, start: day(10), end: day(10, 10) });
  });

  test('to another place by the group: only the place is another', () => {
    const after = one(moved(asked(), { place: 'The hall' }));
    expect(after?.participant.map((p) => p.actor?.display)).toEqual([undefined, 'The hall', 'Interpreter']);
    expect(after).toMatchObject({ comment: 'Rings the bell twice', extension: rich.extension });
  });

  test('and the home of the person, which the group was never shown, is not lost by leaving it out', () => {
    const mode = { url: extensions.meetingMode, valueCode: 'home-visit' };
    const home = asked({ extension: [...(bookedAt(day(3)).extension ?? []), mode] });
    const { place: _, ...visit } = { ...meeting, mode: 'home-visit', start: day(4), end: day(4, 10) };
    const after = next(home, group, { kind: 'name-meeting', task: t2, appointment, meeting: visit });
    expect(one(after)?.participant.map((p) => p.actor?.display)).toContain('The park');
    const hall = next(home, group, {
      kind: 'name-meeting',
      task: t2,
      appointment,
      meeting: { ...visit, mode: 'drop-in' },
    });
    expect(one(hall)?.participant.map((p) => p.actor?.display)).toEqual([undefined, 'Interpreter']);
  });

  test('and so does a result that leaves the question open, unless the time is another', () => {
    const unsure = next(asked(), group, said('not-sure'), day(4));
    const elsewhere = moved(unsure, { place: 'The hall' });
    expect(resultOf(one(elsewhere) ?? bookedAt(day(3)))).toBe('not-sure');
    expect(businessStatusOf(elsewhere.onward[0]?.task ?? opened().task)).toBe(
      businessStatusOf(unsure.onward[0]?.task ?? opened().task),
    );
    const earlier = moved(unsure, { start: day(3, 8), end: day(3, 10) });
    expect(resultOf(one(earlier) ?? bookedAt(day(3)))).toBeUndefined();
  });

  test('said again as it stands, nothing is written', () => {
    const again = attempt(asked(), group, { ...name({ place: 'The park' }), appointment });
    expect(again).toMatchObject({ ok: true, value: { changed: [], events: [] } });
  });

  test('whose it is does not change', () => {
    const stranger = [{ actor: { reference: 'Patient/other' }, status: 'accepted' as const }];
    const action = { ...name(), appointment, written: { set: { participant: stranger }, unset: [] } };
    expect(refusalsOf(asked(), coordinator, action)).toEqual(['wrong-parent']);
  });

  test('a new one that must be new is refused where the time is taken, and says by what', () => {
    const action = { ...name(), onlyNew: true as const };
    expect(attempt(asked(), coordinator, action)).toMatchObject({
      refusals: [{ code: 'meeting-exists', existing: appointment }],
    });
    const off = { kind: 'cancel-meeting' as const, appointment, ...because('Rain') };
    expect(meetings(story(asked(), [group, off], [coordinator, action])).map((m) => m.status)).toEqual([
      'cancelled',
      'booked',
    ]);
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
