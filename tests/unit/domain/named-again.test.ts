import { expect, test } from 'vitest';
import { linkedMeetings } from '../../../functions/domain/meetings/link-names.ts';
import { resultOf } from '../../../functions/domain/meetings/meetings.ts';
import { meetingAt, said } from './acts.ts';
import { coordinator, day, group } from './cast.ts';
import { agreed, next } from './referrals.ts';

test('somebody who can come after all stands on the list once, and by the meeting that stands', () => {
  const named = next(agreed(), group, meetingAt(day(3)));
  const cannot = next(named, coordinator, said('could-not-come'), day(1));
  const again = next(cannot, coordinator, meetingAt(day(3)), day(2));
  expect(cannot.onward.flatMap(linkedMeetings).map(resultOf)).toEqual(['could-not-come']);
  expect(again.onward[0]?.meetings).toHaveLength(2);
  expect(again.onward.flatMap(linkedMeetings).map(({ status }) => status)).toEqual(['booked']);
  // Of another day both stand: each is a list of its own.
  const later = next(cannot, coordinator, meetingAt(day(9)), day(2));
  expect(later.onward.flatMap(linkedMeetings)).toHaveLength(2);
});
