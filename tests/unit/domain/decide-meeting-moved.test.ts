import type { Appointment } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { extensions } from '../../../contracts/systems.ts';
import { businessStatusOf } from '../../../functions/domain/coding.ts';
import type { Meeting } from '../../../functions/domain/decide/actions.ts';
import { resultOf } from '../../../functions/domain/meetings/meetings.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, bookedAt, considered, move, onwardTo, said } from './acts.ts';
import { coordinator, day, group, t1, t2 } from './cast.ts';
import { meeting, meetings, name } from './meeting-named.ts';
import { attempt, next, opened, refusalsOf, story } from './referrals.ts';

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
  const plain = onwardTo('walking-group');
  const atHome = { ...plain, task: { ...plain.task, extension: [considered({ setting: 'home-visit' })] } };
  const asked = (more: Partial<Appointment> = {}): Referral =>
    story(
      opened(),
      [coordinator, move(t1, 'accepted')],
      [coordinator, { ...atHome, meeting: bookedAt(day(3), { ...rich, ...more }) }],
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
