/**
 * What a group says of its room, and what may be shown of it. `sdoh` is the code of the same meaning in SDOHCC
 * (standards.md 2.5, SDOHCCExtensionHealthcareServiceCapacityStatus); it has none for what nobody knows.
 */
export const capacityStates = {
  'has-room': { display: 'Has room', sdoh: 'capacity' },
  full: { display: 'Full at the moment', sdoh: 'no-capacity' },
  unknown: { display: 'Not known whether there is room: ask first', sdoh: 'additional-assessment-required' },
} as const;
export type CapacityState = keyof typeof capacityStates;

/** After so many days nobody knows any more whether what a group said of its room still holds (issue 9, 2). */
export const capacityDays = 30;
/** After so many days an entry that nobody checked is marked, and never ranked first (issue 9, 2; users.md S47). */
export const freshDays = 180;
/** No more are shown to a person at once (issue 9, 3; users.md S37). */
export const mostOptions = 5;
