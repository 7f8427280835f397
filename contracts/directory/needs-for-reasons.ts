import type { ReferralReason } from '../lifecycle/reasons.ts';
import type { Need } from './needs.ts';

/** What is looked for first where somebody gave this main reason; the link worker changes it. Of `other` nobody can tell. */
export const needsForReasons: Readonly<Record<ReferralReason, readonly Need[]>> = {
  loneliness: ['cafe', 'walking', 'mens-shed', 'arts', 'gardening'],
  'social-isolation': ['cafe', 'walking', 'mens-shed', 'arts', 'gardening'],
  'mental-wellbeing': ['mental-health', 'peer-support', 'walking'],
  bereavement: ['bereavement', 'cafe'],
  'being-active': ['walking', 'exercise', 'yoga', 'gardening'],
  'long-term-condition': ['self-management', 'exercise', 'peer-support'],
  caring: ['carers', 'peer-support'],
  practical: ['debt', 'benefits', 'housing', 'food', 'employment'],
  other: [],
};
