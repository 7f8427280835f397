import type { Appointment, FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { isFlagged, missedFirstMeeting } from '../../../functions/domain/concern/did-not-come.ts';
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

const ours = { coding: [{ system: systems.risk, code: 'safeguarding' }] };
const ofBars = { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/flag-categories-bars', code: 'SG' }] };
const another = { coding: [{ system: systems.risk, code: 'falls' }] };
const mistake = { coding: [{ code: 'entered-in-error' }] };
const of = (resourceType: string, more: object) => ({ resourceType, subject: {}, ...more }) as FhirResource;

test.each<[string, FhirResource, boolean]>([
  ['a flag', of('Flag', { status: 'active', code: ours }), true],
  ['a flag by its category', of('Flag', { status: 'active', code: another, category: [ofBars] }), true],
  ['a flag that was lowered', of('Flag', { status: 'inactive', code: ours }), false],
  ['an observation', of('Observation', { status: 'final', code: ours }), true],
  ['an observation of BaRS', of('Observation', { status: 'preliminary', code: another, category: [ofBars] }), true],
  ['an observation that was a mistake', of('Observation', { status: 'entered-in-error', code: ours }), false],
  ['a condition', of('Condition', { code: ours }), true],
  ['a condition by its category alone', of('Condition', { category: [ofBars] }), true],
  ['a condition that was a mistake', of('Condition', { code: ours, verificationStatus: mistake }), false],
  ['a condition whose category is no list', of('Condition', { category: ofBars }), true],
  ['one whose code lists no coding', of('Condition', { code: { coding: ours.coding[0] } }), true],
  [
    'one with nothing where something should be',
    of('Condition', { code: null, category: [null, { coding: [null] }] }),
    false,
  ],
  ['one that is verified in no form', of('Condition', { code: ours, verificationStatus: { coding: {} } }), true],
  ['an observation of something else', of('Observation', { status: 'final', code: another }), false],
])('%s says, or does not say, that somebody is to be safeguarded', (_, resource, says) => {
  expect(isFlagged({ ...accepted(), others: [resource] })).toBe(says);
});
