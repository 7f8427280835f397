import type { Appointment } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { missedFirstMeeting } from '../../../functions/domain/concern/did-not-come.ts';
import { meetingAt } from './acts.ts';
import { day, group, t2 } from './cast.ts';
import { accepted } from './owed.ts';
import { next } from './referrals.ts';

/** Which meeting was missed, where the meetings of the onward Task stand like this, the first one named first. */
const missed = (...statuses: readonly Appointment['status'][]): string | undefined => {
  const named = next(accepted(), group, meetingAt(day(3)));
  const onward = named.onward.map((one) => ({
    ...one,
    meetings: one.meetings.flatMap((m) => statuses.map((status, n) => ({ ...m, id: `m${n + 1}`, status }))),
  }));
  return missedFirstMeeting({ ...named, onward }, t2)?.id;
};

test.each<[string, Appointment['status'][], string | undefined]>([
  ['did not come', ['noshow'], 'm1'],
  ['did not come, and is expected again by now', ['noshow', 'booked'], 'm1'],
  ['did not come, and the next was called off', ['noshow', 'cancelled'], 'm1'],
  ['did not come twice', ['noshow', 'noshow'], 'm2'],
  ['did not come, and came to the next', ['noshow', 'fulfilled'], undefined],
  ['came, and missed a later one', ['fulfilled', 'noshow'], undefined],
  ['is expected', ['booked'], undefined],
  ['was named by mistake', ['entered-in-error'], undefined],
])('whoever %s', (_, statuses, meeting) => {
  expect(missed(...statuses)).toBe(meeting);
});
