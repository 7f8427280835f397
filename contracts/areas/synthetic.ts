import type { Area } from './area.ts';

/**
 * Organisations that are nobody. Every quarter of an hour the hub refers a made-up person from the first through the second
 * to the third (functions/synthetic), to see that the way is open. No real organisation is on that way, so none sees these
 * referrals; whoever counts leaves out what has one of these codes.
 */
export const synthetic = {
  client: 'synthetic-referral',
  practice: 'synthetic-practice',
  coordinator: 'synthetic-coordinator',
  group: 'synthetic-group',
} as const;

export const isSynthetic = (organisation: string): boolean =>
  [synthetic.practice, synthetic.coordinator, synthetic.group].some((code) => code === organisation);

/** Who gets what a referrer sends: the coordinator of the area, and never that of a made-up referral. */
export const coordinatorFor = (area: Area, referrer: string): string =>
  referrer === synthetic.practice ? synthetic.coordinator : area.coordinator;
