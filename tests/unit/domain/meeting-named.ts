import type { Meeting } from '../../../functions/domain/decide/actions.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { day, t2 } from './cast.ts';

export const meeting: Meeting = { start: day(3), end: day(3, 10), mode: 'in-person', signedUpBy: 'Link worker' };

export const name = (more: Partial<Meeting> = {}) => ({
  kind: 'name-meeting' as const,
  task: t2,
  meeting: { ...meeting, ...more },
});
export const meetings = (referral: Referral) => referral.onward[0]?.meetings ?? [];
