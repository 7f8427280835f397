import { hearsOf } from '../authority/authority.ts';
import { referrerOf } from '../parties.ts';
import type { Referral } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { isOutOfReach } from './request-items.ts';

const outOfReach: Refusal = {
  code: 'missing-element',
  expression: 'Patient.telecom',
  diagnostics: 'No safe way to reach the person is left: every number is marked not safe. Tell one, or through whom.',
};

/**
 * For who has just said how the person can be reached. Not for a referrer that hears the status alone: that a number is no
 * longer safe may not be theirs to know. The coordinator owes another way in any case (obligations.ts).
 */
export const reachWarnings = (referral: Referral, organisation: string): Refusal[] => {
  const isKeptFrom = referrerOf(referral) === organisation && hearsOf(referral, organisation) !== 'outcome';
  return !isKeptFrom && isOutOfReach(referral.patient) ? [outOfReach] : [];
};
