import type { Appointment } from 'fhir/r4.js';
import { companionsFor } from '../companion/companions.ts';
import type { Referral } from '../referral.ts';
import { itemsOf } from './arrangements.ts';
import { asItsGroupSees } from './heard.ts';
import { modeOf, resultOf } from './meetings.ts';

/**
 * That they cannot come was the group's own word, and nothing else hung on it: an interpreter, or whoever was to go along, is not found
 * again by a tap, and where somebody lives a group may not know. Then the link worker is rung.
 */
export const mayNameAgain = (referral: Referral, meeting: Appointment): boolean => {
  const { result, isOwn } = asItsGroupSees(meeting, resultOf(meeting));
  return (
    result === 'could-not-come' &&
    isOwn &&
    modeOf(meeting) !== 'home-visit' &&
    itemsOf(meeting).length === 0 &&
    companionsFor(referral, meeting).length === 0
  );
};
