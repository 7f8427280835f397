import { describe, expect, test } from 'vitest';
import { sessionRatings } from '../../../contracts/lifecycle/programmes.ts';
import { extensions } from '../../../contracts/systems.ts';
import type { NameMeeting } from '../../../functions/domain/decide/actions.ts';
import { leadersOf, ratingOutput, ratingsOf } from '../../../functions/domain/meetings/programme.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { type Referral, referenceTo } from '../../../functions/domain/referral.ts';
import { type Facts, factsOf } from '../../../functions/domain/reports/facts.ts';
import { addTo, dayTwoOf, noSums, shownOf } from '../../../functions/domain/reports/report.ts';
import { meetingAt, move, said } from './acts.ts';
import { coordinator, day, group, t2 } from './cast.ts';
import { agreed, next, refusalsOf, story } from './referrals.ts';

/** A course of two days: `cameTo` says who of them came to which. */
const course = (...cameTo: ('attended' | 'could-not-come')[]): Referral =>
  cameTo.reduce((referral, result, n) => {
    const on = day(7 * (n + 1));
    const named = next(referral, group, meetingAt(on), day(7 * n, 12));
    const appointment = named.onward[0]?.meetings.at(-1)?.id ?? '';
    return next(named, group, said(result, { appointment }), day(7 * (n + 1), 12));
  }, agreed());
const meetings = ({ onward }: Referral) => onward[0]?.meetings ?? [];
const factsFrom = (referral: Referral): Facts => {
  const facts = factsOf(referral);
  if (!facts) throw new Error('no line');
  return facts;
};
const rated = (referral: Referral, n: number, rating: keyof typeof sessionRatings) => {
  const meeting = meetings(referral)[n];
  if (!meeting) throw new Error('no such session');
  return move(t2, 'in-progress', { outputs: [ratingOutput(referenceTo(meeting), rating)] });
};
describe('S32: a programme of two days', () => {
  test('has who came to each day', () => {
    expect(factsFrom(course('attended', 'could-not-come')).onwards[0]?.sessions).toEqual([
      'attended',
      'could-not-come',
    ]);
  });
  test('has the share that came on the second day, equal to a count by hand', () => {
    const sums = noSums();
    const whenever = { from: '2026-01-01', to: '2027-12-31' };
    const [both, once, never] = [
      factsFrom(course('attended', 'attended')),
      factsFrom(course('attended', 'could-not-come')),
      factsFrom(course('could-not-come', 'attended')),
    ];
    // By hand: of 45 + 5 who came on day one 45 came on day two, 90 in a hundred; who missed day one is not among them.
    for (const line of [...Array.from({ length: 45 }, () => both), ...Array.from({ length: 5 }, () => once), never])
      addTo(sums, line, whenever);
    expect(dayTwoOf(sums)?.share).toBe(0.9);
    // Whose second day is still ahead has not stayed away.
    const ahead = factsFrom(next(course('attended'), group, meetingAt(day(14)), day(8)));
    for (let n = 0; n < 20; n += 1) addTo(sums, ahead, whenever);
    expect(dayTwoOf(sums)?.share).toBe(0.9);
  });
});

describe('S34: a session', () => {
  test('has how it is held, each its own', () => {
    const video = meetingAt(day(14));
    const held = next(
      course('attended'),
      group,
      { ...video, meeting: { ...(video as NameMeeting).meeting, mode: 'video' } } as NameMeeting,
      day(8),
    );
    expect(factsFrom(held).onwards[0]?.modes).toEqual(['in-person', 'video']);
  });
  test('has two leaders at most, each by name', () => {
    const leading = (...names: string[]) => {
      const extension = names.map((valueString) => ({ url: extensions.leader, valueString }));
      return { ...(meetingAt(day(7)) as NameMeeting), written: { set: { extension }, unset: [] } };
    };
    const led = next(agreed(), group, leading('Jo Bloggs', 'Sam Hall'), day(1));
    expect(meetings(led).map(leadersOf)).toEqual([['Jo Bloggs', 'Sam Hall']]);
    expect(factsFrom(led).onwards[0]?.ledByTwo).toBe(1);
    expect(refusalsOf(agreed(), group, leading('Jo', 'Sam', 'Kim Lee'), day(1))).toContain('invalid-input');
  });
});

describe('S85: how a session was', () => {
  test.each(Object.keys(sessionRatings) as (keyof typeof sessionRatings)[])(
    'is recorded of each session: %s',
    (rating) => {
      const referral = next(
        course('attended', 'attended'),
        group,
        rated(course('attended', 'attended'), 1, rating),
        day(15),
      );
      expect(referral.onward.map(ratingsOf)).toEqual([[rating]]);
      expect(factsFrom(referral).onwards[0]?.ratings).toEqual([rating]);
    },
  );
  test('said again is put right, and is for who came alone', () => {
    const first = next(course('attended'), group, rated(course('attended'), 0, 'poor'), day(8));
    expect(next(first, coordinator, rated(first, 0, 'good'), day(9)).onward.map(ratingsOf)).toEqual([['good']]);
    const away = course('could-not-come');
    expect(refusalsOf(away, group, rated(away, 0, 'good'), day(8))).toContain('invalid-input');
  });
  test('is reported, with those who were not asked', () => {
    const sums = noSums();
    const line = factsFrom(
      next(course('attended', 'attended'), group, rated(course('attended', 'attended'), 0, 'good'), day(15)),
    );
    for (let n = 0; n < 6; n += 1) addTo(sums, line, { from: '2026-01-01', to: '2027-12-31' });
    expect(shownOf(sums).find(({ name }) => name === 'ratings')).toMatchObject({
      total: 12,
      rows: [
        { row: 'good', count: 6 },
        { row: 'not said', count: 6 },
      ],
    });
  });
});

test('who waits for a place is on the waiting list with a day on which somebody looks, and is counted there', () => {
  const reviewDate = day(10).slice(0, 10);
  const waiting = story(agreed(), [
    group,
    move(t2, 'accepted', { businessStatus: 'waiting-list', reviewDate }),
    day(1),
  ]);
  expect(obligations(waiting).length).toBeGreaterThan(0);
  const sums = noSums();
  for (let n = 0; n < 6; n += 1) addTo(sums, factsFrom(waiting), { from: '2026-01-01', to: '2027-12-31' });
  const table = shownOf(sums).find(({ name }) => name === 'declined');
  expect(table?.rows).toMatchObject([{ row: 'on the waiting list', count: 6 }]);
});
