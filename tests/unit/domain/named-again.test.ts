import { expect, test } from 'vitest';
import { isStillTrue, messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { planOf } from '../../../mappings/person/plan.ts';
import { meetingAt } from './acts.ts';
import { day, group, id } from './cast.ts';
import { ahead } from './companions-asked.ts';
import { next } from './referrals.ts';

const off = () =>
  next(ahead(), group, { kind: 'cancel-meeting', appointment: `${id}.a1`, reason: { text: 'Rain' } }, day(3, 20));
const saysOff = (referral: ReturnType<typeof off>) =>
  messagesToPerson(referral)
    .filter(({ says }) => says === 'cancelled')
    .map((one) => isStillTrue(referral, one));
const onPage = (referral: ReturnType<typeof off>) =>
  planOf({ referral, now: day(4), groups: new Map() }).options.flatMap(({ meetings }) =>
    meetings.map(({ isOff }) => isOff),
  );

test('called off, and named again for the same time: nobody is told not to go to what takes place', () => {
  expect([saysOff(off()), onPage(off())]).toEqual([[true], [true]]);
  const again = next(off(), group, meetingAt(day(8)), day(3, 21));
  expect([saysOff(again), onPage(again)]).toEqual([[false], [false]]);
});

test('named for another time: what is off is off', () => {
  const other = next(off(), group, meetingAt(day(9)), day(3, 21));
  expect([saysOff(other), onPage(other)]).toEqual([[true], [true, false]]);
});
