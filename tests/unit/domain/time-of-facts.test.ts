import { expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { bookedAt, meetingAt, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, later, t2 } from './cast.ts';
import { agreed, next, refusalsOf, reminded, story, taken } from './referrals.ts';

/** Facts are of this referral, and no meeting is so far off that nobody looks at it before. */
test('a meeting is not before the request for it; clocks that differ a little do no harm', () => {
  const asked = agreed().onward[0]?.task.authoredOn ?? '';
  expect(refusalsOf(agreed(), group, meetingAt(day(-3)))).toEqual(['invalid-input']);
  expect(refusalsOf(agreed(), group, meetingAt(later(asked, -6 * 60_000)))).toEqual(['invalid-input']);
  expect(refusalsOf(agreed(), group, meetingAt(later(asked, -4 * 60_000)))).toEqual([]);
  const together = onwardTo('walking-group', { meeting: bookedAt(day(-3)) });
  expect(refusalsOf(taken(), coordinator, together)).toEqual(['invalid-input']);
});

test('a request that is said to be older than its referral makes no older meeting possible', () => {
  const asked = onwardTo('walking-group', { meeting: bookedAt(day(-3)) });
  const backdated = { ...asked, task: { ...asked.task, authoredOn: day(-10) } };
  expect(refusalsOf(taken(), coordinator, backdated)).toEqual(['invalid-input']);
});

test.each(['conversation', 'contact-attempt'] as const)('a %s is of the day of the referral or later', (kind) => {
  const at = (sent: string) => refusalsOf(taken(), coordinator, recorded(kind, undefined, { sent }));
  expect(at(day(-1))).toEqual(['invalid-input']);
  // From midnight in England: who took the call in the morning may type it in at noon.
  expect(at(day(0, 0))).toEqual([]);
});

test('a meeting that is far away is reviewed every 20 working days until it comes', () => {
  const far = next(agreed(), group, meetingAt(day(200)));
  const owed = obligations(far).find((o) => o.what === 'review');
  expect([owed?.who, owed?.task, owed?.due.slice(0, 10)]).toEqual(['CWS01', t2, '2026-11-30']);
  expect(obligations(far).map((o) => o.what)).toContain('meeting-result');
  expect(
    obligations(reminded(far, 'review'))
      .find((o) => o.what === 'review')
      ?.due.slice(0, 10),
  ).toBe('2026-12-01');
  const spoken = story(far, [coordinator, recorded('conversation', t2), day(28)]);
  expect(
    obligations(spoken)
      .find((o) => o.what === 'review')
      ?.due.slice(0, 10),
  ).toBe('2026-12-30');
});

test('one that is near is not', () => {
  const near = next(agreed(), group, meetingAt(day(21)));
  expect(obligations(near).map((o) => o.what)).not.toContain('review');
});
