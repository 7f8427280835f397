import { expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { invitationsOf, invitationView } from '../../../mappings/partner/invitation.ts';
import { meetingAt, objection } from './acts.ts';
import { coordinator, day, group } from './cast.ts';
import { agreed, next, story } from './referrals.ts';

const shownToGroup = (referral: Referral) => {
  const [onward] = invitationsOf(referral, 'walking-group');
  return onward && invitationView({ referral, onward, tier: 'contact', now: referral.at });
};
const owes = (referral: Referral): string[] =>
  obligations(referral).flatMap(({ who, what }) => (what === 'meeting-result' ? [who] : []));

/** It was told to destroy all that it holds: it does not know any more who was meant. */
test('a group to which the person objects after a meeting began owes nothing for it; the coordinator finds out who came', () => {
  const begun = story(agreed(), [group, meetingAt(day(1))]);
  expect(owes(begun)).toEqual(['walking-group']);
  const consent = objection('walking-group', { dateTime: day(2) });
  const withdrawn = next(begun, coordinator, { kind: 'record-permission', consent }, day(2));
  expect(shownToGroup(withdrawn)).toMatchObject({ status: 'withdrawn', permissionWithdrawn: true });
  expect(shownToGroup(withdrawn)).not.toHaveProperty('due');
  expect(owes(withdrawn)).toEqual(['CWS01']);
});
