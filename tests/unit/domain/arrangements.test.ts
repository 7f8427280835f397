import fc from 'fast-check';
import type { Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { type Arrangement, arrangements, isArrangement } from '../../../contracts/lifecycle/arrangements.ts';
import { extensions } from '../../../contracts/systems.ts';
import { isReady, itemsOf, neededFor, openItems, toArrange } from '../../../functions/domain/meetings/arrangements.ts';
import { isUnanswered } from '../../../functions/domain/meetings/meetings.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { meetingAt, said } from './acts.ts';
import { coordinator, day, group, t2 } from './cast.ts';
import { agreed, next, patient, story } from './referrals.ts';

const all = Object.keys(arrangements).filter(isArrangement);
const meetingIn = ({ onward }: Referral) => {
  const [meeting] = onward[0]?.meetings ?? [];
  if (!meeting) throw new Error('No meeting');
  return meeting;
};
const named = (): Referral => story(agreed(), [group, meetingAt(day(8, 14))]);
const arranged = (referral: Referral, what: readonly Arrangement[], done: readonly Arrangement[]): Referral =>
  next(
    referral,
    coordinator,
    toArrange(
      t2,
      meetingIn(referral),
      what.map((one) => ({ what: one, by: 'Ada Martin', isDone: done.includes(one) })),
    ),
  );
const owed = (referral: Referral) => obligations(referral).filter(({ what }) => what === 'arrange');

test('as long as anything is open the coordinator owes it before the meeting, and the meeting is not ready', () => {
  fc.assert(
    fc.property(fc.subarray(all), fc.subarray(all), fc.boolean(), (what, done, came) => {
      const before = arranged(named(), what, done);
      const referral = came ? next(before, group, said('attended'), day(8, 15)) : before;
      const open = what.some((one) => !done.includes(one));
      const meeting = meetingIn(referral);
      expect(isReady(referral.patient, meeting)).toBe(!open || !isUnanswered(meeting));
      const isOwed = open && isUnanswered(meeting);
      expect(owed(referral).map(({ who }) => who)).toEqual(isOwed ? ['CWS01'] : []);
      for (const { deadline } of owed(referral)) {
        expect(deadline < (meeting.start ?? '')).toBe(true);
        // Tuesday 10 November; two working days before it is Friday.
        expect(deadline).toBe('2026-11-06T17:00:00.000Z');
      }
    }),
  );
});

test('a meeting that is named late leaves the time until it begins', () => {
  const late = story(agreed(), [group, meetingAt(day(8, 14)), day(8, 11)]);
  const referral = next(
    late,
    coordinator,
    toArrange(t2, meetingIn(late), [{ what: 'transport', by: 'Ada Martin', isDone: false }]),
    day(8, 12),
  );
  expect(owed(referral).map(({ deadline }) => deadline)).toEqual([day(8, 14)]);
});

test('what is said of a meeting otherwise stands, whoever changes it', () => {
  const referral = next(
    arranged(named(), ['transport'], []),
    group,
    meetingAt(day(9, 14), { appointment: meetingIn(named()).id ?? '' }),
  );
  expect(itemsOf(meetingIn(referral))).toEqual([{ what: 'transport', by: 'Ada Martin', isDone: false }]);
});

test('what was found for one time and place is to be arranged again for another, by the same person, and owed until it is', () => {
  const appointment = meetingIn(named()).id ?? '';
  const ready = arranged(named(), ['interpreter'], ['interpreter']);
  expect(owed(ready)).toEqual([]);
  const again = next(ready, group, meetingAt(day(8, 14), { appointment }));
  expect(itemsOf(meetingIn(again))).toEqual([{ what: 'interpreter', by: 'Ada Martin', isDone: true }]);
  const moved = next(ready, group, meetingAt(day(9, 14), { appointment }));
  expect(itemsOf(meetingIn(moved))).toEqual([{ what: 'interpreter', by: 'Ada Martin', isDone: false }]);
  expect(owed(moved).map(({ who }) => who)).toEqual(['CWS01']);
  expect(owed(arranged(moved, ['interpreter'], ['interpreter']))).toEqual([]);
});

const withNeeds = (...needs: readonly string[]): Patient => ({
  ...patient,
  extension: needs.map((valueString) => ({ url: extensions.accessNeed, valueString })),
});

describe('of a need that is written down and that nobody was named for', () => {
  test.each([
    ['interpreter', 'Needs a Polish interpreter'],
    ['interpreter', 'bsl interpreter'],
    ['transport', 'help with transport'],
    ['adaptation', 'Step-free, and a seat to rest'],
  ] as const)('%s is open: %s', (what, text) => {
    expect(neededFor(withNeeds(text))).toEqual([what]);
    expect(openItems(withNeeds(text), meetingIn(named()))).toEqual([{ what, by: '' }]);
    expect(isReady(withNeeds(text), meetingIn(named()))).toBe(false);
  });

  test('nothing is open where somebody said that it is arranged', () => {
    const referral = arranged(named(), ['adaptation'], ['adaptation']);
    expect(isReady(withNeeds('large print'), meetingIn(referral))).toBe(true);
  });
});
